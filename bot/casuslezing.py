"""Wat een beschrijving al zegt invullen, en in één bericht laten zien wat eruit is gehaald."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.beurt import Beurt
from bot.contactbericht import kort
from bot.dossier import Blad, met_zwaartepunt
from bot.weergave import weergave
from knowledge.casus import GEBIEDSPROBLEMEN, Lezing, lees_casus, lijkt_casus
from knowledge.casusconclusie import Conclusie
from knowledge.casusvorm import noemt_iemand
from knowledge.casuswoorden import problemen
from knowledge.probleemlezing import lees_probleem
from knowledge.triage_teksten import teksten
from knowledge.vraagdeel import is_losse_vraag
from knowledge.vragenlijst import (
    GELEZEN,
    ONBEKEND,
    OVERGENOMEN,
    Antwoord,
    Vraag,
    neem_over,
    volgende,
    vul_aan,
)
from sociale_kaart.bovenregionaal import lees_plaatsen
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import Gemeente

BEVESTIG = "bevestig_lezing"
TRIAGE_GEGEVENS = frozenset({"gebiedssignaal", "bevestigen"})
ROUTE = "route"
_BESCHRIJVING = 6
_VERHAAL = 12
_ROUTE_ZEGT_HET = frozenset({"onveilig_thuis", "suicidaliteit"})
_MEEST_REDENEN = 3
_ZEKER_SIGNAAL = 0.5
_ZEKER_ZONDER_LIJST = 0.72
_BIJ_SAMENVATTING = {"soort": "adviesvraag", "vraag_of_casus": "ja"}


@dataclass(frozen=True)
class Plaatsbeeld:
    """Wat een tekst over de plaats zegt: precies één gemeente, of een keuze die open is.

    Attributes:
        gemeente: de ene gemeente die bedoeld is.
        plaats: de genoemde namen, als er meer gemeenten mogelijk zijn.
        mogelijk: de gemeenten die bedoeld kunnen zijn.
        samen: alle mogelijke gemeenten zijn zeker genoemd; de zaak speelt in elk ervan.
    """

    gemeente: Gemeente | None = None
    plaats: str = ""
    mogelijk: tuple[Gemeente, ...] = ()
    samen: bool = False


def lees_plaats(tekst: str) -> Plaatsbeeld:
    """De gemeente in een tekst; bij een dubbele naam of meer gemeenten de mogelijkheden."""
    beeld = lees_plaatsen(tekst)
    mogelijk = tuple(
        dict.fromkeys((*beeld.zeker, *(g for vondst in beeld.open for g in vondst.opties)))
    )
    if len(mogelijk) == 1:
        return Plaatsbeeld(gemeente=mogelijk[0])
    if not mogelijk:
        return Plaatsbeeld()
    namen = (*(g.naam for g in beeld.zeker), *(vondst.naam for vondst in beeld.open))
    return Plaatsbeeld(None, " en ".join(dict.fromkeys(namen)), mogelijk, samen=not beeld.open)


def beschrijft(tekst: str) -> bool:
    """Of een tekst genoeg zegt om als beschrijving van de casus te gelden."""
    aantal = len(tekst.split())
    if lijkt_casus(tekst) or (aantal >= _BESCHRIJVING and lees_casus(tekst).bevindingen):
        return True
    if aantal >= _VERHAAL and noemt_iemand(tekst) and not is_losse_vraag(tekst):
        return True
    return lees_probleem(tekst).kans >= _ZEKER_ZONDER_LIJST


def bewaar_beschrijving(blad: Blad, tekst: str) -> Blad:
    """Zet een beschrijving bij de casus, of in een adviesvraag bij de samenvatting.

    Raises:
        OngeldigAntwoord: als het geheel te lang wordt.
    """
    plek = "casus" if "casus" in blad.lijst.vragen else "samenvatting"
    stand = vul_aan(blad.lijst, blad.stand, plek, tekst)
    bekend = {
        vraag: Antwoord(waarde, herkomst=OVERGENOMEN)
        for vraag, waarde in _BIJ_SAMENVATTING.items()
        if plek == "samenvatting" and vraag not in stand.antwoorden
    }
    return replace(blad, stand=neem_over(blad.lijst, stand, bekend))


def vul_in(blad: Blad, tekst: str) -> Blad:
    """Het blad met wat in de tekst duidelijk is: gemeente, soort probleem, signalen en criteria.

    De criteria komen uit de hele beschrijving, ook als `tekst` alleen het nieuwste deel is.
    """
    plaats = lees_plaats(tekst)
    lezing = lees_casus(tekst)
    bekend = {}
    if plaats.gemeente:
        bekend["gemeente"] = Antwoord(plaats.gemeente.code, herkomst=GELEZEN)
    vraag = blad.lijst.vragen.get("probleem")
    toetst = blad.lijst.gegevens >= TRIAGE_GEGEVENS
    gelezen = lees_probleem(tekst)
    telt_mee = bool(lezing.problemen) or gelezen.kans >= _ZEKER_ZONDER_LIJST
    probleem = _probleem(lezing, gelezen.zeker if telt_mee else None) if toetst else gelezen.zeker
    if vraag and probleem in vraag.waarden:
        bekend["probleem"] = Antwoord(str(probleem), herkomst=GELEZEN)
    zeker_genoeg = gelezen.zeker and gelezen.kans >= _ZEKER_SIGNAAL
    bij_soort = problemen()[str(gelezen.zeker)].signalen if zeker_genoeg else ()
    signalen = sorted({*blad.extra.get("signalen", ()), *lezing.signalen, *bij_soort})
    nieuw = blad.met(signalen=signalen)
    if vraag and gelezen.mogelijk and not toetst:
        nieuw = nieuw.met(vermoed=[code for code in gelezen.mogelijk if code in vraag.waarden])
    if toetst:
        nieuw = _met_criteria(nieuw, tekst, lezing, bekend)
    else:
        nieuw = replace(nieuw, stand=neem_over(nieuw.lijst, nieuw.stand, bekend))
    if plaats.mogelijk:
        codes = [gemeente.code for gemeente in plaats.mogelijk]
        nieuw = nieuw.met(plaats=plaats.plaats, plaatsen=codes, samen=plaats.samen)
        if plaats.samen and (bekende := nieuw.stand.waarde("gemeente")):
            nieuw = met_zwaartepunt(nieuw, bekende)
    return nieuw


def _probleem(lezing: Lezing, geleerd: str | None) -> str | None:
    """Het belangrijkste probleem; een buurt of plek telt alleen als de casus daarover gaat."""
    over_een_plek = lezing.wijst_op_gebied
    gevonden = (*filter(None, (geleerd,)), *lezing.problemen)
    passend = (p for p in gevonden if over_een_plek or p not in GEBIEDSPROBLEMEN)
    return next(passend, None)


def _met_criteria(blad: Blad, tekst: str, nieuwste: Lezing, bekend: dict[str, Antwoord]) -> Blad:
    """Het blad met ook de criteria; is er dan niets meer te vragen, dan volgt `bevestig_lezing`."""
    geheel = blad.stand.waarde("casus") or ""
    lezing = lees_casus(geheel) if tekst in geheel and tekst != geheel else nieuwste
    geheel = geheel if tekst in geheel else tekst
    redenen = {}
    for vraag in blad.lijst.vragen.values():
        conclusie = lezing.conclusies.get(vraag.criterium or vraag.id)
        if conclusie:
            onderdelen = tuple(o for o in conclusie.onderdelen if o in vraag.onderdelen)
            bekend[vraag.id] = Antwoord(conclusie.waarde, onderdelen, GELEZEN)
            redenen[vraag.id] = _woorden(conclusie, geheel)
    gebied = "ja" if lezing.wijst_op_gebied else blad.stand.gegevens.get("gebiedssignaal", "nee")
    gegevens = {**blad.stand.gegevens, "gebiedssignaal": gebied, "bevestigen": "ja"}
    stand = neem_over(blad.lijst, replace(blad.stand, gegevens=gegevens), bekend)
    open_vraag = volgende(blad.lijst, stand)
    if open_vraag is None or open_vraag.id != BEVESTIG:
        stand = replace(stand, gegevens={**gegevens, "bevestigen": "nee"})
    return replace(blad, stand=stand).met(redenen=redenen)


def _woorden(conclusie: Conclusie, tekst: str) -> list[str]:
    """De eerste woorden uit de tekst waaruit een conclusie blijkt, zonder herhaling."""
    gevonden = dict.fromkeys(tekst[feit.begin : feit.eind].lower() for feit in conclusie.redenen)
    los = [g for g in gevonden if not any(g != ander and g in ander for ander in gevonden)]
    return los[:_MEEST_REDENEN]


def zeg_lezing(beurt: Beurt, voor: Blad, na: Blad) -> None:
    """Laat zien wat nieuw uit de tekst is gehaald, met een knop om het te verbeteren."""
    regels = [
        _regel(na, vraag, antwoord)
        for vraag in na.lijst.vragen.values()
        if (antwoord := na.stand.antwoorden.get(vraag.id))
        and antwoord.herkomst == GELEZEN
        and antwoord.waarde != ONBEKEND
        and antwoord != voor.stand.antwoorden.get(vraag.id)
    ]
    zegt_route_het = na.vragenlijst == ROUTE and na.vraag is None
    if regels and not zegt_route_het:
        lijst = "".join(f"\n- {regel}" for regel in regels)
        beurt.zeg(
            f"Dit haal ik uit je tekst:{lijst}",
            [beurt.opdracht("Klopt niet, aanpassen", "aanpassen")],
        )
    if na.vragenlijst == ROUTE and na.stand.waarde("probleem") in _ROUTE_ZEGT_HET:
        return
    zeg_let_op(beurt, set(na.extra.get("signalen", ())) - set(voor.extra.get("signalen", ())), na)


def _regel(blad: Blad, vraag: Vraag, antwoord: Antwoord) -> str:
    """Eén gelezen antwoord, met de woorden waaruit het blijkt."""
    redenen = blad.extra.get("redenen", {}).get(vraag.id)
    if antwoord.onderdelen or not redenen:
        return f"{vraag.kort} {weergave(vraag, antwoord)}"
    bewijs = ", ".join(f'"{reden}"' for reden in redenen)
    return f"{vraag.kort} {antwoord.waarde}: {bewijs}"


def zeg_let_op(beurt: Beurt, signalen: set[str], blad: Blad) -> None:
    """Zeg wat bij een signaal meteen gezegd moet worden, met het contact erbij."""
    gemeente = blad.stand.waarde("gemeente")
    for signaal, let_op in teksten().let_op.items():
        if signaal in signalen:
            zeg_contacten(beurt, let_op.tekst, let_op.contacten, gemeente)
            return


def zeg_contacten(
    beurt: Beurt, inleiding: str, soorten: tuple[str, ...], gemeente_code: str | None
) -> None:
    """Noem de contacten van deze soorten in deze gemeente, in volgorde."""
    code = None if gemeente_code in (None, ONBEKEND) else gemeente_code
    contacten = SocialeKaart.laad().voor(soorten, code)
    beurt.zeg(
        "\n".join([inleiding, *(f"- {kort(contact)}" for contact in contacten)]),
        (),
        {"soort": "contacten", "contacten": [contact.als_bericht() for contact in contacten]},
    )
