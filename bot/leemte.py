"""Onthoud wat de assistent niet kon, zonder dat een beurt erop wacht of erdoor mislukt.

Een eigen draad schrijft het weg. Staat de opslag stil of is er te veel, dan valt een leemte weg: de
werklijst van de redactie is minder waard dan een antwoord.

De tekst gaat alleen mee van een losse vraag. Beschrijft het bericht een casus, of staat er een
vraag open waar het een antwoord op had moeten zijn, dan blijft alleen de code over.
"""

from __future__ import annotations

import logging
import queue
import threading

from adviesvraag.trends.leemten import HOOGSTENS_TEKENS, Leemte, noteer
from bot.beurt import Beurt
from bot.opslag import opslag
from bot.waar import gemeente_van
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.vraagdeel import vraagdeel
from sociale_kaart.gemeenten import op_code

logger = logging.getLogger(__name__)

KENNISVRAAG, MISVERSTAAN, CONTACT, DUIM_OMLAAG = (
    "kennisvraag",
    "misverstaan",
    "contact",
    "duim_omlaag",
)
HOOGSTENS_WACHTEND = 200
_wachtend: queue.Queue[Leemte] = queue.Queue(HOOGSTENS_WACHTEND)
_begin = threading.Lock()
_draad: threading.Thread | None = None


def onbeantwoord(beurt: Beurt) -> None:
    """Onthoud een kennisvraag waar geen bron voor is."""
    in_casus = beurt.dossier.blad is not None
    # Tijdens een vragenlijst telt alleen wat zeker een vraag is en geen antwoord.
    mag = not in_casus or bool(vraagdeel(beurt.tekst))
    _uit_beurt(beurt, KENNISVRAAG, beurt.intent, beurt.tekst if mag else "")


def niet_begrepen(beurt: Beurt, vraag: str = "") -> None:
    """Onthoud een bericht dat niet begrepen is.

    Args:
        beurt: de beurt van dat bericht.
        vraag: de vragenlijst en de vraag die open stond; leeg als er geen open stond.
    """
    _uit_beurt(beurt, MISVERSTAAN, vraag or _waarschijnlijkst(beurt), "" if vraag else beurt.tekst)


def geen_contact(code: str, gemeente_code: str) -> None:
    """Onthoud dat een gemeente geen eigen contact heeft voor een probleem of soort contact."""
    leg_klaar(Leemte(CONTACT, code, "", op_code(gemeente_code).regio_code, gemeente_code))


def bij_duim(duim: str, toelichting: str, over: str) -> None:
    """Onthoud een duim omlaag: waar het antwoord over ging, en de toelichting als dat mag."""
    if duim == "neer":
        leg_klaar(Leemte(DUIM_OMLAAG, over[:200], bewaarbaar(toelichting)))


def bewaarbaar(tekst: str) -> str:
    """Het deel van een bericht dat bewaard mag worden; leeg als het over een casus gaat."""
    vraag = vraagdeel(tekst) or tekst
    if len(vraag) > HOOGSTENS_TEKENS or lijkt_casus(vraag) or _over_iemand(vraag):
        return ""
    return vraag


def _over_iemand(vraag: str) -> bool:
    """Of een vraag een mens beschrijft: iemand, met wat er met die persoon is."""
    gelezen = lees_casus(vraag)
    soorten = {feit.soort for feit in gelezen.feiten}
    return "persoon" in soorten and bool(gelezen.bevindingen or "gedrag" in soorten)


def leg_klaar(leemte: Leemte) -> None:
    """Zet een leemte in de rij om weggeschreven te worden; gooit nooit een fout en wacht nooit."""
    try:
        _wachtend.put_nowait(leemte)
    except queue.Full:
        logger.warning("Te veel leemten wachten; er valt er een weg")
        return
    _zorg_voor_draad()


def wacht_tot_leeg() -> None:
    """Wacht tot alles is weggeschreven; alleen voor wie daarna leest of afsluit."""
    _wachtend.join()


def _uit_beurt(beurt: Beurt, soort: str, code: str, tekst: str) -> None:
    """Zet wat er in een beurt gebeurde in de rij; een klik op een knop is geen vraag."""
    try:
        gemeente = gemeente_van(beurt)
        regio = op_code(gemeente).regio_code if gemeente else "VR00"
        schoon = "" if beurt.keuze else bewaarbaar(tekst)
        leg_klaar(Leemte(soort, code, schoon, regio, gemeente))
    except Exception:
        # Wat hier misgaat mag het antwoord aan de gebruiker nooit raken.
        logger.exception("Een leemte is niet onthouden")


def _waarschijnlijkst(beurt: Beurt) -> str:
    rij = beurt.tracker.latest_message.get("intent_ranking") or [{}]
    return str(rij[0].get("name") or "")


def _zorg_voor_draad() -> None:
    global _draad  # noqa: PLW0603 - een draad per proces, gemaakt bij de eerste leemte
    with _begin:
        if _draad is None or not _draad.is_alive():
            # Een daemon: wachten op een trage opslag mag het stoppen niet ophouden.
            _draad = threading.Thread(target=_schrijf_weg, name="leemten", daemon=True)
            _draad.start()


def _schrijf_weg() -> None:
    while True:
        leemte = _wachtend.get()
        try:
            noteer(opslag(), leemte)
        except Exception:  # noqa: BLE001 - de draad blijft altijd lezen
            # Zonder de tekst: een fout van de database kan waarden noemen.
            logger.error("Een leemte van soort %s is niet opgeslagen", leemte.soort)  # noqa: TRY400
        finally:
            _wachtend.task_done()
