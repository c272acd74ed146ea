"""De widget voor iedereen: schermlezer, grote letters, smal scherm, eigen kleuren en donker."""

from __future__ import annotations

import pytest

from tests.zwaar.browser import CASUS, NODIG, Chat, vul_adviesvraag

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]

GROOTTE = """() => {
    const wortel = document.querySelector('wegwijzer-chat').shadowRoot;
    return [...wortel.querySelectorAll('button, textarea, .bel, summary, label:not(.alleen-lezer)')]
        .map(deel => [deel.textContent, deel.getBoundingClientRect()])
        .filter(([, vak]) => vak.width && (vak.height < 44 || vak.width < 44))
        .map(([tekst, vak]) => `${tekst}: ${vak.width} x ${vak.height}`);
}"""
MEER_RUIMTE = """() => {
    const wortel = document.querySelector('wegwijzer-chat').shadowRoot;
    const ruimte = new CSSStyleSheet();
    ruimte.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
        + ' word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    wortel.adoptedStyleSheets = [...wortel.adoptedStyleSheets, ruimte];
    const past = deel => deel.scrollWidth <= deel.clientWidth + 1
        && deel.scrollHeight <= deel.clientHeight + 1;
    return [...wortel.querySelectorAll('button, .inhoud, .kaart, .uitleg, summary')]
        .filter(deel => deel.clientWidth && !past(deel)).map(deel => deel.outerHTML.slice(0, 80));
}"""


def test_met_meer_ruimte_tussen_letters_en_regels_valt_er_niets_weg(widget):
    """De waarden van WCAG 1.4.12."""
    widget.pagina.set_viewport_size({"width": 320, "height": 640})
    widget.typ("wat is AVE?")
    widget.typ("nummer van Veilig Thuis in Zwolle")
    widget.typ(CASUS)
    assert widget.pagina.evaluate(MEER_RUIMTE) == []


def test_de_knoppen_om_te_bewaren_staan_nooit_tussen_een_vraag_en_haar_keuzes(widget):
    widget.typ(CASUS)
    delen = widget.pagina.locator(".vraag:last-child > *")
    assert delen.evaluate_all("d => d.map(e => e.className)") == ["inhoud", "knoppen"]
    assert widget.knop("Bewaar als tekst").is_visible()


def test_bij_de_controle_zijn_de_tekst_en_de_knop_om_in_te_dienen_in_beeld(widget):
    vul_adviesvraag(widget, widget.klik)
    assert widget.knop("Indienen").evaluate(HELEMAAL_IN_BEELD)


def test_elk_bedienbaar_deel_is_minstens_44_punten(widget):
    widget.typ("wat is AVE?")
    widget.typ("nummer van Veilig Thuis in Zwolle")
    assert widget.pagina.evaluate(GROOTTE) == []
    widget.typ(CASUS)
    widget.knop("Nieuw gesprek").click()
    assert widget.pagina.evaluate(GROOTTE) == []


TEL_AANKONDIGINGEN = """() => {
    const log = document.querySelector('wegwijzer-chat').shadowRoot.querySelector('.log');
    window.aangekondigd = [];
    const stil = knoop => knoop.parentElement?.closest('[aria-live=off]')
        || knoop.matches?.('[aria-live=off]');
    new MutationObserver(lijst => { for (const m of lijst) for (const k of m.addedNodes)
        if (k.isConnected && !stil(k)) window.aangekondigd.push(k.textContent); }
    ).observe(log, {childList: true, subtree: true});
}"""
BERICHTEN_VAN_DE_ASSISTENT = """async () => {
    const [sleutel, waarde] = Object.entries(localStorage).find(([s]) => s.startsWith('wegwijzer'));
    const { conversationId, token } = JSON.parse(waarde);
    const adres = `v3/directline/conversations/${conversationId}/activities`;
    const antwoord = await fetch(new URL(adres, sleutel.slice('wegwijzer:'.length)),
        { headers: { Authorization: `Bearer ${token}` } });
    return (await antwoord.json()).activities.filter(a => a.from.role === 'bot').length;
}"""


@pytest.mark.parametrize("vraag", ["wat is AVE?", CASUS, "nummer van Veilig Thuis in Zwolle"])
def test_elk_bericht_wordt_een_keer_aangekondigd_en_een_teruggehaald_gesprek_niet(widget, vraag):
    widget.pagina.evaluate(TEL_AANKONDIGINGEN)
    widget.typ(vraag)
    berichten = widget.pagina.evaluate(BERICHTEN_VAN_DE_ASSISTENT)
    gezegd = widget.pagina.evaluate("window.aangekondigd")
    assert len(gezegd) == berichten > 0
    assert gezegd[0].startswith("Assistent zegt:")

    # Ook de knoppen van een beantwoorde vraag verdwijnen zonder iets te zeggen.
    widget.pagina.evaluate("window.aangekondigd.length = 0")
    widget.typ("stop")
    erbij = widget.pagina.evaluate(BERICHTEN_VAN_DE_ASSISTENT) - berichten
    assert len(widget.pagina.evaluate("window.aangekondigd")) == erbij > 0

    widget.pagina.add_init_script(
        "addEventListener('DOMContentLoaded', () => customElements.whenDefined('wegwijzer-chat')"
        f".then({TEL_AANKONDIGINGEN}))"
    )
    widget.pagina.reload()
    widget.pagina.locator(".assistent .inhoud").first.wait_for()
    assert widget.pagina.evaluate("window.aangekondigd") == []


def test_een_schermlezer_kent_de_log_en_de_naam_van_elk_bedienbaar_deel(widget):
    widget.typ("wat is AVE?")
    widget.typ("nummer van Veilig Thuis in Zwolle")
    widget.typ(CASUS)
    boom = widget.boom()

    (log,) = [deel for deel in boom if deel.rol == "log"]
    assert log.naam == "Wegwijzer Zorg en Veiligheid"
    assert log.eigenschappen["live"] == "polite"
    assert not log.eigenschappen.get("busy")
    assert [deel.eigenschappen["live"] for deel in boom if deel.rol == "status"] == ["polite"]
    bedienbaar = [deel for deel in boom if deel.eigenschappen.get("focusable")]
    assert [deel for deel in bedienbaar if not deel.naam and deel.rol != "RootWebArea"] == []
    (vak,) = [deel for deel in boom if deel.rol == "textbox"]
    assert vak.naam == "Je bericht"
    assert "Bel 112" in vak.uitleg
    namen = {(deel.rol, deel.naam) for deel in boom}
    assert namen >= {
        ("heading", "Wegwijzer Zorg en Veiligheid"),
        ("main", "Chat"),
        ("button", "Spreek een mens"),
        ("button", "Nieuw gesprek"),
        ("button", "Versturen"),
        ("link", "Bel Veilig Thuis IJsselland: 0800-2000"),
        ("DisclosureTriangle", "Waar staat dit?"),
        ("group", "Kies een antwoord, of typ het"),
        ("group", "Bewaar dit advies"),
    }


IN_BEELD = """k => { const vak = k.getRootNode().querySelector('.log').getBoundingClientRect();
    const deel = k.getBoundingClientRect();
    return deel.top >= vak.top - 1 && Math.min(deel.bottom, deel.top + 60) <= vak.bottom + 1; }"""
HELEMAAL_IN_BEELD = """k => {
    const vak = k.getRootNode().querySelector('.log').getBoundingClientRect();
    const deel = k.getBoundingClientRect();
    return deel.top >= vak.top && deel.bottom <= vak.bottom + 1; }"""


@pytest.mark.parametrize(
    ("beeld", "zichtbaar"),
    [
        ({"width": 1000, "height": 800}, (".eigen", ".vraag .inhoud", ".vraag .knop:first-child")),
        ({"width": 400, "height": 800}, (".vraag .inhoud", ".vraag .knop:first-child")),
        ({"width": 320, "height": 640}, (".vraag .inhoud", ".vraag .knop:first-child")),
    ],
)
def test_na_een_lang_antwoord_staat_de_vraag_in_beeld(browser, server, beeld, zichtbaar):
    context = browser.new_context(viewport=beeld, locale="nl-NL")
    chat = Chat(context, f"{server.adres}/webhooks/web/")
    chat.typ(CASUS)
    chat.typ("nummer van Veilig Thuis in Zwolle")
    log = chat.pagina.locator(".log")
    assert log.evaluate("l => l.scrollHeight > l.clientHeight + 200")
    for deel in zichtbaar:
        assert chat.pagina.locator(deel).last.evaluate(IN_BEELD), deel
    context.close()


def test_de_verklaring_over_toegankelijkheid_is_vanaf_de_chat_te_openen(widget):
    widget.pagina.get_by_role("link", name="Toegankelijkheid").click()
    widget.pagina.get_by_role("heading", name="Toegankelijkheid").wait_for()
    assert widget.axe() == []


def test_escape_sluit_de_widget_en_de_knop_krijgt_de_focus_terug(venster, server):
    chat = Chat(venster, f"{server.adres}/webhooks/web/voorbeeld")
    assert chat.axe() == []
    chat.knop("Wegwijzer openen").click()
    chat.pagina.locator("#invoer").wait_for()
    chat.typ("wat is AVE?")
    chat.pagina.keyboard.press("Escape")
    assert chat.pagina.locator("#invoer").is_hidden()
    starter = chat.knop("Wegwijzer openen")
    assert starter.evaluate("k => k.getRootNode().activeElement === k")
    assert chat.fouten == []


@pytest.mark.parametrize(
    ("beeld", "naam"),
    [
        ({"viewport": {"width": 1000, "height": 800}}, "gewoon"),
        ({"viewport": {"width": 320, "height": 640}}, "320 punten breed"),
        ({"viewport": {"width": 1000, "height": 800}, "forced_colors": "active"}, "eigen kleuren"),
        ({"viewport": {"width": 1000, "height": 800}, "color_scheme": "dark"}, "donker"),
        ({"viewport": {"width": 500, "height": 400}, "device_scale_factor": 2}, "200 procent"),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_axe_vindt_niets_in_elke_stand(browser, server, beeld, naam):
    context = browser.new_context(**beeld)
    chat = Chat(context, f"{server.adres}/webhooks/web/")
    standen = {"leeg": chat.axe()}
    chat.typ(CASUS)
    standen["vraag met knoppen"] = chat.axe()
    chat.typ("nummer van Veilig Thuis in Zwolle")
    standen["kaart"] = chat.axe()
    chat.typ("er staat nu iemand met een mes voor de deur")
    standen["gevaar"] = chat.axe()
    chat.knop("Nieuw gesprek").click()
    standen["bevestigen"] = chat.axe()
    chat.pagina.locator("#invoer").fill("a" * 2001)
    chat.pagina.locator("#invoer").press("Enter")
    standen["fout"] = chat.axe()
    breedte = chat.pagina.evaluate("document.documentElement.scrollWidth")
    context.close()
    print(f"\nwidget: axe op {len(standen)} standen, {naam}: {sum(map(len, standen.values()))}")
    assert {stand: fouten for stand, fouten in standen.items() if fouten} == {}
    assert breedte <= beeld["viewport"]["width"]
