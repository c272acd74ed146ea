"""Een eerder antwoord verbeteren door het te noemen, ook als de vragenlijst al klaar is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dossier import Blad, Dossier, met_zwaartepunt
from bot.weergave import weergave
from knowledge.antwoordlezer import neemt_terug
from knowledge.casus import lees_casus
from knowledge.genoemd import (
    Verbetering,
    lees_verbeteringen,
    ontkent_wat_volgt,
    wil_verbeteren,
)
from knowledge.vragenlijst import GETYPT, Antwoord, beantwoord, corrigeer
from sociale_kaart.plaatsen import herken

_HOOGSTENS = 16
_HOOGSTENS_TERUG = 24


def lees_in_blad(blad: Blad, tekst: str) -> tuple[Verbetering, ...]:
    """Welke antwoorden van dit blad een bericht verbetert; een lang bericht is een beschrijving."""
    if len(tekst.split()) > (_HOOGSTENS_TERUG if neemt_terug(tekst) else _HOOGSTENS):
        return ()
    gegeven = frozenset(blad.stand.antwoorden)
    volgorde = blad.stand.volgorde
    gevonden = lees_verbeteringen(blad.lijst, tekst, gegeven, volgorde[-1] if volgorde else None)
    genoemd = {gemeente.code for vondst in herken(tekst) for gemeente in vondst.opties}
    oude = blad.stand.waarde("gemeente")
    codes = genoemd - {oude}
    verbetert = wil_verbeteren(tekst) or _ontkent_plaats(tekst, oude)
    if len(codes) == 1 and "gemeente" in gegeven and verbetert:
        ander = tuple(v for v in gevonden if v.vraag != "gemeente" and v.antwoord)
        return (Verbetering("gemeente", Antwoord(codes.pop(), herkomst=GETYPT)), *ander)
    return gevonden or _uit_de_lezing(blad, tekst)


def _uit_de_lezing(blad: Blad, tekst: str) -> tuple[Verbetering, ...]:
    """Wat iemand terugneemt in gewone zinnen: "foutje, de hulp is nog niet geprobeerd"."""
    if not neemt_terug(tekst):
        return ()
    conclusies = lees_casus(tekst).conclusies
    gelezen = {
        vraag.id: conclusies[vraag.criterium or vraag.id].waarde
        for vraag in blad.lijst.vragen.values()
        if (vraag.criterium or vraag.id) in conclusies
    }
    return tuple(
        Verbetering(naam, Antwoord(waarde, herkomst=GETYPT))
        for naam, waarde in gelezen.items()
        if waarde in blad.lijst.vragen[naam].waarden
        and blad.stand.waarde(naam) not in {None, waarde}
    )


def _ontkent_plaats(tekst: str, code: str | None) -> bool:
    """Of een tekst deze gemeente ontkent: "hij woont in Zwartsluis, niet in Zwolle"."""
    return any(
        ontkent_wat_volgt(tekst[: vondst.begin])
        for vondst in herken(tekst)
        if code in {gemeente.code for gemeente in vondst.opties}
    )


def pas_toe(blad: Blad, verbeteringen: Sequence[Verbetering]) -> tuple[Blad, str]:
    """Het verbeterde blad, en een zin over wat er is aangepast; leeg als een vraag opnieuw komt.

    Raises:
        OngeldigAntwoord: als een nieuw antwoord niet bij de vraag past.
    """
    gezegd = []
    for verbetering in verbeteringen:
        vraag = blad.lijst.vragen[verbetering.vraag]
        if verbetering.antwoord is None:
            stand = corrigeer(blad.lijst, blad.stand, vraag.id)
        else:
            stand = beantwoord(blad.lijst, blad.stand, vraag.id, verbetering.antwoord)
            gezegd.append(f"{vraag.kort}: {weergave(vraag, stand.antwoorden[vraag.id])}")
        blad = replace(blad, stand=stand, keuze=())
        if vraag.soort == "gemeente":
            blad = met_zwaartepunt(blad, blad.stand.waarde("gemeente") or "")
    return blad, f"Aangepast: {'; '.join(gezegd)}." if gezegd else ""


def verbeter_afgerond(dossier: Dossier, tekst: str) -> tuple[Dossier, str] | None:
    """Het dossier met de afgeronde vragenlijst weer open en verbeterd, of None."""
    if dossier.stapel or dossier.klaar is None:
        return None
    verbeteringen = lees_in_blad(dossier.klaar, tekst)
    if not verbeteringen:
        return None
    open_dossier = dossier.heropen_klaar()
    blad, zin = pas_toe(open_dossier.stapel[-1], verbeteringen)
    return open_dossier.met_blad(blad), zin
