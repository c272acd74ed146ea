import pytest

from knowledge.kennis import artikel
from knowledge.kennisvraag import DICHTBIJ, is_kennisvraag
from knowledge.onbeantwoord import gelijkenis


@pytest.mark.parametrize(
    "tekst",
    [
        "mag een wijkteam zelf een zaak inbrengen of moet dat via het OM lopen",
        "klopt het dat het in kennemerland om een half procent van de huishoudens gaat",
        "de corporatie zit er soms wel en soms niet bij, hoe zit dat",
        "wie mag melden dat iemand verplichte ggz nodig heeft?",
    ],
)
def test_een_vraag_over_een_artikel_is_een_kennisvraag(tekst: str) -> None:
    assert is_kennisvraag(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Een man in Haarlem wordt elke week aangehouden en gebruikt drugs. Hoort hij bij jullie?",
        "waar meld ik een verwarde buurman in Zwolle",
        "waar kan ik een melding doen",
        "bij wie meld je dat iemand verplichte ggz nodig heeft en wie mag dat doen?",
        "klopt helemaal ja",
        "snap je vraag niet, wat bedoel je precies",
        "de gemeente is Haarlem",
        "welk hondenras past bij een gezin",
    ],
)
def test_een_casus_route_of_antwoord_is_geen_kennisvraag(tekst: str) -> None:
    assert not is_kennisvraag(tekst)


def test_een_eigen_vraag_van_een_artikel_lijkt_er_helemaal_op() -> None:
    mandaat = artikel("mandaat")
    assert gelijkenis(mandaat.vragen[0].upper(), mandaat) == 1.0
    assert gelijkenis("xqzwk", mandaat) == 0.0


@pytest.mark.parametrize(
    "tekst",
    [
        "heb een man in de wijk, drank, schulden, slaat om zich heen. iets voor het vh?",
        "Kunt u met mij nagaan of een gezin dat wij begeleiden in aanmerking komt voor bespreking?",
        "gisteravond heeft hij haar geslagen, nu is het rustig. waar doe ik melding",
    ],
)
def test_een_casus_of_melding_ligt_niet_dicht_bij_een_artikel(tekst: str) -> None:
    assert not is_kennisvraag(tekst, betekenis=DICHTBIJ)
