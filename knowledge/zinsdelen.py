"""Knipt een bericht in delen: wat de gebruiker zegt, en elke vraag die hij stelt.

"Nee. Maar wat is een keten eigenlijk?" is een antwoord en een vraag. Wie ze apart leest, verliest
geen van beide.
"""

from __future__ import annotations

import re

from knowledge.antwoordlezer import is_vraag

HOOGSTENS = 6

_ZIN = re.compile(r"(?<=[.!?;])\s+|\n+")
_AANLOOP = re.compile(
    r"^(?:(?:maar|en|oh|o|ok|oke|oké|ah|hm+|zeg|trouwens|even|wacht|eerst|helder|nog een vraag)"
    r"[\s,:.]+)+",
    re.IGNORECASE,
)
_VRAAGBEGIN = re.compile(
    r"(?:,\s*|\s+(?:maar|en)\s+)(?:maar\s+|en\s+)?(?=(?:eerst\s+|trouwens\s+)?"
    r"(?:wat|wie|waar|waarom|wanneer|welke?|hoe|hoeveel|mag|kan|kun|moet|ben|bedoel|heb)\b)",
    re.IGNORECASE,
)
_NA_ANTWOORD = re.compile(
    r"^(?P<antwoord>(?:ja|nee|jawel|neuh)(?: (?:hoor|joh|nog niet|dat wel|dat niet))?) "
    r"(?P<vraag>(?:wat|wie|waar|waarom|wanneer|welke?|hoe|hoeveel)\b.*)",
    re.IGNORECASE,
)


def knip(tekst: str) -> tuple[str, ...]:
    """De delen van een bericht, op volgorde; een zin met een vraag erachteraan wordt er twee.

    Een bericht zonder vraag, of met te veel delen om apart te lezen, blijft één deel.
    """
    zinnen = [zin.strip() for zin in _ZIN.split(tekst) if zin.strip()]
    delen = [deel for zin in zinnen for deel in _splits_vraag(zin)]
    if len(delen) > HOOGSTENS or not any(is_vraag(deel) for deel in delen):
        return (tekst.strip(),)
    return tuple(delen)


def _splits_vraag(zin: str) -> list[str]:
    """Een zin, of wat ervoor staat en de vraag erna: `nee, maar wat is een keten?`."""
    if not zin.endswith("?") or is_vraag(zin.rstrip("?")):
        return _losse_vragen(zin)
    kort = _NA_ANTWOORD.match(zin)
    if kort:
        return [kort["antwoord"], kort["vraag"]]
    for begin in _VRAAGBEGIN.finditer(zin):
        if begin.start():
            return [zin[: begin.start()].strip(), *_losse_vragen(zin[begin.end() :])]
    return [zonder_aanloop(zin)]


def _losse_vragen(zin: str) -> list[str]:
    """Twee vragen in één zin: `wat is AVE en wie heeft de regie?`."""
    if not zin.endswith("?"):
        return [zin]
    delen, vorige = [], 0
    for begin in _VRAAGBEGIN.finditer(zin):
        if begin.start() and is_vraag(zin[begin.end() :]):
            delen.append(zin[vorige : begin.start()].strip() + "?")
            vorige = begin.end()
    return [zonder_aanloop(deel) for deel in (*delen, zin[vorige:])]


def zonder_aanloop(zin: str) -> str:
    """Een vraag zonder woorden als `maar` en `oh` ervoor; alleen aanloop blijft staan."""
    return _AANLOOP.sub("", zin) or zin
