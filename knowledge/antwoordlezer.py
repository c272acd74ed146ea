"""Een getypt antwoord lezen als keuze bij een vraag: `jazeker wel`, `de tweede`, `geen idee`.

De woorden staan in `knowledge/lexicon/antwoorden.yml`. Alleen wat duidelijk is wordt een antwoord;
bij twijfel geeft de functie None en vraagt de assistent door.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge.antwoordwoorden import antwoordwoorden, bevat, woordrij
from knowledge.vragenlijst import GETYPT, ONBEKEND, Antwoord, Vraag
from knowledge.zoektaal import gewone_stammen, stam, stopwoorden

if TYPE_CHECKING:
    from collections.abc import Sequence

KORT = 12
GELIJKENIS = 88

_LANG_GENOEG = 5
_EEN_PAAR = 5
_PAAR_WOORDEN = 6
_JANEE = 4
_NA_JANEE = frozenset({"wel", "hoor", "joh", "niet", "graag", "maar", "zeker", "is", "goed"})
_STERK = frozenset({"ja", "jazeker", "jawel", "nee", "neen"})
_ZINNEN = re.compile(r"[.:;!\n]+")
_ANTWOORD_IS = re.compile(r"\b(?:antwoord(?: is)?|zeg ik|zeg|wordt het|doe maar) (ja|nee)$")
_ONTKENT = frozenset({"niet", "geen", "nog", "nee", "eerst"})


def lees_keuze(vraag: Vraag, tekst: str, getoond: Sequence[str] = ()) -> Antwoord | None:
    """Het antwoord dat een tekst geeft op een vraag met keuzes; None als dat niet duidelijk is.

    Args:
        vraag: de vraag die open staat.
        tekst: wat de gebruiker typte.
        getoond: de waarden op de volgorde van het scherm, als die anders is dan in de vraag.
    """
    heel = woordrij(_met_tekens(tekst))
    if not heel:
        return None
    kaal = zonder_aanloop(heel)
    waarde = _letterlijk(vraag, heel) or _letterlijk(vraag, kaal)
    waarde = waarde or lees_rang(kaal, getoond or _zichtbaar(vraag))
    waarde = waarde or _ook(vraag, heel) or _janee(vraag, kaal, heel)
    if waarde:
        return Antwoord(waarde, herkomst=GETYPT)
    onderdelen = _onderdelen(vraag, heel)
    if onderdelen:
        return Antwoord("", onderdelen, GETYPT)
    lijkt = _lijkt_op_titel(vraag, heel)
    return Antwoord(lijkt, herkomst=GETYPT) if lijkt else None


def waarschijnlijkst(vraag: Vraag, tekst: str, aantal: int = 2) -> tuple[str, ...]:
    """De keuzes waar een tekst het meest op lijkt, de beste eerst; voor een wedervraag."""
    plat = woordrij(tekst)
    keuzes = [optie for optie in vraag.opties if optie.knop and optie.waarde != ONBEKEND]
    keuzes.sort(key=lambda optie: -fuzz.partial_ratio(plat, woordrij(optie.titel)))
    return tuple(optie.waarde for optie in keuzes[:aantal])


def lees_rang(tekst: str, getoond: Sequence[str]) -> str | None:
    """De keuze die met een rangwoord is aangewezen: `de eerste`, `die laatste`; anders None."""
    rang = antwoordwoorden().rangwoorden
    woorden = [w for w in woordrij(tekst).split() if w not in antwoordwoorden().vulling]
    plaats = rang.get(woorden[0]) if len(woorden) == 1 else None
    if plaats is None or not -len(getoond) <= plaats <= len(getoond):
        return None
    return getoond[plaats - 1 if plaats > 0 else plaats]


def lees_slot(vraag: Vraag, tekst: str) -> str | None:
    """Het antwoord waar een kort bericht op eindigt: `sorry, rotdag. ja dus`, `en je vraag: nee`.

    Wat ervoor staat mag geen vraag zijn; `dan is het antwoord ja` telt ook.
    """
    if "?" in tekst or len(woordrij(tekst).split()) > KORT:
        return None
    *ervoor, slot = [deel for deel in _ZINNEN.split(tekst) if woordrij(deel)] or [""]
    gezegd = _ANTWOORD_IS.search(woordrij(slot))
    if not gezegd and not ervoor:
        return None
    kaal = gezegd.group(1) if gezegd else woordrij(slot).removesuffix(" dus")
    if ONBEKEND in vraag.waarden and _twijfelt(kaal):
        return ONBEKEND
    passend = (w for w in ("ja", "nee") if w in vraag.waarden)
    return next((w for w in passend if kaal in antwoordwoorden().keuzes[w]), None)


def zonder_aanloop(tekst: str) -> str:
    """De woorden van een tekst zonder `nou` of `op jouw vraag` ervoor; alleen aanloop blijft."""
    woorden = woordrij(tekst).split()
    eerste = next((i for i, w in enumerate(woorden) if w not in antwoordwoorden().aanloop), 0)
    return " ".join(woorden[eerste:])


def weet_niet(tekst: str) -> bool:
    """Of een kort bericht zegt dat de gebruiker het niet weet."""
    plat = woordrij(_met_tekens(tekst))
    return len(plat.split()) <= KORT and _twijfelt(plat)


def is_gewoon(tekst: str) -> bool:
    """Of een tekst alleen gewone woorden heeft; "pindakaas graag" is daarom geen ja."""
    woorden = antwoordwoorden()
    bekend = {w for termen in woorden.keuzes.values() for term in termen for w in term.split()}
    bekend |= woorden.vulling | woorden.aanloop | _NA_JANEE | stopwoorden()
    return all(w in bekend or stam(w) in gewone_stammen() for w in woordrij(tekst).split())


def is_janee(tekst: str) -> bool:
    """Of een tekst niets anders is dan ja of nee, zoals `jazeker wel`; geen beschrijving."""
    kaal = zonder_aanloop(_met_tekens(tekst))
    if not kaal or len(kaal.split()) > _JANEE:
        return False
    termen = (*antwoordwoorden().keuzes["ja"], *antwoordwoorden().keuzes["nee"])
    rest = next(
        (kaal.removeprefix(t).strip() for t in termen if f"{kaal} ".startswith(f"{t} ")), "?"
    )
    return set(rest.split()) <= _NA_JANEE


def weeg(tekst: str) -> str | None:
    """Welke kant een voorzichtig antwoord op gaat: `mwah, eerder niet` is `nee`.

    Alleen een kort bericht uit niets dan voorzichtige woorden telt; anders None.
    """
    lexicon = antwoordwoorden()
    woorden = set(woordrij(tekst).split())
    kanten = [waarde for waarde in ("nee", "ja") if woorden & lexicon.gewicht[waarde]]
    bekend = lexicon.demping.union(*lexicon.gewicht.values())
    return kanten[0] if kanten and woorden <= bekend else None


def is_vraag(tekst: str) -> bool:
    """Of een bericht een vraag is, met of zonder vraagteken."""
    plat = tekst.strip().lower()
    if plat.endswith("?"):
        return True
    lijkt = plat.startswith(antwoordwoorden().vraagwoorden)
    return lijkt and not f"{woordrij(plat)} ".startswith(antwoordwoorden().geen_vraag)


def is_vervolg(tekst: str) -> bool:
    """Of een bericht voortbouwt op de vorige vraag, zoals `en in IJsselland?`."""
    return f"{woordrij(tekst)} ".startswith(antwoordwoorden().vervolg)


def vraagt_om_contact(tekst: str) -> bool:
    """Of een bericht vraagt waar of bij wie iemand terechtkan."""
    return any(bevat(woordrij(tekst), woord) for woord in antwoordwoorden().contactwoorden)


def vraagt_om_toets(tekst: str) -> bool:
    """Of een bericht vraagt om een casus te bespreken of te toetsen."""
    return any(bevat(woordrij(tekst), woord) for woord in antwoordwoorden().toetswoorden)


def vraagt_wissel(tekst: str, doel: str) -> bool:
    """Of een bericht uitdrukkelijk om een andere vragenlijst vraagt, zoals een adviesvraag."""
    return any(bevat(woordrij(tekst), woord) for woord in antwoordwoorden().wissel[doel])


def meldt_veilig(tekst: str) -> bool:
    """Of een bericht na een melding van gevaar zegt dat het voorbij is, of dat er hulp is."""
    return any(bevat(woordrij(tekst), term) for term in antwoordwoorden().veilig)


def vraagt_overzicht(tekst: str) -> bool:
    """Of een bericht vraagt wat er tot nu toe bekend is."""
    plat = woordrij(tekst)
    return len(plat.split()) <= KORT and any(
        bevat(plat, term) for term in antwoordwoorden().overzicht
    )


def neemt_terug(tekst: str) -> bool:
    """Of een bericht iets terugneemt wat eerder is gezegd: `foutje van mij, ...`."""
    return any(bevat(woordrij(tekst), term) for term in antwoordwoorden().neemt_terug)


def meldt_misverstand(tekst: str) -> bool:
    """Of een kort bericht zegt dat de assistent de gebruiker verkeerd begrepen heeft."""
    plat = woordrij(tekst)
    kort = len(plat.split()) <= KORT
    return kort and any(bevat(plat, term) for term in antwoordwoorden().misverstaan)


def wijst_lezing_af(tekst: str) -> bool:
    """Of een kort bericht zegt dat de assistent iets verkeerd begreep."""
    plat = woordrij(tekst)
    return len(plat.split()) <= KORT // 2 and any(bevat(plat, t) for t in antwoordwoorden().mis)


def _letterlijk(vraag: Vraag, plat: str) -> str | None:
    for optie in vraag.opties:
        if not optie.onderdeel and plat in {woordrij(optie.waarde), woordrij(optie.titel)}:
            return optie.waarde
    return None


def _ook(vraag: Vraag, plat: str) -> str | None:
    """De keuze waarvan het langste andere woord in een korte tekst staat, zonder ontkenning."""
    if len(plat.split()) > KORT:
        return None
    gevonden = [
        (len(term), optie.waarde, term)
        for optie in vraag.opties
        for term in map(woordrij, optie.ook)
        if plat == term or (len(term) >= _LANG_GENOEG and bevat(plat, term))
    ]
    if not gevonden:
        return None
    _, waarde, term = max(gevonden)
    rest = set(plat.split()) - set(term.split())
    return None if rest & _ONTKENT else waarde


def _zichtbaar(vraag: Vraag) -> list[str]:
    return [optie.waarde for optie in vraag.opties if optie.knop and not optie.onderdeel]


def _janee(vraag: Vraag, plat: str, heel: str) -> str | None:
    kort = len(plat.split()) <= KORT
    passend = [waarde for waarde in ("nee", "ja") if waarde in vraag.waarden]
    begint = next((w for w in passend if _begint(plat, w, kort)), None)
    begint = begint or next((w for w in passend if w == weeg(heel)), None)
    onzeker = ONBEKEND in vraag.waarden and kort and _twijfelt(heel)
    zeker = begint == "ja" and len(plat.split()) > _EEN_PAAR and plat.split(maxsplit=1)[0] in _STERK
    return ONBEKEND if onzeker and not zeker else begint


def _begint(plat: str, waarde: str, kort: bool) -> bool:  # noqa: FBT001
    """Of een tekst met dit antwoord begint; in een lange tekst telt alleen een duidelijk woord."""
    woorden = plat.split()
    if not kort and woorden[0] not in _STERK:
        return False
    if waarde == "ja" and len(woorden) <= _PAAR_WOORDEN and woorden[-1] == "wel":
        return "niet" not in woorden
    return any(plat == t or plat.startswith(t + " ") for t in antwoordwoorden().keuzes[waarde])


def _twijfelt(plat: str) -> bool:
    """Of een tekst zegt het niet te weten, ook met een woord ertussen: `zou ik echt niet weten`."""
    lexicon = antwoordwoorden()
    kaal = " ".join(woord for woord in plat.split() if woord not in lexicon.versterking)
    return any(bevat(plat, term) or bevat(kaal, term) for term in lexicon.keuzes[ONBEKEND])


def _onderdelen(vraag: Vraag, plat: str) -> tuple[str, ...]:
    woorden = antwoordwoorden().onderdelen
    return tuple(
        onderdeel
        for onderdeel in vraag.onderdelen
        if any(bevat(plat, term) for term in woorden.get(onderdeel, ()))
    )


def _lijkt_op_titel(vraag: Vraag, plat: str) -> str | None:
    if len(plat.split()) > KORT or vraag.onderdelen:
        return None
    scores = {
        optie.waarde: fuzz.token_set_ratio(plat, woordrij(optie.titel))
        for optie in vraag.opties
        if optie.waarde not in {"ja", "nee", ONBEKEND} and not optie.onderdeel
    }
    goed = [waarde for waarde, score in scores.items() if score >= GELIJKENIS]
    return goed[0] if len(goed) == 1 else None


def _met_tekens(tekst: str) -> str:
    for teken, woorden in antwoordwoorden().tekens.items():
        tekst = tekst.replace(teken, f" {woorden} ")
    return tekst
