"""Wat een bericht over een contact vraagt of zegt: het nummer, de tijden, of dat het niet klopt."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from knowledge import lexiconbestand
from knowledge.patroon import Codering
from knowledge.taal import woorden
from knowledge.yamlbestand import controleer_velden, lees_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from re import Pattern

BESTAND = lexiconbestand.MAP / "contactvraag.yml"
NIET_JUIST = "nummer_klopt_niet"
GEEN_GEHOOR = "geen_gehoor"
BUITEN_KANTOORUREN = "buiten_kantooruren"
OPEN = "open"
MAIL = "mail"
WEBSITE = "website"
KIND = "kind"
ANDERS = "anders"
SOORTEN = (NIET_JUIST, GEEN_GEHOOR, BUITEN_KANTOORUREN, OPEN, MAIL, WEBSITE, KIND, ANDERS)


def lees_contactvraag(tekst: str) -> str | None:
    """De soort vraag over een contact, of None als het bericht er geen noemt.

    Args:
        tekst: het bericht van de professional.

    Returns:
        Een van `SOORTEN`; bij meer soorten de eerste in die volgorde.
    """
    codering, soorten = _patronen()
    code = codering.codeer(woorden(tekst))
    return next(
        (soort for soort, regels in soorten.items() if any(r.search(code) for r in regels)), None
    )


@cache
def _patronen() -> tuple[Codering, Mapping[str, tuple[Pattern[str], ...]]]:
    inhoud = lees_yaml(BESTAND)
    controleer_velden(BESTAND, inhoud, ("begrippen", "soorten"))
    controleer_velden(BESTAND, inhoud["soorten"], SOORTEN)
    begrippen = lexiconbestand.begrippen(BESTAND, inhoud)
    soorten = {
        soort: lexiconbestand.patronen(BESTAND, inhoud["soorten"], soort, begrippen)
        for soort in SOORTEN
    }
    codering = Codering([delen for regels in soorten.values() for delen in regels], ())
    return codering, {
        soort: tuple(map(codering.regex, regels)) for soort, regels in soorten.items()
    }
