"""De gesprekken die worden gemeten: wat er gezegd wordt en hoe een goed antwoord eruitziet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stap:
    """Eén beurt in een gesprek.

    Attributes:
        teksten: wat de gebruiker typt; een volgend gesprek neemt de volgende tekst.
        verwacht: komt voor in een goed antwoord; zonder dat is de meting ongeldig.
        soort: onder welke soort de tijd telt; leeg telt niet mee.
        knop: begin van de titel van een knop uit het vorige antwoord, in plaats van tekst.
    """

    verwacht: str
    soort: str = ""
    teksten: Sequence[str] = ()
    knop: str = ""


Gesprek = Sequence[Stap]


def vraag(naam: str) -> str:
    """Wat er in een antwoord staat dat deze vraag van een vragenlijst stelt."""
    return f'"id": "{naam}"'


def ja_of_nee(titel: str, volgende: str) -> Stap:
    """Een formulierbeurt met een knop, naast elkaar gemeten; `volgende` staat in het antwoord."""
    return Stap(volgende, "naast_formulier", knop=titel)


def _knop(titel: str, volgende: str) -> Stap:
    return Stap(vraag(volgende), "knop", knop=titel)


def _tekst(volgende: str, *teksten: str) -> Stap:
    return Stap(vraag(volgende), "tekst", teksten)


KORT: Gesprek = (
    Stap("Ik ben een digitale assistent", "groet", ("hallo", "goedemorgen", "hoi")),
    Stap(
        '"soort": "antwoord"',
        "kennis",
        (
            "Wat is een procesregisseur?",
            "Wat is het verschil tussen casusregie en procesregie?",
            "Wat doet een Veiligheidshuis?",
            "Wanneer schaal je op volgens AVE?",
        ),
    ),
    Stap(
        '"soort": "acuut"',
        "gevaar",
        (
            "Hij staat nu met een mes voor de deur.",
            "Er is brand in de woning en er zijn nog mensen binnen.",
            "Ze wordt op dit moment in elkaar geslagen.",
        ),
    ),
)

ADVIESVRAAG: Gesprek = (
    Stap(vraag("soort"), "", ("Ik wil een adviesvraag indienen",)),
    _knop("Advies over een casus", "samenvatting"),
    _tekst(
        "gemeente",
        "Een man van 45 met een verslaving geeft al maanden overlast bij de buren.",
        "Een gezin met schulden en geweld thuis; de kinderen gaan niet meer naar school.",
    ),
    _tekst("organisatie", "Haarlem", "in Deventer", "Beverwijk"),
    _knop("Politie", "vraag_of_casus"),
    _knop("Ja, over een casus", "gevaar_nu"),
    _knop("Nee", "zorgcomponent"),
    _knop("Ja", "veiligheidscomponent"),
    _knop("Ja", "leefgebieden"),
    _tekst("gedrag", "wonen en geld", "drugs", "school en gezin"),
    _knop("Overlast", "partners"),
    _tekst("geprobeerd", "Wijkteam en politie zijn betrokken, de gemeente heeft de regie."),
    _tekst("minderjarigen", "Er is bemoeizorg ingezet, maar de deur blijft dicht."),
    _knop("Nee", "doel"),
    _tekst("besproken", "Rust voor de buren en hulp voor wie er woont."),
    _knop("Ja", "urgentie"),
    _knop("Deze maand", "contact"),
    _knop("Overslaan", "controle"),
    Stap('"kenmerk": "AV-', "indienen", knop="Indienen"),
)

_ALINEA = (
    "Een gezin in Kampen met drie kinderen: vader drinkt en slaat, moeder is depressief, er dreigt "
    "uitzetting door een huurschuld van vier maanden. Politie is zes keer geweest. Het wijkteam, "
    "de ggz en de reclassering hebben elk een plan, maar niemand heeft de regie en de afspraken "
    "lopen langs elkaar heen. De buren hebben een klacht ingediend."
)

CASUS: Gesprek = (
    Stap(vraag("casus"), "", ("Ik wil een casus toetsen",)),
    Stap('"soort": "vraag"', "beschrijving", (_ALINEA,)),
)

BERICHTEN = (
    "hallo",
    "Waar meld ik een verwarde man in Haarlem?",
    "De buurman in Zwolle schreeuwt elke nacht en de huisbaas doet niets.",
    "Mevrouw Jansen, telefoon 06 12345678, Dorpsstraat 12, slaapt sinds juni in haar auto.",
    (
        "Jongen van 16 in Velsen gaat niet naar school, is twee keer opgepakt voor diefstal en "
        "moeder heeft schulden. Leerplicht en het jeugdteam komen er samen niet uit."
    ),
    _ALINEA,
)
