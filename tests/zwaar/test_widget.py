"""De widget in een echte Chromium: een hele casus, toegankelijkheid, herladen en wegvallen."""

from __future__ import annotations

import re

import pytest

from tests.bot.praten import ADVIESVRAAG
from tests.zwaar.browser import NODIG, Chat, chromium

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]

KENMERK = re.compile(r"AV-KL\d{4}-[2-9A-HJKMNP-TV-Z]{8}")
CASUS = "Een man in Haarlem steelt elke week in winkels. Hij gebruikt en slaapt buiten."
TITEL = {
    "informatievraag": "Een vraag om informatie",
    "wijkteam": "Wijkteam",
    "nee": "Nee",
    "overslaan": "Overslaan",
}


@pytest.fixture(scope="module")
def browser():
    with chromium() as gestart:
        yield gestart


@pytest.fixture
def context(browser):
    geopend = browser.new_context(viewport={"width": 1000, "height": 800}, locale="nl-NL")
    yield geopend
    geopend.close()


@pytest.fixture
def chat(context, server):
    geopend = Chat(context, f"{server.adres}/webhooks/web/")
    yield geopend
    assert geopend.fouten == []


def _opties(chat) -> dict[str, str]:
    """De titels van de knoppen die nu te kiezen zijn, op volgorde."""
    knoppen = chat.pagina.locator(".knoppen > .knop")
    return {titel: titel for titel in knoppen.all_inner_texts()}


def _vul(chat, kies) -> None:
    """Beantwoord de adviesvraag tot en met de controle; `kies` klikt of typt een titel."""
    chat.typ("Ik wil een adviesvraag indienen")
    for vraag, antwoord in ADVIESVRAAG:
        if vraag == "soort":
            kies(next(titel for titel in _opties(chat) if "nformatie" in titel))
        elif antwoord in TITEL:
            kies(
                next(t for t in _opties(chat) if t.lower().startswith(TITEL[antwoord].lower()[:4]))
            )
        else:
            chat.typ(antwoord)


def test_een_adviesvraag_indienen_met_de_muis(chat):
    _vul(chat, chat.klik)
    assert "Wie kan in dit soort zaken meedenken?" in chat.laatste
    chat.klik("Indienen")
    assert KENMERK.search(chat.laatste)


def test_een_adviesvraag_indienen_met_alleen_het_toetsenbord(chat):
    def kies(titel: str) -> None:
        knop = chat.knop(titel)
        with chat.beurt():
            for _ in range(40):
                chat.pagina.keyboard.press("Shift+Tab")
                if knop.evaluate("k => k.getRootNode().activeElement === k"):
                    chat.pagina.keyboard.press("Enter")
                    break
            else:
                raise AssertionError(f"{titel} is met Tab niet te bereiken")
        assert chat.pagina.locator("#invoer").evaluate("i => i.getRootNode().activeElement === i")

    _vul(chat, kies)
    kies("Indienen")
    assert KENMERK.search(chat.laatste)


def test_een_adviesvraag_indienen_met_alleen_typen(chat):
    _vul(chat, chat.typ)
    chat.typ("indienen")
    assert KENMERK.search(chat.laatste)


def test_een_casus_geeft_voortgang_een_advies_en_een_tekst_voor_het_dossier(chat):
    chat.typ(CASUS)
    assert "Vraag " in chat.tekst
    for _ in range(10):
        ja = chat.pagina.locator(".knoppen > .knop", has_text=re.compile("^Ja"))
        if not ja.count():
            break
        with chat.beurt():
            ja.first.click()
    assert "Zorg- en Veiligheidshuis" in chat.laatste
    with chat.pagina.expect_download() as wacht:
        chat.knop("Bewaar als tekst").click()
    tekst = wacht.value.path().read_text(encoding="utf-8")
    assert "Zorg- en Veiligheidshuis" in tekst
    assert "De organisaties beslissen zelf." in tekst


def test_een_contact_is_met_een_klik_te_bellen(chat):
    chat.typ("nummer van Veilig Thuis in Zwolle")
    bel = chat.pagina.locator(".kaart a.bel")
    assert bel.get_attribute("href") == "tel:08002000"
    assert bel.get_attribute("aria-label") == "Bel Veilig Thuis IJsselland: 0800-2000"


def test_elk_bericht_wordt_een_keer_aangekondigd_en_een_teruggehaald_gesprek_niet(chat):
    tel = """() => {
        const log = document.querySelector('wegwijzer-chat').shadowRoot.querySelector('.log');
        window.aangekondigd = 0;
        new MutationObserver(lijst => { for (const m of lijst) for (const k of m.addedNodes)
            if (log.getAttribute('aria-live') !== 'off' && k.getAttribute('aria-live') !== 'off')
                window.aangekondigd += 1; }).observe(log, {childList: true});
    }"""
    chat.pagina.evaluate(tel)
    chat.typ("wat is AVE?")
    berichten = chat.pagina.locator(".assistent").count()
    assert chat.pagina.evaluate("window.aangekondigd") == berichten > 0

    chat.pagina.add_init_script(
        "addEventListener('DOMContentLoaded', () => customElements.whenDefined('wegwijzer-chat')"
        f".then({tel}))"
    )
    chat.pagina.reload()
    chat.pagina.locator(".assistent").first.wait_for()
    assert chat.pagina.locator(".assistent").count() == berichten
    assert chat.pagina.evaluate("window.aangekondigd") == 0


def test_herladen_en_een_tweede_tabblad_tonen_hetzelfde_gesprek(chat, context, server):
    chat.typ("Jan Jansen uit Haarlem is in de war, waar meld ik dat?")
    assert "Jansen" not in chat.tekst
    voor = chat.tekst
    tweede = Chat(context, f"{server.adres}/webhooks/web/")
    tweede.pagina.locator(".assistent").first.wait_for()
    assert tweede.tekst == voor
    tweede.typ("wat is AVE?")
    chat.pagina.get_by_text("wat is AVE?").wait_for()
    chat.pagina.reload()
    chat.pagina.get_by_text("wat is AVE?").wait_for()


def test_valt_de_verbinding_weg_dan_zegt_hij_dat_en_komt_niets_dubbel(chat, context):
    chat.typ("hallo")
    context.set_offline(True)
    chat.pagina.locator("#invoer").fill("wat is de ketenregiegroep?")
    chat.pagina.keyboard.press("Enter")
    chat.pagina.get_by_text("De verbinding is weg").wait_for()
    context.set_offline(False)
    chat.pagina.get_by_text("De verbinding is terug").wait_for()
    chat.pagina.locator(".assistent", has_text="etenregiegroep").first.wait_for()
    assert chat.tekst.count("wat is de ketenregiegroep?") == 1
    chat.fouten.clear()  # een mislukt verzoek staat altijd in de console


def test_nieuw_gesprek_wist_na_een_bevestiging(chat):
    chat.typ("wat is AVE?")
    chat.knop("Nieuw gesprek").click()
    chat.knop("Nee, ga verder").click()
    assert "wat is AVE?" in chat.tekst
    chat.knop("Nieuw gesprek").click()
    chat.knop("Ja, wis het gesprek").click()
    chat.pagina.get_by_text("Waarmee kan ik helpen?").wait_for()
    chat.pagina.reload()
    chat.pagina.get_by_text("Waarmee kan ik helpen?").wait_for()
    assert "wat is AVE?" not in chat.tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        'https://voorbeeld.nl/"><img src=x onerror=alert(1)>',
        "javascript:alert(1) data:text/html,x",
    ],
)
def test_vijandige_tekst_wordt_nooit_een_element_of_een_verboden_link(chat, tekst):
    uitkomst = chat.pagina.evaluate(
        """async (tekst) => {
            const adres = document.querySelector('script[type=module]').src;
            const { blokken } = await import(new URL('./tekst.js', adres).href);
            const vak = document.createElement('div');
            vak.append(blokken(tekst));
            const linken = [...vak.querySelectorAll('a')].map(a => a.protocol);
            const elementen = [...vak.querySelectorAll('*')].map(e => e.localName);
            return [vak.textContent, linken, elementen];
        }""",
        tekst,
    )
    assert uitkomst[0] == tekst
    assert set(uitkomst[1]) <= {"https:"}
    assert set(uitkomst[2]) <= {"p", "a"}


def test_een_bron_met_een_adres_is_een_link_en_een_andere_niet(chat):
    linken = chat.pagina.evaluate(
        """async () => {
            const adres = document.querySelector('script[type=module]').src;
            const { bronnen } = await import(new URL('./kaart.js', adres).href);
            const bekend = [
                { titel: "Handreiking (2024), 3", adres: "https://voorbeeld.nl/h" },
                { titel: "Boek (2013), 4.2" },
                { titel: "Vals (2020), 1", adres: "javascript:alert(1)" },
            ];
            const tekst = "Handreiking (2024), 3, 4; Boek (2013), 4.2; Vals (2020), 1";
            const regels = [...bronnen([tekst], bekend).querySelectorAll("li")];
            return regels.map(li => [li.textContent, li.querySelector("a")?.href ?? ""]);
        }"""
    )
    assert linken == [
        ["Handreiking (2024), 3, 4", "https://voorbeeld.nl/h"],
        ["Boek (2013), 4.2", ""],
        ["Vals (2020), 1", ""],
    ]


def test_de_verklaring_over_toegankelijkheid_is_vanaf_de_chat_te_openen(chat):
    chat.pagina.get_by_role("link", name="Toegankelijkheid").click()
    chat.pagina.get_by_role("heading", name="Toegankelijkheid").wait_for()
    assert chat.axe() == []


def test_escape_sluit_de_widget_en_de_knop_krijgt_de_focus_terug(context, server):
    chat = Chat(context, f"{server.adres}/webhooks/web/voorbeeld")
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
