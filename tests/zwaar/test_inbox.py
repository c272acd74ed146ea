"""De inbox in een echte Chromium: elke pagina langs axe, en een zaak met alleen het toetsenbord."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviesvraag import behandeling
from adviesvraag.afspraken import Afspraken
from adviesvraag.contactmeldingen import Contactmelding, meld_contact
from adviesvraag.dienst import Antwoord, Concept, dien_in
from adviesvraag.medewerkers import onthoud_medewerker
from adviesvraag.opslag import Opslag, open_opslag
from adviesvraag.toegang import Behandelaar
from adviesvraag.werkvoorraad import haal
from tests.processen import SLEUTEL, WACHT_SECONDEN, WORTEL, vrije_poort
from tests.zwaar.browser import NODIG, REGELS, WACHT_MS, chromium

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, NODIG]

COLLEGA = Behandelaar("collega-1", "procescoordinator", frozenset({"VR12"}))
STANDEN = {
    "gewoon": {"viewport": {"width": 1280, "height": 900}},
    "320 punten breed": {"viewport": {"width": 320, "height": 640}},
    "eigen kleuren": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "zonder JavaScript": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}


@dataclass
class Inbox:
    """Een draaiende inbox met zaken erin."""

    adres: str
    kenmerken: list[str]
    nieuwe_link: object

    @property
    def paden(self) -> list[str]:
        zaak = self.kenmerken[0]
        return [
            "/",
            "/?status=ontvangen&volgorde=nieuw",
            "/?zoek=bestaat-niet",
            *(f"/adviesvragen/{kenmerk}" for kenmerk in self.kenmerken[:4]),
            "/meldingen",
            "/rechten",
            f"/rechten/{zaak}",
            "/hulp",
            "/bestaat-niet",
        ]


@contextmanager
def draaiende_inbox(data: Path) -> Iterator[Inbox]:
    """Start de inbox zoals `make run` dat doet, op een database met zaken."""
    from bot import inbox
    from bot.instellingen import lees_instellingen

    if not inbox.PYTHON.exists():
        pytest.skip(
            "de omgeving van de inbox ontbreekt: de toetsen in de browser zijn overgeslagen"
        )
    gegevens = lees_instellingen(
        {
            "WEGWIJZER_DATA": str(data),
            "WEGWIJZER_SECRET_KEYS": SLEUTEL,
            "WEGWIJZER_INBOX_PORT": str(vrije_poort()),
        }
    )
    opslag = open_opslag(
        gegevens.database_url, sleutels=[SLEUTEL], afspraken=Afspraken(termijn_werkdagen=5)
    )
    opslag.bijwerken()
    kenmerken = vul(opslag)
    kaal = {naam: w for naam, w in os.environ.items() if not naam.startswith("WEGWIJZER_")}
    uitvoer = data / "inbox.txt"
    with uitvoer.open("w") as bestand:
        proces = subprocess.Popen(
            [str(inbox.PYTHON), "-m", "adviesvraag.inbox"],
            cwd=WORTEL,
            env=kaal,
            stdin=subprocess.PIPE,
            stdout=bestand,
            stderr=subprocess.STDOUT,
        )
    try:
        assert proces.stdin
        proces.stdin.write(inbox.invoer(gegevens, [SLEUTEL]).encode())
        proces.stdin.close()
        _wacht(f"{inbox.luistert_op(gegevens)}/gezond", proces, uitvoer)
        yield Inbox(inbox.adres(gegevens), kenmerken, lambda: inbox.inloglink_adres(gegevens))
    finally:
        proces.terminate()
        proces.wait(15)
        opslag.sluit()


def _wacht(adres: str, proces: subprocess.Popen[bytes], uitvoer: Path) -> None:
    grens = time.monotonic() + WACHT_SECONDEN
    while time.monotonic() < grens:
        assert proces.poll() is None, uitvoer.read_text()
        try:
            with urllib.request.urlopen(adres, timeout=2):  # noqa: S310 - eigen adres
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(uitvoer.read_text())


def vul(opslag: Opslag) -> list[str]:
    """Zaken in elke stand waarin een pagina er anders uitziet."""
    onthoud_medewerker(opslag, COLLEGA, "Sam de Vries")
    nu = datetime.now(timezone.utc)
    kenmerken = [_dien_in(opslag, nr, nu - timedelta(days=nr)) for nr in range(30)]
    nieuw, gevraagd, klaar, opgeschaald, *_ = kenmerken
    _doe(opslag, nieuw, behandeling.noteer, "Gebeld met de gemeente. Morgen terugbellen.")
    _doe(opslag, gevraagd, behandeling.wijs_toe, COLLEGA.id)
    _doe(opslag, gevraagd, behandeling.vraag_terug, "Is de huisarts al betrokken?")
    _doe(opslag, klaar, behandeling.beantwoord, "Neem contact op met het meldpunt.")
    _doe(opslag, klaar, behandeling.sluit, "")
    _doe(opslag, opgeschaald, behandeling.schaal_op, ["Casusregie", "Procesregie"])
    for soort in ("nummer_klopt_niet", "geen_gehoor"):
        meld_contact(
            opslag, Contactmelding("noodnummer-112", soort, "VR12", soort, "Het nummer is dood.")
        )
    return kenmerken


def _doe(opslag: Opslag, kenmerk: str, functie, waarde) -> None:
    versie = haal(opslag, kenmerk, COLLEGA).regel.versie
    functie(opslag, kenmerk, COLLEGA, waarde, versie=versie)


def _dien_in(opslag: Opslag, nummer: int, op: datetime) -> str:
    tekst = (
        "Een man van rond de veertig zorgt al maanden voor overlast in de straat. Hij drinkt, "
        "bedreigt de buren en mijdt zorg. Wijkteam en politie komen er samen niet uit."
    )
    criteria = {
        "multiprobleem": "ja",
        "ketenoverstijgend": "ja",
        "systeem": "onbekend",
        "zorgcomponent": "ja",
        "veiligheidscomponent": "ja",
        "regulier_doorlopen": "nee",
    }
    concept = Concept(
        concept_id=uuid.uuid4().hex,
        regio_code="VR12",
        gemeente_code="GM0392",
        soort=("adviesvraag", "informatievraag")[nummer % 2],
        antwoorden=(
            Antwoord("samenvatting", "Wat speelt er?", tekst, tekst, "tekst"),
            Antwoord("leefgebieden", "Op welke leefgebieden?", [], "Drugs, Wonen, Geld", "knop"),
            Antwoord("vraag", "Wat wil je weten?", "", "Wie kan meedenken?", "tekst"),
        ),
        triage={"uitkomst": "twijfel", "criteria": criteria, "ave_fase": 3},
        contact_email="team@haarlem.nl",
        kanaal="web",
        gesprek=f"gesprek-{nummer}",
    )
    return dien_in(opslag, concept, nu=op).kenmerk


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    with draaiende_inbox(tmp_path_factory.mktemp("inbox")) as gestart:
        yield gestart


@pytest.fixture(scope="module")
def browser():
    with chromium() as gestart:
        yield gestart


@contextmanager
def tabblad(browser, inbox: Inbox, **stand) -> Iterator[object]:
    """Een ingelogd tabblad; aan het eind mag er niets in de console staan."""
    context = browser.new_context(locale="nl-NL", **stand)
    pagina = context.new_page()
    pagina.set_default_timeout(WACHT_MS)
    fouten: list[str] = []
    pagina.on("pageerror", lambda fout: fouten.append(str(fout)))
    pagina.on("console", lambda b: fouten.append(b.text) if "Content Security" in b.text else None)
    pagina.goto(inbox.nieuwe_link())
    pagina.get_by_role("button", name="Inloggen").click()
    pagina.get_by_role("heading", name="Adviesvragen", level=1).wait_for()
    yield pagina
    assert fouten == []
    context.close()


def axe(pagina) -> list[tuple[str, str]]:
    """Wat axe mist; de pagina opent eerst alles wat dicht zit."""
    from axe_playwright_python.sync_playwright import Axe

    pagina.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    gevonden = Axe().run(pagina, options={"runOnly": REGELS}).response["violations"]
    return [(regel["id"], regel["nodes"][0]["html"]) for regel in gevonden]


@pytest.mark.parametrize("stand", [naam for naam in STANDEN if naam != "zonder JavaScript"])
def test_axe_vindt_niets_op_elke_pagina(browser, inbox, stand):
    context = browser.new_context(bypass_csp=True, **STANDEN[stand])
    pagina = context.new_page()
    pagina.set_default_timeout(WACHT_MS)
    pagina.goto(f"{inbox.adres}/inloggen")
    gevonden = {"/inloggen": axe(pagina)}
    pagina.goto(inbox.nieuwe_link())
    gevonden["/inloggen/link"] = axe(pagina)
    pagina.get_by_role("button", name="Inloggen").click()
    for pad in inbox.paden:
        pagina.goto(f"{inbox.adres}{pad}")
        gevonden[pad] = axe(pagina)
        breed = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert pagina.evaluate(breed), f"{pad} is breder dan het venster"
    context.close()

    print(f"axe: {len(gevonden)} pagina's, {stand}")
    assert {pad: regels for pad, regels in gevonden.items() if regels} == {}


def test_alle_knoppen_en_velden_zijn_groot_genoeg(browser, inbox):
    with tabblad(browser, inbox, **STANDEN["320 punten breed"]) as pagina:
        for pad in inbox.paden:
            pagina.goto(f"{inbox.adres}{pad}")
            te_klein = pagina.evaluate(
                """() => {
                    document.querySelectorAll('details').forEach(d => { d.open = true });
                    const doelen = 'button, .knop, summary, .hoofdmenu a, .vink, select,'
                        + ' input:not([type=hidden]):not([type=checkbox]), textarea';
                    return [...document.querySelectorAll(doelen)].filter(e => {
                        const vak = e.getBoundingClientRect();
                        return vak.width > 0 && (vak.height < 43.5 || vak.width < 43.5);
                    }).map(e => e.outerHTML.slice(0, 80));
                }"""
            )
            assert te_klein == [], pad


def _tab_naar(pagina, doel, toets: str = "Tab") -> None:
    for _ in range(120):
        if doel.evaluate("e => document.activeElement === e"):
            return
        pagina.keyboard.press(toets)
    raise AssertionError("met Tab niet te bereiken")


def test_een_zaak_behandelen_met_alleen_het_toetsenbord(browser, inbox):
    kenmerk = inbox.kenmerken[8]
    with tabblad(browser, inbox, **STANDEN["gewoon"]) as pagina:
        pagina.keyboard.press("Tab")
        assert pagina.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        pagina.keyboard.press("/")
        pagina.keyboard.type(kenmerk)
        pagina.keyboard.press("Enter")
        pagina.get_by_role("link", name=kenmerk).wait_for()
        pagina.keyboard.press("j")
        pagina.keyboard.press("Enter")
        pagina.get_by_role("heading", name=kenmerk, level=1).wait_for()

        def druk(naam: str) -> None:
            _tab_naar(pagina, pagina.get_by_role("button", name=naam, exact=True))
            with pagina.expect_navigation():
                pagina.keyboard.press("Enter")

        druk("In behandeling nemen")
        assert "De adviesvraag is in behandeling." in pagina.inner_text("main")
        druk("Wijs toe aan mij")
        assert "De adviesvraag is nu van jou." in pagina.inner_text("main")
        _tab_naar(pagina, pagina.locator("summary", has_text="Beantwoorden"))
        pagina.keyboard.press("Enter")
        _tab_naar(pagina, pagina.get_by_label("Je antwoord"))
        pagina.keyboard.type("Het meldpunt denkt met je mee.")
        druk("Verstuur het antwoord")

        inhoud = pagina.inner_text("main")
        assert "Je antwoord staat klaar voor de indiener." in inhoud
        assert "Het meldpunt denkt met je mee." in inhoud
        assert pagina.locator(".zaakkop .label").inner_text() == "Beantwoord"


def test_twee_tabbladen_tegelijk_verliezen_niets(browser, inbox):
    kenmerk = inbox.kenmerken[9]
    with tabblad(browser, inbox, **STANDEN["gewoon"]) as pagina:
        ander = pagina.context.new_page()
        for tab in (pagina, ander):
            tab.goto(f"{inbox.adres}/adviesvragen/{kenmerk}")
        ander.get_by_role("button", name="In behandeling nemen").click()
        ander.get_by_text("De adviesvraag is in behandeling.").wait_for()

        pagina.locator("summary", has_text="Notitie schrijven").click()
        pagina.get_by_label("Notitie", exact=True).fill("Dit mag niet weg.")
        pagina.get_by_role("button", name="Bewaar de notitie").click()
        pagina.get_by_role("heading", name="Een ander was je voor").wait_for()
        assert "Status gewijzigd door Deze computer" in pagina.inner_text("[role=alert]")
        assert pagina.get_by_label("Notitie", exact=True).input_value() == "Dit mag niet weg."
        pagina.get_by_role("button", name="Bewaar de notitie").click()
        pagina.get_by_text("De notitie is bewaard.").wait_for()


def test_zonder_javascript_werkt_een_zaak_ook(browser, inbox):
    kenmerk = inbox.kenmerken[10]
    with tabblad(browser, inbox, **STANDEN["zonder JavaScript"]) as pagina:
        pagina.goto(f"{inbox.adres}/adviesvragen/{kenmerk}")
        pagina.locator("summary", has_text="Beantwoorden").click()
        pagina.get_by_label("Je antwoord").fill("Bel het meldpunt.")
        pagina.get_by_role("button", name="Verstuur het antwoord").click()
        pagina.get_by_text("Je antwoord staat klaar voor de indiener.").wait_for()
        pagina.get_by_role("button", name="Uitloggen").click()
        pagina.get_by_text("Je bent uitgelogd.").wait_for()
