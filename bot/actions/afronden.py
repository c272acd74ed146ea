"""Wat er gezegd en bewaard wordt als een vragenlijst klaar is."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adviesvraag.dienst import Antwoord, Concept, Ingediend, dien_in
from adviesvraag.fouten import UitkomstOnbekend
from bot.beurt import Beurt, Knop, buiten_de_lus
from bot.casuslezing import zeg_contacten
from bot.dossier import Blad
from bot.opslag import opslag, sleutels
from bot.payload import Keuze
from bot.vraagbericht import OVERSLAAN, weergave
from knowledge.casuswoorden import problemen
from knowledge.regios import LANDELIJK, regio
from knowledge.triage import ALGEMENE_CONTACTEN, Oordeel, criteria_uit, oordeel
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst import ONBEKEND, corrigeer, loop
from privacy.werkmail import lees_werkmail
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import op_code

logger = logging.getLogger(__name__)

REGIO_ONBEKEND = "VR00"
AVE_ZIN = "AVE-fase {fase} (indicatie). De lokale AVE-afspraken van je gemeente gaan voor."


async def rond_triage_af(beurt: Beurt, blad: Blad) -> None:
    """Zeg het oordeel met redenen en contacten, en onthoud het voor een adviesvraag."""
    code = _gemeente(blad)
    regio_code = op_code(code).regio_code if code else None
    waar = regio(regio_code)
    gevonden = oordeel(
        criteria_uit(blad.lijst, blad.stand),
        problemen().get(blad.stand.waarde("probleem") or ""),
        blad.extra.get("signalen", ()),
        waar,
    )
    contacten = SocialeKaart.laad().voor(gevonden.soorten_contact, code)
    lijst = "\n".join(f"- {contact.regel()}" for contact in contacten)
    delen = [gevonden.titel, gevonden.tekst]
    if gevonden.redenen:
        delen.append(f"Waarom:\n{_redenen(gevonden)}")
    if gevonden.ave_fase:
        delen.append(AVE_ZIN.format(fase=gevonden.ave_fase))
    delen.append(f"Contact:\n{lijst}")
    delen.append("Dit is een advies; jij en de organisaties beslissen.")
    beurt.zeg(
        "\n\n".join(delen),
        _vervolgknoppen(blad, gevonden),
        _triage_object(gevonden, regio_code or LANDELIJK, [c.als_bericht() for c in contacten]),
    )
    beurt.dossier = replace(
        beurt.dossier.zonder_blad(),
        laatste={
            "run": blad.run,
            "stand": blad.stand.als_json(),
            "uitkomst": gevonden.uitkomst,
            "criteria": dict(gevonden.criteria),
            "ave_fase": gevonden.ave_fase,
        },
    )


async def rond_route_af(beurt: Beurt, blad: Blad) -> None:
    """Noem wie je als eerste belt in deze gemeente."""
    probleem = problemen().get(blad.stand.waarde("probleem") or "")
    soorten = probleem.contacten if probleem else ALGEMENE_CONTACTEN
    kop = f"{probleem.titel}: hier kun je terecht." if probleem else "Hier kun je terecht."
    zeg_contacten(beurt, kop, soorten, blad.stand.waarde("gemeente"))
    beurt.dossier = beurt.dossier.zonder_blad()


async def rond_adviesvraag_af(beurt: Beurt, blad: Blad) -> None:
    """Dien in en bevestig alleen wat vastligt; bij een storing blijft het concept bewaard."""
    if loop(blad.lijst, blad.stand).einde == "weggooien":
        beurt.zeg("Weggegooid. Er is niets verstuurd en niets bewaard.")
        beurt.dossier = beurt.dossier.zonder_blad()
        return
    try:
        concept = _concept(beurt.gesprek, blad)
        ingediend = await buiten_de_lus(lambda: dien_in(opslag(), concept))
    except (TimeoutError, UitkomstOnbekend):
        logger.exception("Niet bekend of het indienen lukte")
        _houd_concept(
            beurt,
            blad,
            "De opslag antwoordt niet op tijd. Ik weet niet of het indienen is gelukt. Kies nog "
            "een keer Indienen: ik kijk dan eerst of je vraag er al staat, zodat er niets dubbel "
            "gaat.",
        )
        return
    except Exception:
        logger.exception("Indienen mislukte")
        _houd_concept(
            beurt,
            blad,
            "Het indienen is niet gelukt. Er is niets verstuurd; je concept is bewaard. Probeer "
            "het zo nog een keer.",
        )
        return
    _bevestig(beurt, blad, ingediend)


def _concept(gesprek: str, blad: Blad) -> Concept:
    code = _gemeente(blad)
    antwoorden = tuple(
        Antwoord(
            vraag_id=vraag.id,
            vraag_tekst=vraag.tekst,
            waarde=list(antwoord.onderdelen) or antwoord.waarde,
            weergave=weergave(vraag, antwoord),
            herkomst=antwoord.herkomst,
        )
        for vraag in blad.lijst.vragen.values()
        if vraag.id not in {"contact", "controle"}
        and (antwoord := blad.stand.antwoorden.get(vraag.id))
    )
    mail = blad.stand.waarde("contact") or OVERSLAAN
    return Concept(
        concept_id=blad.extra["concept_id"],
        regio_code=op_code(code).regio_code if code else REGIO_ONBEKEND,
        gemeente_code=code,
        soort=str(blad.stand.waarde("soort")),
        antwoorden=antwoorden,
        triage=blad.extra.get("triage"),
        contact_email=None if mail == OVERSLAAN else lees_werkmail(mail, sleutels()),
        kanaal="chat",
        gesprek=gesprek,
    )


def _bevestig(beurt: Beurt, blad: Blad, ingediend: Ingediend) -> None:
    code = _gemeente(blad)
    waar = regio(op_code(code).regio_code if code else None)
    dag = ingediend.aangemaakt_op.astimezone(dt.timezone.utc).strftime("%d-%m-%Y")
    beurt.zeg(
        f"Ingediend op {dag}. Je kenmerk is {ingediend.kenmerk}. Bewaar het: met dit kenmerk vraag "
        "je hier de status op of trek je de vraag in. Je vraag staat klaar voor het "
        f"{waar.veiligheidshuis}; ik kan geen reactietijd beloven.",
        (),
        {
            "soort": "adviesvraag",
            "kenmerk": ingediend.kenmerk,
            "status": ingediend.status,
            "regio": ingediend.regio_code,
        },
    )
    beurt.dossier = replace(beurt.dossier.zonder_blad(), kenmerk=ingediend.kenmerk)


def _redenen(gevonden: Oordeel) -> str:
    """De redenen met een nummer voor hun bron, en de bronnen er één keer onder."""
    bronnen = list(dict.fromkeys(reden.bron.tekst() for reden in gevonden.redenen))
    regels = [f"- {r.uitleg} [{bronnen.index(r.bron.tekst()) + 1}]" for r in gevonden.redenen]
    return "\n".join([*regels, *(f"[{nr}] {bron}" for nr, bron in enumerate(bronnen, start=1))])


def _houd_concept(beurt: Beurt, blad: Blad, zin: str) -> None:
    beurt.zeg(zin)
    stand = corrigeer(blad.lijst, blad.stand, "controle")
    beurt.dossier = beurt.dossier.met_blad(replace(blad, stand=stand))


def _gemeente(blad: Blad) -> str | None:
    code = blad.stand.waarde("gemeente")
    return None if code in (None, ONBEKEND) else code


def _vervolgknoppen(blad: Blad, gevonden: Oordeel) -> list[Knop]:
    return [
        Knop(teksten().vervolg[stap], Keuze(blad.run, "vervolg", stap)) for stap in gevonden.vervolg
    ]


def _triage_object(
    gevonden: Oordeel, regio_code: str, contacten: list[Mapping[str, Any]]
) -> dict[str, Any]:
    return {
        "soort": "triage",
        "uitkomst": gevonden.uitkomst,
        "criteria": dict(gevonden.criteria),
        "redenen": [reden.als_bericht() for reden in gevonden.redenen],
        "regio": regio_code,
        "ave_fase": gevonden.ave_fase,
        "contacten": contacten,
        "vervolg": list(gevonden.vervolg),
    }
