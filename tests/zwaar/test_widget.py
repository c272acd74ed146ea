"""De widget in een echte Chromium: een hele casus, bewaren, wegvallen en vijandige tekst."""

from __future__ import annotations

import re

import pytest

from tests.zwaar.browser import CASUS, NODIG, Chat, opties

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]
KENMERK = re.compile(r"AV-KL\d{4}-[2-9A-HJKMNP-TV-Z]{8}")
HOOGUIT_VRAGEN = 40
LIEFST = ("Indienen", "Adviesvraag indienen", "Advies", "Ja", "Overslaan", "Weet ik niet")


def _hele_casus(chat, kies) -> str:
    """Van beschrijving tot kenmerk: elke vraag met een keuze, of anders met een zin."""
    chat.typ(CASUS)
    for _ in range(HOOGUIT_VRAGEN):
        if gevonden := KENMERK.search(chat.laatste):
            return gevonden[0]
        titels = opties(chat)
        keuze = next((t for begin in LIEFST for t in titels if t.startswith(begin)), None)
        if keuze is None and titels:
            keuze = titels[0]
        if keuze is None:
            chat.typ("Wie kan hierin meedenken?")
        else:
            kies(keuze)
    raise AssertionError(chat.tekst)


def _met_toetsenbord(chat):
    def kies(titel: str) -> None:
        knop = chat.knop(titel)
        with chat.beurt():
            for _ in range(60):
                chat.pagina.keyboard.press("Shift+Tab")
                if knop.evaluate("k => k.getRootNode().activeElement === k"):
                    chat.pagina.keyboard.press("Enter")
                    break
            else:
                raise AssertionError(f"{titel} is met Tab niet te bereiken")
        assert chat.pagina.locator("#invoer").evaluate("i => i.getRootNode().activeElement === i")

    return kies


@pytest.mark.parametrize("hoe", ["muis", "toetsenbord", "typen"])
def test_een_hele_casus_van_beschrijving_tot_ingediende_adviesvraag(widget, hoe):
    kies = {"muis": widget.klik, "toetsenbord": _met_toetsenbord(widget), "typen": widget.typ}[hoe]
    kenmerk = _hele_casus(widget, kies)
    assert "Zorg- en Veiligheidshuis" in widget.tekst
    # Wat de toets al wist, vraagt de adviesvraag niet opnieuw.
    assert "In welke gemeente" not in widget.tekst
    widget.typ(f"status van {kenmerk}")
    assert kenmerk in widget.laatste


def test_een_casus_geeft_voortgang_een_advies_en_een_tekst_voor_het_dossier(widget):
    widget.typ(CASUS)
    assert "Vraag " in widget.tekst
    for _ in range(10):
        ja = widget.pagina.locator(".knoppen > .knop", has_text=re.compile("^Ja"))
        if not ja.count():
            break
        with widget.beurt():
            ja.first.click()
    assert "Zorg- en Veiligheidshuis" in widget.laatste
    with widget.pagina.expect_download() as wacht:
        widget.knop("Bewaar als tekst").click()
    tekst = wacht.value.path().read_text(encoding="utf-8")
    assert "Zorg- en Veiligheidshuis" in tekst
    assert "De organisaties beslissen zelf." in tekst


def test_een_advies_is_te_kopieren_en_afgedrukt_staat_er_alleen_het_advies(widget, venster):
    venster.grant_permissions(["clipboard-read", "clipboard-write"])
    widget.typ("hallo")
    widget.typ("nummer van Veilig Thuis in Zwolle")
    widget.knop("Kopieer").click()
    widget.pagina.get_by_text("Gekopieerd").wait_for()
    gekopieerd = widget.pagina.evaluate("navigator.clipboard.readText()")
    assert "Veilig Thuis IJsselland" in gekopieerd
    assert "De organisaties beslissen zelf." in gekopieerd

    widget.pagina.evaluate("window.print = () => {}")
    widget.knop("Afdrukken of als PDF").click()
    widget.pagina.emulate_media(media="print")
    assert widget.pagina.locator(".kaart").is_visible()
    assert widget.pagina.get_by_text("Wegwijzer Zorg en Veiligheid, ").is_visible()
    assert widget.pagina.get_by_text("De organisaties beslissen zelf.").is_visible()
    for weg in ("header", "form", ".bewaren", ".eigen", ".assistent .inhoud >> nth=0"):
        assert widget.pagina.locator("wegwijzer-chat").locator(weg).first.is_hidden(), weg
    widget.pagina.evaluate("dispatchEvent(new Event('afterprint'))")
    widget.pagina.emulate_media(media="screen")
    assert widget.pagina.locator(".eigen").first.is_visible()
    assert widget.pagina.locator(".op-papier").count() == 0


def test_spreek_een_mens_wijst_naar_een_mens(widget):
    widget.typ("hallo")
    with widget.beurt():
        widget.knop("Spreek een mens").click()
    assert "Ik wil een mens spreken" in widget.tekst
    assert "die leest een procescoördinator" in widget.laatste
    assert widget.knop("Adviesvraag indienen").is_visible()


def test_de_widget_neemt_de_kleuren_van_nl_design_system_over(venster, server):
    chat = Chat(venster, f"{server.adres}/webhooks/web/voorbeeld")
    chat.pagina.evaluate(
        """() => { for (const [naam, waarde] of [
            ['--utrecht-button-primary-action-background-color', 'rgb(120, 0, 60)'],
            ['--utrecht-button-primary-action-color', 'rgb(255, 250, 200)'],
            ['--utrecht-document-font-family', 'monospace'],
        ]) document.documentElement.style.setProperty(naam, waarde) }"""
    )
    stijl = chat.knop("Wegwijzer openen").evaluate(
        "k => { const s = getComputedStyle(k); return [s.backgroundColor, s.color, s.fontFamily] }"
    )
    assert stijl == ["rgb(120, 0, 60)", "rgb(255, 250, 200)", "monospace"]
    assert chat.fouten == []


def test_een_contact_is_met_een_klik_te_bellen(widget):
    widget.typ("nummer van Veilig Thuis in Zwolle")
    bel = widget.pagina.locator(".kaart a.bel")
    assert bel.get_attribute("href") == "tel:08002000"
    assert bel.get_attribute("aria-label") == "Bel Veilig Thuis IJsselland: 0800-2000"


def test_herladen_en_een_tweede_tabblad_tonen_hetzelfde_gesprek(widget, venster, server):
    widget.typ("Jan Jansen uit Haarlem is in de war, waar meld ik dat?")
    assert "Jansen" not in widget.tekst
    voor = widget.tekst
    tweede = Chat(venster, f"{server.adres}/webhooks/web/")
    tweede.pagina.locator(".assistent").first.wait_for()
    assert tweede.tekst == voor
    tweede.typ("wat is AVE?")
    widget.pagina.get_by_text("wat is AVE?").wait_for()
    widget.pagina.reload()
    widget.pagina.get_by_text("wat is AVE?").wait_for()


def test_valt_de_verbinding_weg_dan_zegt_hij_dat_en_komt_niets_dubbel(widget, venster):
    widget.typ("hallo")
    venster.set_offline(True)
    widget.pagina.locator("#invoer").fill("wat is de ketenregiegroep?")
    widget.pagina.keyboard.press("Enter")
    widget.pagina.get_by_text("De verbinding is weg").wait_for()
    venster.set_offline(False)
    widget.pagina.get_by_text("De verbinding is terug").wait_for()
    widget.pagina.locator(".assistent", has_text="etenregiegroep").first.wait_for()
    assert widget.tekst.count("wat is de ketenregiegroep?") == 1
    widget.fouten.clear()  # een mislukt verzoek staat altijd in de console


def test_nieuw_gesprek_wist_na_een_bevestiging(widget):
    widget.typ("wat is AVE?")
    widget.knop("Nieuw gesprek").click()
    widget.knop("Nee, ga verder").click()
    assert "wat is AVE?" in widget.tekst
    widget.knop("Nieuw gesprek").click()
    widget.knop("Ja, wis het gesprek").click()
    widget.pagina.get_by_text("Waarmee kan ik helpen?").wait_for()
    widget.pagina.reload()
    widget.pagina.get_by_text("Waarmee kan ik helpen?").wait_for()
    assert "wat is AVE?" not in widget.tekst


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
def test_vijandige_tekst_wordt_nooit_een_element_of_een_verboden_link(widget, tekst):
    uitkomst = widget.pagina.evaluate(
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


def test_een_bron_met_een_adres_is_een_link_en_een_andere_niet(widget):
    linken = widget.pagina.evaluate(
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
