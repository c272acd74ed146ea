"""Elke vraag van elke vragenlijst langs, met bij elke vraag een gepland persoonsgegeven."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from knowledge.vragenlijst_bestand import namen, vragenlijst
from tests.kanaries import Kanarie

Vraag = tuple[str, str]
"""De vragenlijst en de vraag erin."""

Zeg = Callable[[str], list[dict[str, Any]]]
"""Doet een beurt en geeft de objecten (`custom`) uit het antwoord, met de knoppen als object."""

HOOGUIT_BEURTEN = 60
HOOGUIT_RONDEN = 20
"""Zo vaak gaan alle paden, als een gepland gegeven als antwoord telde en een vraag oversloeg."""


@dataclass(frozen=True)
class Pad:
    """Een weg door een vragenlijst.

    Attributes:
        klik: de knop die na de opener de vragenlijst begint, of leeg.
        antwoorden: per vraag de waarde van een optie, of tekst waar die mag.
        anders: wat er bij de overige vragen gekozen wordt, de eerste die er is.
    """

    opener: str
    antwoorden: Mapping[str, str]
    anders: Sequence[str] = ("ja", "onbekend", "overslaan")
    klik: str = ""


TOETS = "Ik wil een casus toetsen"
AVE = "In welke AVE-fase zit dit?"
ADVIES = "Ik wil een adviesvraag indienen"
PADEN = (
    Pad(TOETS, {"casus": "onbekend", "gemeente": "Haarlem", "probleem": "verslaving"}),
    Pad(TOETS, {"casus": "onbekend", "gemeente": "Zwolle", "gebiedsgebonden": "nee",
                "probleem": "gebied", "regulier_doorlopen": "nee"}),
    Pad(TOETS, {"casus": "Op een plein in Kampen is het elke avond onrustig door groepen jongeren "
                "uit de buurt, de hele wijk heeft er last van.", "gebiedsgebonden": "nee"}),
    Pad(TOETS, {"casus": "Man van 44 in Haarlem, dakloos en verslaafd aan crack, mishandelt "
                "voorbijgangers en steelt elke week. Winkeliers zijn bang voor hem. De "
                "reclassering krijgt hem niet op afspraken, de ggz heeft hem uitgeschreven en de "
                "opvang heeft hem geschorst.", "bevestig_lezing": "verder"}),
    Pad(AVE, {}, ("nee",)),
    Pad(AVE, {"veiligheid": "ja"}, ("nee",)),
    Pad(ADVIES, {"soort": "adviesvraag", "gemeente": "Haarlem", "gevaar_nu": "nee",
                 "controle": "indienen", "contact": "overslaan"}),
    Pad(ADVIES, {"soort": "informatievraag", "gemeente": "Kampen", "vraag_of_casus": "nee",
                 "controle": "weggooien", "contact": "overslaan"}),
    Pad("hallo", {"casus": "Ik maak me zorgen over iemand", "gemeente": "Zwolle"},
        klik="Waar meld ik dit?"),
    Pad("Waar moet ik zijn?", {"gemeente": "Zwolle"}),
)  # fmt: skip
TEKST = "Wie kan er in dit soort zaken meedenken?"


def objecten(berichten: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Wat een `Zeg` teruggeeft, uit de berichten van REST of van de terminal."""
    knoppen = [knop for bericht in berichten for knop in bericht.get("buttons", ())]
    titels = {str(knop["title"]): knop["payload"] for knop in knoppen}
    eigen = [bericht["custom"] for bericht in berichten if "custom" in bericht]
    return [*eigen, {"soort": "knoppen", "knoppen": titels}]


def alle_vragen() -> frozenset[Vraag]:
    """Elke vraag van elke vragenlijst."""
    return frozenset((naam, vraag) for naam in namen() for vraag in vragenlijst(naam).vragen)


def loop_door_vragenlijsten(
    begin: Callable[[], Zeg], kanaries: Sequence[Kanarie]
) -> Counter[Vraag]:
    """Doorloop alle paden tot elk gegeven getypt is en elke vraag er een kreeg.

    Args:
        begin: opent een nieuw gesprek.
        kanaries: wat er getypt wordt; is alles geweest, dan begint het opnieuw.

    Returns:
        Bij welke vraag hoe vaak een gegeven getypt is.
    """
    geteld: Counter[Vraag] = Counter()
    voorraad = cycle(kanaries)
    for ronde in range(HOOGUIT_RONDEN):
        for pad in PADEN:
            klaar = sum(geteld.values()) >= len(kanaries) and geteld.keys() >= alle_vragen()
            if not klaar or not ronde:
                _doorloop(begin(), pad, voorraad, geteld, len(kanaries))
    return geteld


def _doorloop(
    zeg: Zeg, pad: Pad, voorraad: Iterator[Kanarie], geteld: Counter[Vraag], genoeg: int
) -> None:
    eerst = zeg(pad.opener)
    if pad.klik:
        eerst = zeg(eerst[-1]["knoppen"][pad.klik])
    vraag = _open_vraag(eerst)
    getypt: set[Vraag] = set()
    for _ in range(HOOGUIT_BEURTEN):
        if vraag is None:
            return
        waar = (str(vraag["vragenlijst"]), str(vraag["id"]))
        antwoord = _antwoord(vraag, pad)
        # Een gegeven dat als antwoord telt slaat vragen over. Is alles geplant, dan komt er alleen
        # nog een bij een vraag die er geen kreeg.
        geweest = waar in geteld and sum(geteld.values()) >= genoeg
        if waar in getypt or geweest:
            vraag = _open_vraag(zeg(antwoord))
            continue
        getypt.add(waar)
        geteld[waar] += 1
        zin = next(voorraad).zin
        if _is_tekst(vraag, antwoord):
            # In één bericht: los zou het gegeven zelf het antwoord zijn.
            vraag = _open_vraag(zeg(f"{antwoord} {zin}"))
        else:
            vraag = _open_vraag(zeg(zin)) or vraag


def _open_vraag(objecten: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    vragen = [inhoud for inhoud in objecten if inhoud["soort"] == "vraag"]
    return vragen[-1] if vragen else None


def _antwoord(vraag: Mapping[str, Any], pad: Pad) -> str:
    opties = {optie["waarde"]: str(optie["payload"]) for optie in vraag["opties"]}
    gewild = pad.antwoorden.get(str(vraag["id"]), "")
    if gewild:
        return opties.get(gewild, gewild)
    for waarde in (*pad.anders, *opties):
        if waarde in opties and waarde != "weggooien":
            return opties[waarde]
    return TEKST


def _is_tekst(vraag: Mapping[str, Any], antwoord: str) -> bool:
    # Bij een gemeente is een zin erachter geen plaats meer.
    payloads = {str(optie["payload"]) for optie in vraag["opties"]}
    return antwoord not in payloads and vraag["id"] != "gemeente"
