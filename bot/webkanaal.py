"""Het webkanaal samengesteld: poort, geschiedenis, tokens, pagina's en tekeningen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bot import gesprekken, inbox
from bot.channels.gate import Poort
from bot.channels.web.bestanden import Bestanden
from bot.channels.web.kanaal import WebKanaal
from bot.channels.web.tokens import Tokens
from bot.instellingen import Instellingen
from bot.webhistorie import maak_historie
from knowledge.ladder import ladders

PAGINAS = Path(__file__).with_name("web")


def maak_web(gegevens: Instellingen, poort: Poort) -> WebKanaal:
    """Het webkanaal met de instellingen van dit proces."""
    tekeningen = {f"{naam}.svg": ladder.als_svg() for naam, ladder in ladders().items()}
    return WebKanaal(
        poort,
        maak_historie(gegevens.webgesprekken_url, gegevens.web.bewaren_minuten),
        Bestanden(PAGINAS, inbox=_inbox(gegevens), tekeningen=tekeningen),
        Tokens(gegevens.sleutels, gegevens.web.token_minuten),
        gegevens.web,
        partial(gesprekken.wis, gesprekken.open_gesprekken(gegevens.gesprekken_url)),
    )


def _inbox(gegevens: Instellingen) -> str:
    """Het adres van de inbox; leeg als die met deze instellingen niet draait."""
    draait = gegevens.inbox.aan and not inbox.waarom_niet(gegevens)
    return f"{inbox.adres(gegevens)}/" if draait else ""
