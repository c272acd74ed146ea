"""Wat er gezegd en bewaard wordt als een vragenlijst klaar is."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adviesvraag.dienst import Antwoord, Concept, Ingediend, dien_in
from adviesvraag.fouten import UitkomstOnbekend
from bot.beurt import Beurt, Knop
from bot.buiten_de_lus import buiten_de_lus
from bot.dossier import Blad
from bot.ingediend import als_object, met_code
from bot.opslag import opslag, sleutels
from bot.payload import Keuze
from bot.weergave import OVERSLAAN, plaatsnamen, weergave
from knowledge.regios import LANDELIJK, regio
from knowledge.triage import Oordeel, criteria_uit, oordeel
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst import GELEZEN, ONBEKEND, corrigeer, loop
from privacy.werkmail import lees_werkmail
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import op_code
from sociale_kaart.wegwijzer import soorten_bij

logger = logging.getLogger(__name__)

REGIO_ONBEKEND = "VR00"
OOK_IN = "In welke andere gemeenten speelt dit ook?"
AVE_ZIN = "AVE-fase {fase} (indicatie). De lokale AVE-afspraken van je gemeente gaan voor."


def oordeel_bij(blad: Blad) -> Oordeel:
    """Het oordeel bij een triage zoals zij nu is ingevuld."""
    return oordeel(
        criteria_uit(blad.lijst, blad.stand),
        _soorten_bij(blad),
        blad.extra.get("signalen", ()),
        regio(_regio_code(blad)),
    )


async def rond_triage_af(beurt: Beurt, blad: Blad) -> None:
    """Zeg het oordeel met redenen en contacten, en onthoud het voor een adviesvraag."""
    code = _gemeente(blad)
    gevonden = oordeel_bij(blad)
    contacten = SocialeKaart.laad().voor(gevonden.soorten_contact, code)
    berichten = [contact.als_bericht() for contact in contacten]
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
        _triage_object(gevonden, _regio_code(blad) or LANDELIJK, berichten),
        {"soort": "contacten", "contacten": berichten},
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


async def rond_adviesvraag_af(beurt: Beurt, blad: Blad) -> None:
    """Dien in en bevestig alleen wat vastligt; bij een storing blijft het concept bewaard."""
    if loop(blad.lijst, blad.stand).einde == "weggooien":
        beurt.zeg("Weggegooid. Er is niets verstuurd en niets bewaard.")
        beurt.dossier = beurt.dossier.zonder_blad()
        return
    try:
        concept = _concept(beurt, blad)
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


def _concept(beurt: Beurt, blad: Blad) -> Concept:
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
    if ook_in := list(blad.extra.get("ook_in", ())):
        antwoorden += (Antwoord("ook_in", OOK_IN, ook_in, plaatsnamen(ook_in), GELEZEN),)
    mail = blad.stand.waarde("contact") or OVERSLAAN
    return Concept(
        concept_id=blad.extra["concept_id"],
        regio_code=_regio_code(blad) or REGIO_ONBEKEND,
        gemeente_code=code,
        soort=str(blad.stand.waarde("soort")),
        antwoorden=antwoorden,
        triage=blad.extra.get("triage"),
        contact_email=None if mail == OVERSLAAN else lees_werkmail(mail, sleutels()),
        kanaal=beurt.kanaal,
        gesprek=beurt.gesprek,
    )


def _bevestig(beurt: Beurt, blad: Blad, ingediend: Ingediend) -> None:
    waar = regio(_regio_code(blad))
    dag = ingediend.aangemaakt_op.astimezone(dt.timezone.utc).strftime("%d-%m-%Y")
    beurt.zeg(
        f"Ingediend op {dag}. Je kenmerk is {ingediend.kenmerk}.{met_code(ingediend)} In dit "
        "gesprek vraag je met het kenmerk de status op of trek je de vraag in. Je vraag staat "
        f"klaar voor het {waar.veiligheidshuis}; ik kan geen reactietijd beloven."
        f"{_ook_betrokken(blad)}",
        (),
        als_object(ingediend),
    )
    beurt.dossier = replace(
        beurt.dossier.zonder_blad(),
        kenmerk=ingediend.kenmerk,
        ingediend=(blad.run, blad.extra["concept_id"]),
    )


def _ook_betrokken(blad: Blad) -> str:
    """Zeg welke andere gemeenten erbij staan, en dat de regio's de leiding afspreken."""
    ook_in = blad.extra.get("ook_in", ())
    if not ook_in:
        return ""
    regios = {op_code(code).regio_code for code in (_gemeente(blad), *ook_in) if code}
    zin = f" Ook betrokken: {plaatsnamen(ook_in)}."
    if len(regios) == 1:
        return zin
    return f"{zin} Dit is bovenregionaal; de regio's spreken samen af wie de leiding neemt."


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


def _soorten_bij(blad: Blad) -> tuple[str, ...]:
    """De soorten contact bij het probleem op dit blad, het eerste vooraan."""
    signalen = set(blad.extra.get("signalen", ()))
    return soorten_bij(
        blad.stand.waarde("probleem") or ONBEKEND,
        _gemeente(blad),
        minderjarig=True if signalen & {"kind", "minderjarig"} else None,
    )


def _regio_code(blad: Blad) -> str | None:
    code = _gemeente(blad)
    return op_code(code).regio_code if code else None


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
