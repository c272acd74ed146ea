"""Een inbox die echt draait, met of zonder zaken, en een tabblad dat er is ingelogd."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest

from adviesvraag import behandeling, regelen
from adviesvraag.afspraken import Afspraken
from adviesvraag.contactmeldingen import Contactmelding, handel_af, meld_contact
from adviesvraag.dienst import Antwoord, Concept, dien_in
from adviesvraag.medewerkers import bewaar_weergave, onthoud_medewerker
from adviesvraag.opslag import Opslag, open_opslag
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.trends.knelpunten import van_adviesvraag
from adviesvraag.werkvoorraad import Keuzes, haal
from tests.processen import SLEUTEL, WACHT_SECONDEN, WORTEL, stop, vrije_poort
from tests.zwaar.browser import REGELS, WACHT_MS

_ADRESSEN = """
import json
from adviesvraag.inbox.routes import ROUTES
print(json.dumps([r.pad for r in ROUTES if r.methode == "GET" and r.mag is not None]))
"""
BESTAND = re.compile(r"\.(svg|{uitgang})$")
MET_KEUZE = (
    "/?status=ontvangen&volgorde=nieuw",
    "/?zoek=bestaat-niet",
    "/meldingen?stand=afgehandeld",
    "/knelpunten?regio=VR12",
    "/doorstroom?regio=VR12",
    "/trends?regio=VR12",
    "/bestaat-niet",
)
VORIG_KWARTAAL = 95
"""Zoveel dagen terug is altijd een kwartaal dat voorbij is."""

OUDE_ZAKEN = 12
"""Genoeg om in het trendbulletin niet afgeschermd te zijn."""

COLLEGA = Behandelaar("collega-1", "procescoordinator", frozenset({"VR12"}))
COMPUTER = Behandelaar("lokaal", "beheerder", ALLE_REGIOS)
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
    data: Path
    kenmerken: list[str]
    knelpunt: str
    nieuwe_link: Callable[[], str]

    @property
    def paden(self) -> list[str]:
        """Elk adres dat een pagina geeft, gevuld met wat er in deze inbox staat."""
        vulling = {
            "/adviesvragen/{kenmerk}": self.kenmerken[:4],
            "/knelpunten/{nummer}": [self.knelpunt],
            "/rechten/{kenmerk}": self.kenmerken[:1] + self.kenmerken[2:3],
        }
        vast = [pad for pad in paginas() if "{" not in pad]
        # Een nieuw adres met een nummer erin moet hierboven staan.
        gevuld = [
            re.sub(r"{\w+}", waarde, pad)
            for pad in paginas()
            if "{" in pad
            for waarde in vulling[pad]
        ]
        return [*vast, *gevuld, *MET_KEUZE]


@cache
def paginas() -> tuple[str, ...]:
    """De adressen van de inbox die een pagina geven aan wie is ingelogd."""
    from bot import inbox

    uit = subprocess.run(
        [str(inbox.PYTHON), "-c", _ADRESSEN], cwd=WORTEL, capture_output=True, check=True, text=True
    )
    return tuple(pad for pad in json.loads(uit.stdout) if not BESTAND.search(pad))


@contextmanager
def draaiende_inbox(data: Path, *, gevuld: bool = True, **anders: str) -> Iterator[Inbox]:
    """Start de inbox zoals `make run` dat doet, op een database met of zonder zaken."""
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
            **anders,
        }
    )
    opslag = open_opslag(
        gegevens.database_url, sleutels=[SLEUTEL], afspraken=Afspraken(termijn_werkdagen=5)
    )
    opslag.bijwerken()
    kenmerken, knelpunt = vul(opslag) if gevuld else ([], "")
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
        yield Inbox(
            inbox.adres(gegevens),
            data,
            kenmerken,
            knelpunt,
            lambda: inbox.inloglink_adres(gegevens),
        )
    finally:
        stop(proces)
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


def vul(opslag: Opslag) -> tuple[list[str], str]:
    """Zaken in elke stand waarin een pagina er anders uitziet; geeft ze, en een knelpunt."""
    onthoud_medewerker(opslag, COLLEGA, "Sam de Vries")
    nu = datetime.now(timezone.utc)
    kenmerken = [_dien_in(opslag, nr, nu - timedelta(days=nr)) for nr in range(30)]
    nieuw, gevraagd, klaar, opgeschaald, *_ = kenmerken
    _doe(opslag, nieuw, behandeling.noteer, "Gebeld met de gemeente. Morgen terugbellen.")
    _doe(opslag, gevraagd, regelen.wijs_toe, COLLEGA.id)
    _doe(opslag, gevraagd, behandeling.vraag_terug, "Is de huisarts al betrokken?")
    _doe(opslag, klaar, behandeling.beantwoord, "Neem contact op met het meldpunt.")
    _doe(opslag, klaar, behandeling.sluit, "")
    _doe(opslag, opgeschaald, behandeling.schaal_op, ["Casusregie", "Procesregie"])
    for soort in ("nummer_klopt_niet", "geen_gehoor"):
        melding = Contactmelding(
            "ggd-meldpunt-kennemerland", soort, "VR12", soort, "Het nummer is dood."
        )
        meld_contact(opslag, melding)
    gesloten = meld_contact(opslag, Contactmelding("112", "anders", "VR12", "derde"))
    handel_af(opslag, gesloten.id, "klopte_toch")
    onthoud_medewerker(opslag, COMPUTER, "Deze computer")
    bewaar_weergave(opslag, COMPUTER, "Mijn nieuwe", Keuzes(volgorde="nieuw"))
    for nummer in range(OUDE_ZAKEN):
        oud = _dien_in(opslag, nummer, nu - timedelta(days=VORIG_KWARTAAL))
        _doe(opslag, oud, behandeling.beantwoord, "Bel het wijkteam.")
    return kenmerken, van_adviesvraag(opslag, opgeschaald, COLLEGA)


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
