"""Wat een beschrijving al zegt invullen, en in één bericht laten zien wat eruit is gehaald."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.beurt import Beurt
from bot.dossier import Blad
from bot.vraagbericht import weergave
from knowledge.casus import lees_casus, lijkt_casus
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst import GELEZEN, ONBEKEND, OVERGENOMEN, Antwoord, neem_over, vul_aan
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import Gemeente, herken

_BESCHRIJVING = 6
_BIJ_SAMENVATTING = {"soort": "adviesvraag", "vraag_of_casus": "ja"}


@dataclass(frozen=True)
class Plaatsbeeld:
    """Wat een tekst over de plaats zegt: precies één gemeente, of een keuze die open is."""

    gemeente: Gemeente | None = None
    plaats: str = ""
    mogelijk: tuple[Gemeente, ...] = ()


def lees_plaats(tekst: str) -> Plaatsbeeld:
    """De gemeente in een tekst; bij een dubbele naam of meer gemeenten de mogelijkheden."""
    vondsten = herken(tekst)
    mogelijk = tuple(dict.fromkeys(g for vondst in vondsten for g in vondst.opties))
    if len(mogelijk) == 1:
        return Plaatsbeeld(gemeente=mogelijk[0])
    if not mogelijk:
        return Plaatsbeeld()
    return Plaatsbeeld(
        plaats=" en ".join(dict.fromkeys(v.naam for v in vondsten)), mogelijk=mogelijk
    )


def beschrijft(tekst: str) -> bool:
    """Of een tekst genoeg zegt om als beschrijving van de casus te gelden."""
    lang = len(tekst.split()) >= _BESCHRIJVING
    return lijkt_casus(tekst) or (lang and bool(lees_casus(tekst).bevindingen))


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
    """Het blad met wat in de tekst duidelijk is: gemeente, soort probleem en signalen."""
    plaats = lees_plaats(tekst)
    lezing = lees_casus(tekst)
    bekend = {}
    if plaats.gemeente:
        bekend["gemeente"] = Antwoord(plaats.gemeente.code, herkomst=GELEZEN)
    vraag = blad.lijst.vragen.get("probleem")
    if vraag and lezing.probleem in vraag.waarden:
        bekend["probleem"] = Antwoord(str(lezing.probleem), herkomst=GELEZEN)
    signalen = sorted({*blad.extra.get("signalen", ()), *lezing.signalen})
    gegevens = dict(blad.stand.gegevens)
    if "gebiedssignaal" in blad.lijst.gegevens:
        gegevens["gebiedssignaal"] = "ja" if {"gebied", "onrust"} & set(signalen) else "nee"
    stand = neem_over(blad.lijst, replace(blad.stand, gegevens=gegevens), bekend)
    nieuw = replace(blad, stand=stand).met(signalen=signalen)
    if plaats.mogelijk:
        nieuw = nieuw.met(plaats=plaats.plaats, plaatsen=[g.code for g in plaats.mogelijk])
    return nieuw


def zeg_lezing(beurt: Beurt, voor: Blad, na: Blad) -> None:
    """Laat zien wat nieuw uit de tekst is gehaald, met een knop om het te verbeteren."""
    regels = [
        f"{vraag.kort} {weergave(vraag, antwoord)}"
        for vraag in na.lijst.vragen.values()
        if (antwoord := na.stand.antwoorden.get(vraag.id))
        and antwoord.herkomst == GELEZEN
        and antwoord.waarde != ONBEKEND
        and vraag.id not in voor.stand.antwoorden
    ]
    if regels:
        beurt.zeg(
            f"Dit haal ik uit je tekst: {'; '.join(regels)}.",
            [beurt.opdracht("Klopt niet, aanpassen", "aanpassen")],
        )
    zeg_let_op(beurt, set(na.extra.get("signalen", ())) - set(voor.extra.get("signalen", ())), na)


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
        "\n".join([inleiding, *(f"- {contact.regel()}" for contact in contacten)]),
        (),
        {"soort": "contacten", "contacten": [contact.als_bericht() for contact in contacten]},
    )
