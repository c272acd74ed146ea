"""De geschiedenis van het webkanaal openen: in een eigen bestand, of in de gedeelde database."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.engine import make_url

from adviesvraag.verbinding import LEEST, WACHTTIJD_S, maak_bestand, maak_engine
from bot.channels.web.historie import Historie


def maak_historie(
    url: str,
    bewaren_minuten: int,
    wacht_s: int = WACHTTIJD_S,
    proces: Callable[[], int | None] = lambda: None,
) -> Historie:
    """De geschiedenis in deze database; een bestand is alleen leesbaar voor de eigenaar."""
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite":
        maak_bestand(str(adres.database))
    engine = maak_engine(url, wacht_s)
    leest = engine.execution_options(**{LEEST: True})
    return Historie(engine, leest, bewaren_minuten, proces=proces)
