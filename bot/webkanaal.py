"""Het webkanaal samengesteld: poort, geschiedenis, tokens, pagina's en tekeningen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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


def maak_web(
    gegevens: Instellingen, poort: Poort, proces: Callable[[], int | None] = lambda: None
) -> WebKanaal:
    """Het webkanaal met de instellingen van dit proces.

    Args:
        gegevens: de instellingen.
        poort: waar elk bericht langs gaat.
        proces: het nummer van dit proces, zodat een ander ziet dat het verdween.
    """
    tekeningen = {f"{naam}.svg": ladder.als_svg() for naam, ladder in ladders().items()}
    return WebKanaal(
        poort,
        maak_historie(
            gegevens.webgesprekken_url,
            gegevens.web.bewaren_minuten,
            gegevens.opslag_seconden,
            proces,
        ),
        Bestanden(PAGINAS, inbox=_inbox(gegevens), tekeningen=tekeningen),
        Tokens(gegevens.sleutels, gegevens.web.token_minuten),
        replace(gegevens.web, per_adres=gegevens.per_proces(gegevens.web.per_adres)),
        partial(gesprekken.wis, gesprekken.open_gesprekken(gegevens.gesprekken_url)),
    )


def _inbox(gegevens: Instellingen) -> str:
    """Het adres van de inbox; leeg als die met deze instellingen niet draait."""
    draait = gegevens.inbox.aan and not inbox.waarom_niet(gegevens)
    return f"{inbox.adres(gegevens)}/" if draait else ""
