"""Van gegevens naar een pagina: de sjablonen, en hoe een datum of een code eruitziet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from adviesvraag.inbox import teksten
from adviesvraag.inbox.sleutels import INSTELLINGEN, sessie_van
from adviesvraag.inbox.termijn import in_woorden

if TYPE_CHECKING:
    from adviesvraag.inbox.instellingen import Kennis

ZONE = ZoneInfo("Europe/Amsterdam")
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
JINJA = web.AppKey("jinja", Environment)
_SJABLONEN = Path(__file__).with_name("sjablonen")


def maak_jinja(kennis: Kennis) -> Environment:
    """De sjablonen, met alle tekst vanzelf ontsmet."""
    # Zonder await in een sjabloon: alles staat al in de context.
    jinja = Environment(
        loader=FileSystemLoader(_SJABLONEN),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals.update(teksten=teksten, alle_regios=sorted(kennis.regios))
    jinja.filters.update(
        moment=moment,
        datum=datum,
        iso=iso,
        dag=dag,
        termijn=lambda uiterste, vandaag: in_woorden(vandaag, uiterste),
        actor=teksten.actor,
        collega=teksten.collega,
        regio=lambda code: kennis.regios.get(code, code),
        gemeente=lambda code: kennis.gemeenten.get(code, code),
        contact=lambda code: kennis.contacten.get(code, code),
    )
    return jinja


def toon(
    verzoek: web.Request, sjabloon: str, /, status: int = 200, **gegevens: Any
) -> web.Response:
    """Een pagina als antwoord."""
    sessie = sessie_van(verzoek)
    html = (
        verzoek.app[JINJA]
        .get_template(sjabloon)
        .render(
            **gegevens,
            gebruiker=sessie.gebruiker if sessie else None,
            csrf=sessie.csrf if sessie else "",
            berichten=sessie.haal_berichten() if sessie else [],
            menu=teksten.menu(sessie.gebruiker) if sessie else (),
            pad=verzoek.path,
            oidc=verzoek.app[INSTELLINGEN].oidc is not None,
        )
    )
    return web.Response(text=html, content_type="text/html", status=status)


def moment(op: datetime) -> str:
    """Een moment in Nederlandse tijd, zoals "3 mrt 2026, 14:05"."""
    hier = op.astimezone(ZONE)
    return f"{datum(op)}, {hier:%H:%M}"


def datum(op: datetime) -> str:
    """Een dag in Nederlandse tijd, zoals "3 mrt 2026"."""
    hier = op.astimezone(ZONE)
    return dag(hier.date())


def dag(op: date) -> str:
    """Een kalenderdag, zoals "3 mrt 2026"."""
    return f"{op.day} {MAANDEN[op.month - 1]} {op.year}"


def iso(op: datetime) -> str:
    """Een moment voor het datetime-kenmerk van een time-element."""
    return op.astimezone(ZONE).isoformat(timespec="minutes")
