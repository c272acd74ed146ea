"""De instellingen van het programma: omgevingsvariabelen met voorvoegsel `WEGWIJZER_`.

Elke instelling staat in `docs/instellingen.md`; een toets vergelijkt beide.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from adviesvraag.fouten import OngeldigAdres
from adviesvraag.verbinding import WACHTTIJD_S, maak_engine
from bot.bezorging.instellingen import BEZORG_NAMEN, Bezorginstellingen, lees_bezorging
from bot.inboxinstellingen import INBOX_NAMEN, InboxInstellingen, lees_inbox
from bot.instelwaarden import InstellingFout, aan_uit, getal
from bot.plaatsvervanger import SCHAKELAAR
from bot.sleutels import lees_sleutels, maak_datamap, zorg_voor_sleutels
from bot.teamsinstellingen import TEAMS_NAMEN, TeamsInstellingen, lees_teams
from bot.webinstellingen import WEB_NAMEN, WebInstellingen, lees_web
from knowledge import taalmodel
from knowledge.artikelcontrole import LIX_HOOGSTENS
from sociale_kaart.keuring import DREMPEL, MAANDEN

VOORVOEGSEL = "WEGWIJZER_"
LOGNIVEAUS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Instellingen:
    """Alle instellingen, gecontroleerd.

    Attributes:
        data: map voor alles wat het draaiende programma schrijft.
        opslag_seconden: hoelang verbinden met de database of een opdracht hooguit duurt.
        sleutels: Fernet-sleutels, de nieuwste eerst; leeg tot `zorg_voor_sleutels` ze vindt.
        rest_aan: of het REST-kanaal open is.
        rest_per_afzender: berichten per minuut per afzender.
        rest_per_adres: berichten per minuut per netwerkadres.
        web: de instellingen van het webkanaal.
        teams: de instellingen van het Teams-kanaal.
        inbox: de instellingen van de inbox.
        bezorging: de termijn, en waar bericht heen gaat.
        proxies: hoeveel reverse proxy's ervoor staan.
        processen: hoeveel processen van de assistent er draaien.
        acties_url: adres van een aparte actieserver; leeg betekent in hetzelfde proces.
        spacy_model: naam of map van een Nederlands spaCy-model; leeg is zonder model.
        tensorflow: of TensorFlow echt geladen wordt.
        lix_hoogstens: hoe moeilijk een artikel hooguit mag zijn, voor `make check-content`.
        contact_maanden: hoe oud de controle van een contact mag zijn voor dat erbij gezegd wordt.
        contact_meldingen: na zoveel meldingen zegt elk antwoord dat een contact misschien niet
            klopt.
    """

    data: Path
    host: str
    poort: int
    database_url: str
    opslag_seconden: int
    sleutels: tuple[str, ...]
    rest_aan: bool
    rest_per_afzender: int
    rest_per_adres: int
    web: WebInstellingen
    teams: TeamsInstellingen
    inbox: InboxInstellingen
    bezorging: Bezorginstellingen
    proxies: int
    processen: int
    acties_url: str
    logniveau: str
    spacy_model: str
    tensorflow: bool
    lix_hoogstens: int
    contact_maanden: int
    contact_meldingen: int

    @property
    def ingebed(self) -> bool:
        """Of de standaard geldt: SQLite onder de datamap."""
        return self.database_url == _sqlite(self.data)

    def per_proces(self, per_minuut: int) -> int:
        """Het deel van een grens per adres dat één proces mag geven; samen is dat de grens."""
        return -(-per_minuut // self.processen)

    @property
    def gesprekken_url(self) -> str:
        """De database waar Rasa de gesprekken bewaart."""
        if self.database_url.startswith("sqlite"):
            return f"sqlite:///{self.data / 'gesprekken.db'}"
        return self.database_url

    @property
    def webgesprekken_url(self) -> str:
        """De database met de geschiedenis van het webkanaal."""
        if self.database_url.startswith("sqlite"):
            return f"sqlite:///{self.data / 'web.db'}"
        return self.database_url


def lees_instellingen(omgeving: Mapping[str, str]) -> Instellingen:
    """De instellingen uit een omgeving.

    Raises:
        InstellingFout: bij een verkeerde waarde of een onbekende instelling.
    """
    for naam in omgeving:
        if naam.startswith(VOORVOEGSEL) and naam not in NAMEN:
            raise InstellingFout(f"{naam} is geen instelling. Zie docs/instellingen.md.")
    data = Path(omgeving.get("WEGWIJZER_DATA") or "var").resolve()
    host = _host(omgeving)
    database_url = _database_url(omgeving, data)
    ingebed = database_url == _sqlite(data) and ip_address(host).is_loopback
    poort = getal(omgeving, "WEGWIJZER_PORT", 5005, 1, 65535)
    return Instellingen(
        data=data,
        host=host,
        poort=poort,
        database_url=database_url,
        opslag_seconden=getal(omgeving, "WEGWIJZER_OPSLAG_SECONDEN", WACHTTIJD_S, 1, 3),
        sleutels=lees_sleutels(omgeving),
        rest_aan=aan_uit(omgeving, "WEGWIJZER_REST", standaard=ingebed),
        rest_per_afzender=getal(omgeving, "WEGWIJZER_REST_PER_AFZENDER", 300, 1, 1_000_000),
        rest_per_adres=getal(omgeving, "WEGWIJZER_REST_PER_ADRES", 60_000, 1, 10_000_000),
        web=lees_web(omgeving),
        teams=lees_teams(omgeving),
        inbox=lees_inbox(omgeving, poort),
        bezorging=lees_bezorging(omgeving),
        proxies=getal(omgeving, "WEGWIJZER_PROXIES", 0, 0, 9),
        processen=_processen(omgeving, database_url),
        acties_url=_acties_url(omgeving),
        logniveau=_logniveau(omgeving),
        spacy_model=_spacy_model(omgeving),
        tensorflow=aan_uit(omgeving, SCHAKELAAR, standaard=False),
        lix_hoogstens=getal(omgeving, "WEGWIJZER_LIX", LIX_HOOGSTENS, 20, 80),
        contact_maanden=getal(omgeving, "WEGWIJZER_CONTACT_MAANDEN", MAANDEN, 1, 120),
        contact_meldingen=getal(omgeving, "WEGWIJZER_CONTACT_MELDINGEN", DREMPEL, 1, 1000),
    )


@cache
def instellingen() -> Instellingen:
    """De instellingen van dit proces, met sleutels."""
    gelezen = lees_instellingen(os.environ)
    sleutels, _ = zorg_voor_sleutels(gelezen)
    maak_datamap(gelezen)
    taalmodel.gebruik(gelezen.spacy_model)
    return Instellingen(**{**gelezen.__dict__, "sleutels": sleutels})


NAMEN = (
    "WEGWIJZER_DATA",
    "WEGWIJZER_HOST",
    "WEGWIJZER_PORT",
    "WEGWIJZER_DATABASE_URL",
    "WEGWIJZER_OPSLAG_SECONDEN",
    "WEGWIJZER_SECRET_KEYS",
    "WEGWIJZER_REST",
    "WEGWIJZER_REST_PER_AFZENDER",
    "WEGWIJZER_REST_PER_ADRES",
    *WEB_NAMEN,
    *TEAMS_NAMEN,
    *INBOX_NAMEN,
    *BEZORG_NAMEN,
    "WEGWIJZER_PROXIES",
    "WEGWIJZER_PROCESSEN",
    "WEGWIJZER_ACTIES_URL",
    "WEGWIJZER_LOGNIVEAU",
    "WEGWIJZER_SPACY_MODEL",
    SCHAKELAAR,
    "WEGWIJZER_LIX",
    "WEGWIJZER_CONTACT_MAANDEN",
    "WEGWIJZER_CONTACT_MELDINGEN",
)


def _processen(omgeving: Mapping[str, str], database_url: str) -> int:
    aantal = getal(omgeving, "WEGWIJZER_PROCESSEN", 1, 1, 32)
    if aantal > 1 and database_url.startswith("sqlite"):
        raise InstellingFout(
            f"WEGWIJZER_PROCESSEN is {aantal}; meer dan 1 kan alleen met een adres dat begint met "
            "postgresql:// in WEGWIJZER_DATABASE_URL."
        )
    return aantal


def _spacy_model(omgeving: Mapping[str, str]) -> str:
    naam = omgeving.get("WEGWIJZER_SPACY_MODEL", "").strip()
    if naam and not taalmodel.is_er(naam):
        raise InstellingFout(
            f"WEGWIJZER_SPACY_MODEL is {naam!r}, maar dat model is niet geïnstalleerd. Installeer "
            "het in de omgeving van de assistent, geef de map van een model, of laat dit leeg."
        )
    return naam


def _sqlite(data: Path) -> str:
    return f"sqlite:///{data / 'wegwijzer.db'}"


def _host(omgeving: Mapping[str, str]) -> str:
    waarde = omgeving.get("WEGWIJZER_HOST") or "127.0.0.1"
    try:
        return str(ip_address(waarde))
    except ValueError:
        raise InstellingFout(
            f"WEGWIJZER_HOST is {waarde!r}; geef een IP-adres, bijvoorbeeld 127.0.0.1."
        ) from None


def _database_url(omgeving: Mapping[str, str], data: Path) -> str:
    waarde = omgeving.get("WEGWIJZER_DATABASE_URL") or _sqlite(data)
    if not _is_database(waarde):
        raise InstellingFout(
            "WEGWIJZER_DATABASE_URL is niet te gebruiken; geef sqlite:/// met een bestand, of "
            "postgresql://gebruiker@server/database."
        )
    return waarde


def _is_database(adres: str) -> bool:
    if not adres.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
        return False
    try:
        maak_engine(adres).dispose()
    except (OngeldigAdres, ValueError):
        return False
    return True


def _acties_url(omgeving: Mapping[str, str]) -> str:
    waarde = omgeving.get("WEGWIJZER_ACTIES_URL", "")
    if waarde and not _is_veilige_actieserver(waarde):
        raise InstellingFout(
            "WEGWIJZER_ACTIES_URL is leeg, begint met http:// of https:// op loopback, of is "
            "https://naam:geheim@server voor een actieserver op een andere machine."
        )
    return waarde


def _is_veilige_actieserver(adres: str) -> bool:
    """Of acties daar heen mogen: op deze machine, of versleuteld en met een geheim."""
    try:
        delen = urlsplit(adres)
        hier = delen.hostname == "localhost" or ip_address(delen.hostname or "").is_loopback
    except ValueError:
        hier = False
    if hier:
        return delen.scheme in {"http", "https"}
    return adres.startswith("https://") and "@" in adres and bool(urlsplit(adres).password)


def _logniveau(omgeving: Mapping[str, str]) -> str:
    waarde = omgeving.get("WEGWIJZER_LOGNIVEAU") or "INFO"
    if waarde not in LOGNIVEAUS:
        raise InstellingFout(f"WEGWIJZER_LOGNIVEAU is {waarde!r}; geef {', '.join(LOGNIVEAUS)}.")
    return waarde
