"""Een adviesvraag bevestigen die al vastligt, ook aan wie de eerste bevestiging nooit zag."""

from __future__ import annotations

from typing import Any

from adviesvraag.dienst import Ingediend, op_concept
from adviesvraag.gegevens import Overzicht
from bot.beurt import Beurt
from bot.buiten_de_lus import buiten_de_lus
from bot.opslag import opslag
from bot.payload import Keuze


def klikt_nog_eens(beurt: Beurt) -> bool:
    """Of dit de knop Indienen is van de adviesvraag die net is ingediend.

    Zo'n klik komt van wie het antwoord nooit zag: een verbinding brak, of een proces stopte.
    """
    ronde, _ = beurt.dossier.ingediend or ("", "")
    return beurt.keuze == Keuze(ronde, "controle", "indienen")


async def zeg_nog_eens(beurt: Beurt) -> None:
    """Bevestig een adviesvraag die er al staat, met wat de gebruiker misschien niet zag."""
    _, concept_id = beurt.dossier.ingediend or ("", "")
    ingediend = await buiten_de_lus(lambda: op_concept(opslag(), concept_id))
    if ingediend is None:
        beurt.zeg("Deze adviesvraag is er niet meer; er is niets verstuurd.")
        return
    beurt.zeg(
        f"Deze adviesvraag is al ingediend; er is niets dubbel verstuurd. Je kenmerk is "
        f"{ingediend.kenmerk}.{met_code(ingediend)}",
        (),
        als_object(ingediend),
    )


def als_object(ingediend: Ingediend | Overzicht) -> dict[str, Any]:
    """Het object bij een bericht over een adviesvraag."""
    return {
        "soort": "adviesvraag",
        "kenmerk": ingediend.kenmerk,
        "status": ingediend.status,
        "regio": ingediend.regio_code,
    }


def met_code(ingediend: Ingediend) -> str:
    """Wat er bij het kenmerk gezegd wordt over de code van de indiener; leeg als die er niet is."""
    if ingediend.code is None:
        return ""
    return (
        f" Je code is {ingediend.code}. Bewaar allebei op een veilige plek: daarmee kun je er "
        "later ook in een nieuw gesprek bij."
    )
