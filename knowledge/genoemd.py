"""Een eerder antwoord verbeteren door het te noemen: `de zorgkant moet toch nee zijn`.

Alleen wat duidelijk is telt. Een stuk zin moet de naam van een vraag bevatten en daarnaast niets
anders dan een antwoord op die vraag en woorden als `moet toch zijn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.antwoordlezer import lees_keuze
from knowledge.antwoordwoorden import antwoordwoorden
from knowledge.casus import lees_casus
from knowledge.vragenlijst import GETYPT, ONBEKEND, Antwoord, Vraag, Vragenlijst

_STUKKEN = re.compile(r"[,;.!\n]+")
_DELEN = re.compile(r"\ben\b|\bmaar\b", re.IGNORECASE)
_WOORD = re.compile(r"[\w']+", re.UNICODE)
_TEKEN_VAN_VERBETEREN = re.compile(
    r"\b(toch|wacht|correctie|wijzig\w*|verander\w*|verbeter\w*|aanpas\w*|pas .*\baan|herstel\w*|"
    r"zet|bedoel\w*|klopt niet|fout|verkeerd|moet\w*|eigenlijk|onjuist|oeps|vergist?|anders)\b|"
    r"\bniet\b.{1,40}\bmaar\b",
    re.IGNORECASE,
)
_VERDER = re.compile(
    r"\b(afmaken|eerst|verder|terug|doorgaan|door met|hervat\w*|oppakken|toch)\b", re.IGNORECASE
)
_ONTKEND = re.compile(
    r"\b(?:niet|geen|niks)(?: meer)?(?: in| uit| te| bij| van)?(?: het| de)? $", re.IGNORECASE
)
_KORT = 12
_ALLEEN_ANDERS = frozenset({"klopt", "niet", "fout", "verkeerd", "onjuist", "anders", "goed"})
_BIJ_VORIGE = frozenset({"nee", "vorige", "net", "daarnet", "hiervoor"})
_VORIGE = re.compile(
    r"\b(ik bedoel(de)?|vorige|daarnet|hiervoor|net)\b|^(oh |nee |ho |oeps |sorry )*wacht\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Verbetering:
    """Een genoemde vraag met het nieuwe antwoord; zonder antwoord wil de gebruiker haar opnieuw."""

    vraag: str
    antwoord: Antwoord | None


def wil_verbeteren(tekst: str) -> bool:
    """Of een tekst een woord heeft waarmee iemand iets terugneemt, zoals `toch` of `wacht`."""
    return bool(_TEKEN_VAN_VERBETEREN.search(tekst))


def ontkent_wat_volgt(begin: str) -> bool:
    """Of wat op dit begin van een zin volgt ontkend is: `hij woont niet meer in `."""
    return bool(_ONTKEND.search(begin))


def lees_verbeteringen(
    lijst: Vragenlijst, tekst: str, beantwoord: frozenset[str], laatste: str | None = None
) -> tuple[Verbetering, ...]:
    """Welke eerdere antwoorden een tekst verbetert, in de volgorde van de tekst.

    Args:
        lijst: de vragenlijst waar de antwoorden in staan.
        tekst: wat de gebruiker typte.
        beantwoord: de vragen die al een antwoord hebben; alleen die zijn te verbeteren.
        laatste: de vraag die het laatst beantwoord is; die bedoelt "nee wacht, toch ja".
    """
    if not wil_verbeteren(tekst):
        return ()
    gevonden = {v.vraag: v for v in _per_stuk(lijst, tekst) if v.vraag in beantwoord}
    if not gevonden and laatste and _VORIGE.search(tekst):
        over = [w for w in _zonder_vulling(_woorden(tekst)) if w not in _BIJ_VORIGE]
        bedoeld = _antwoord(lijst.vragen[laatste], " ".join(over or _woorden(tekst)[-1:]))
        return (Verbetering(laatste, bedoeld),) if bedoeld else ()
    return tuple(gevonden.values())


def wil_verder_met(tekst: str, lijst: Vragenlijst) -> bool:
    """Of een kort bericht vraagt om een vragenlijst die wacht weer op te pakken."""
    woorden = _woorden(tekst)
    if len(woorden) > _KORT or not _VERDER.search(tekst):
        return False
    return any(_bevat(woorden, _woorden(naam)) for naam in lijst.namen)


def genoemde_vraag(lijst: Vragenlijst, tekst: str) -> Vraag | None:
    """De vraag die een tekst bij naam noemt; bij meer dan één de langste naam."""
    namen = [
        (len(naam), vraag.id)
        for vraag in lijst.vragen.values()
        for naam in (*vraag.namen, vraag.kort)
        if _bevat(_woorden(tekst), _woorden(naam))
    ]
    return lijst.vragen[max(namen)[1]] if namen else None


def _per_stuk(lijst: Vragenlijst, tekst: str) -> Iterator[Verbetering]:
    for stuk in _STUKKEN.split(tekst):
        geheel = _lees_stuk(lijst, stuk)
        if geheel:
            yield geheel
        else:
            yield from filter(None, (_lees_stuk(lijst, deel) for deel in _DELEN.split(stuk)))


def _lees_stuk(lijst: Vragenlijst, stuk: str) -> Verbetering | None:
    vraag = genoemde_vraag(lijst, stuk)
    if vraag is None:
        return None
    woorden = _woorden(stuk)
    naam = max(
        (n for n in map(_woorden, (*vraag.namen, vraag.kort)) if _bevat(woorden, n)), key=len
    )
    rest = [woord for woord in _zonder(woorden, naam) if woord not in antwoordwoorden().vulling]
    antwoord = _antwoord(vraag, " ".join(rest)) if rest else None
    return Verbetering(vraag.id, antwoord) if antwoord or set(rest) <= _ALLEEN_ANDERS else None


def _antwoord(vraag: Vraag, rest: str) -> Antwoord | None:
    """Het antwoord als de tekst niets anders is dan dat antwoord."""
    if not rest or set(rest.split()) <= _ALLEEN_ANDERS:
        return None
    if vraag.soort in {"keuze", "meerkeuze"}:
        if (keuze := lees_keuze(vraag, rest)) is not None:
            return keuze
        gelezen = lees_casus(rest).probleem if vraag.id == "probleem" else None
        return Antwoord(gelezen, herkomst=GETYPT) if gelezen in vraag.waarden else None
    onbekend = ONBEKEND in vraag.waarden and rest in antwoordwoorden().keuzes[ONBEKEND]
    return Antwoord(ONBEKEND, herkomst=GETYPT) if onbekend else None


def _zonder_vulling(woorden: list[str]) -> list[str]:
    return [woord for woord in woorden if woord not in antwoordwoorden().vulling]


def _woorden(tekst: str) -> list[str]:
    return _WOORD.findall(tekst.casefold())


def _bevat(woorden: list[str], deel: list[str]) -> bool:
    return bool(deel) and f" {' '.join(deel)} " in f" {' '.join(woorden)} "


def _zonder(woorden: list[str], deel: list[str]) -> list[str]:
    return f" {' '.join(woorden)} ".replace(f" {' '.join(deel)} ", " ", 1).split()
