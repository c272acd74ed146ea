"""De geschiedenis van het webkanaal openen: in een eigen bestand, of in de gedeelde database."""

from __future__ import annotations

from sqlalchemy.engine import make_url

from adviesvraag.verbinding import LEEST, maak_bestand, maak_engine
from bot.channels.web.historie import Historie


def maak_historie(url: str, bewaren_minuten: int) -> Historie:
    """De geschiedenis in deze database; een bestand is alleen leesbaar voor de eigenaar."""
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite":
        maak_bestand(str(adres.database))
    engine = maak_engine(url)
    return Historie(engine, engine.execution_options(**{LEEST: True}), bewaren_minuten)
