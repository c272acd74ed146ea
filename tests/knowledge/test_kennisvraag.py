import pytest

from knowledge.kennis import artikel
from knowledge.kennisvraag import is_kennisvraag
from knowledge.onbeantwoord import gelijkenis


@pytest.mark.parametrize(
    "tekst",
    [
        "mag een wijkteam zelf een zaak inbrengen of moet dat via het OM lopen",
        "klopt het dat het in kennemerland om een half procent van de huishoudens gaat",
        "de corporatie zit er soms wel en soms niet bij, hoe zit dat",
        "bij wie meld je dat iemand verplichte ggz nodig heeft en wie mag dat doen?",
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
