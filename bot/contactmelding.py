"""Een melding dat een contact niet klopt of niet opneemt: vastleggen, en dan pas bevestigen."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from adviesvraag.contactmeldingen import Contactmelding, Melding, meld_contact
from adviesvraag.fouten import UitkomstOnbekend
from bot.beurt import GLOBAAL, Beurt, Knop
from bot.buiten_de_lus import buiten_de_lus
from bot.contactbericht import kort
from bot.opslag import opslag
from bot.payload import Keuze
from knowledge.contactvraag import GEEN_GEHOOR, NIET_JUIST
from sociale_kaart.contact import Contact
from sociale_kaart.gemeenten import op_code

logger = logging.getLogger(__name__)

REGIO_ONBEKEND = "VR00"
_WAT = {NIET_JUIST: "dit contact klopt niet", GEEN_GEHOOR: "er werd niet opgenomen"}


async def meld(
    beurt: Beurt, soort: str, contact: Contact, gemeente: str | None, daarna: Sequence[Contact]
) -> None:
    """Leg de melding vast, zeg alleen wat vastligt, en noem wie er wel te bellen is.

    Args:
        beurt: de beurt waarin het gemeld wordt.
        soort: `nummer_klopt_niet` of `geen_gehoor`.
        contact: het contact waar het over gaat.
        gemeente: CBS-code van de gemeente waar het speelt, als die bekend is.
        daarna: de andere contacten die net genoemd zijn.
    """
    if not (contact.telefoon or contact.website):
        beurt.zeg(
            f"Van {contact.naam} staat er geen nummer of website in de kaart, dus er is niets om "
            f"te melden. {_volgende(contact, daarna)}"
        )
        return
    code = gemeente or next(iter(contact.gemeenten), None)
    melding = Contactmelding(
        contact_id=contact.id,
        soort=soort,
        regio_code=op_code(code).regio_code if code else REGIO_ONBEKEND,
        gesprek=beurt.gesprek,
        notitie="" if beurt.keuze else beurt.tekst,
    )
    try:
        vastgelegd = await buiten_de_lus(lambda: meld_contact(opslag(), melding))
    except (TimeoutError, UitkomstOnbekend):
        logger.exception("Niet bekend of een melding over een contact is opgeslagen")
        zin = "De opslag antwoordt niet op tijd. Ik weet niet of je melding is bewaard."
    except Exception:
        logger.exception("Een melding over een contact is niet opgeslagen")
        zin = "Je melding is niet bewaard. Probeer het zo nog een keer."
    else:
        zin = _bevestiging(contact, vastgelegd)
    beurt.zeg("\n\n".join([zin, _volgende(contact, daarna)]), _knoppen(soort, contact))


def vraag_welk(beurt: Beurt, soort: str, kandidaten: Sequence[Contact]) -> None:
    """Vraag over welk contact het gaat; zonder kandidaten vraagt het om de naam."""
    if not kandidaten:
        beurt.verwacht_nu(soort)
        beurt.zeg(
            "Over welk contact gaat het? Noem de organisatie en de gemeente, bijvoorbeeld: het "
            "nummer van de GGD in Velsen klopt niet."
        )
        return
    knoppen = [
        Knop(
            f"{een.naam} {een.telefoon}".strip(),
            Keuze(GLOBAAL, "contact", f"{soort}={een.id}"),
        )
        for een in kandidaten
    ]
    beurt.zeg("Over welk contact gaat het?", knoppen)


def _bevestiging(contact: Contact, melding: Melding) -> str:
    dag = melding.gemeld_op.astimezone(dt.timezone.utc).strftime("%d-%m-%Y")
    eigenaar = contact.eigenaar or "dit contact"
    return (
        f"Vastgelegd op {dag} bij {contact.naam}: {_WAT[melding.soort]}. De melding staat klaar "
        f"voor wie over het contact gaat ({eigenaar}). Wie het meldde, bewaar ik niet."
    )


def _volgende(contact: Contact, daarna: Sequence[Contact]) -> str:
    if contact.soort_contact == "noodnummer":
        return "Bel 112 opnieuw. Zorg intussen dat jij en anderen veilig zijn."
    bereikbaar = [een for een in daarna if een.telefoon] or list(daarna)
    if not bereikbaar:
        return (
            "Vraag via je eigen organisatie of de gemeente wie je wel kan helpen. Wordt het "
            "gevaarlijk, bel dan 112."
        )
    return f"Bel nu: {kort(bereikbaar[0])} Wordt het gevaarlijk, bel dan 112."


def _knoppen(soort: str, contact: Contact) -> list[Knop]:
    if soort != GEEN_GEHOOR:
        return []
    return [Knop("Het nummer klopt niet", Keuze(GLOBAAL, "contact", f"{NIET_JUIST}={contact.id}"))]
