"""De opslag van het Teams-kanaal met de instellingen van dit proces, zonder het kanaal zelf."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy.engine import make_url

from adviesvraag.verbinding import maak_bestand, maak_engine
from bot.channels.teams.opslag import TeamsOpslag
from bot.instellingen import Instellingen

Oordeelvolger = Callable[[str, str, str], None]


def niets(_duim: str, _tekst: str, _over: str) -> None:
    """Een duim die niemand volgt, zoals bij onderhoud."""


def maak_opslag(gegevens: Instellingen, bij_oordeel: Oordeelvolger = niets) -> TeamsOpslag:
    """Wat het kanaal onthoudt, in de database van de geschiedenis.

    Args:
        gegevens: de instellingen van dit proces.
        bij_oordeel: krijgt van elke bewaarde duim de duim, de toelichting en waar zij over gaat.
    """
    adres = make_url(gegevens.webgesprekken_url)
    if adres.get_backend_name() == "sqlite":
        maak_bestand(str(adres.database))
    bos = MultiFernet([Fernet(sleutel) for sleutel in gegevens.sleutels])
    return TeamsOpslag(
        maak_engine(gegevens.webgesprekken_url),
        bos,
        gegevens.teams.bewaren_dagen,
        bij_oordeel=bij_oordeel,
    )
