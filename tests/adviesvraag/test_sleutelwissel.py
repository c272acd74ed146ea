"""De sleutels wisselen: alles leesbaar, ook halverwege, en daarna kan de oude sleutel weg."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Text, select, type_coerce

from adviesvraag import model, sleutelwissel
from adviesvraag.afspraken import Afspraken
from adviesvraag.behandeling import beantwoord, noteer
from adviesvraag.dienst import dien_in, zoek
from adviesvraag.fouten import VerkeerdeSleutel
from adviesvraag.keuzes import Keuzes
from adviesvraag.medewerkers import bewaar_weergave, onthoud_medewerker
from adviesvraag.opslag import Opslag, open_opslag
from adviesvraag.toegang import Behandelaar
from adviesvraag.versleuteling import Versleuteld

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.dienst import Concept

COORDINATOR = Behandelaar("pc-3", "procescoordinator", frozenset({"VR12"}))
WORTEL = Path(__file__).parents[2]


@pytest.fixture
def nieuw() -> str:
    return Fernet.generate_key().decode()


def _tokens(opslag: Opslag) -> list[str]:
    """Elke versleutelde waarde zoals zij in de database staat."""
    kolommen = [
        kolom
        for tabel in model.metadata.sorted_tables
        for kolom in tabel.columns
        if isinstance(kolom.type, Versleuteld)
    ]
    with opslag.leessessie() as sessie:
        return [
            str(waarde)
            for kolom in kolommen
            for (waarde,) in sessie.execute(select(type_coerce(kolom, Text)))
            if waarde is not None
        ]


def _leesbaar_met(sleutel: str, tokens: list[str]) -> int:
    fernet = Fernet(sleutel)
    aantal = 0
    for token in tokens:
        with contextlib.suppress(InvalidToken):
            fernet.decrypt(token.encode())
            aantal += 1
    return aantal


def test_na_de_wissel_is_alles_te_lezen_zonder_de_oude_sleutel(
    url: str, opslag: Opslag, sleutel: str, nieuw: str, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(mail=True, postbussen={"VR12": "postbus@voorbeeld.nl"})
    kenmerken = [
        dien_in(opslag, maak_concept()).kenmerk for _ in range(sleutelwissel.PER_TRANSACTIE + 5)
    ]
    dien_in(opslag, maak_concept(contact_email=None))
    opslag.afspraken = Afspraken()
    onthoud_medewerker(opslag, COORDINATOR, "Test")
    bewaar_weergave(opslag, COORDINATOR, "mijn", Keuzes())
    noteer(opslag, kenmerken[0], COORDINATOR, "een notitie", versie=1)
    beantwoord(opslag, kenmerken[0], COORDINATOR, "een antwoord", versie=2)
    hash_voor = opslag.gesprek_hash("gesprek-17")
    opslag.sluit()

    beide = open_opslag(url, sleutels=[nieuw, sleutel])
    standen = []
    eind = sleutelwissel.wissel(beide, [nieuw, sleutel], standen.append)
    beide.sluit()

    alleen_nieuw = open_opslag(url, sleutels=[nieuw])
    alleen_nieuw.bijwerken()
    assert {stand.tabel: stand.vernieuwd for stand in eind} == {
        "adviesvraag": 205,
        "antwoord": 4 * 206,
        "bericht": 1,
        "bezorging": 206,
        "contactmelding": 0,
        "geheim": 1,
        "knelpunt": 0,
        "leemte": 0,
        "medewerker": 1,
        "notitie": 1,
        "weergave": 1,
    }
    assert [stand.gelezen for stand in standen if stand.tabel == "adviesvraag"] == [200, 206]
    assert _leesbaar_met(sleutel, _tokens(alleen_nieuw)) == 0
    assert zoek(alleen_nieuw, kenmerken[0])
    assert alleen_nieuw.gesprek_hash("gesprek-17") == hash_voor
    alleen_nieuw.sluit()


def test_een_tweede_wissel_heeft_niets_meer_te_doen(
    opslag: Opslag, sleutel: str, nieuw: str, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    sleutelwissel.wissel(opslag, [nieuw, sleutel])
    voor = _tokens(opslag)

    eind = sleutelwissel.wissel(opslag, [nieuw, sleutel])

    assert [stand.vernieuwd for stand in eind] == [0] * len(eind)
    assert _tokens(opslag) == voor


def test_zonder_de_oude_sleutel_verandert_er_niets(
    opslag: Opslag, nieuw: str, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept())
    voor = _tokens(opslag)
    with pytest.raises(VerkeerdeSleutel):
        sleutelwissel.wissel(opslag, [nieuw])
    assert _tokens(opslag) == voor


def test_een_wissel_die_hard_stopt_gaat_later_verder(
    sqlite_url: str,
    sleutel: str,
    nieuw: str,
    maak_concept: Callable[..., Concept],
) -> None:
    opslag = open_opslag(sqlite_url, sleutels=[sleutel])
    opslag.bijwerken()
    kenmerken = [dien_in(opslag, maak_concept()).kenmerk for _ in range(60)]
    opslag.sluit()

    gelezen = _wissel_tot_de_stop(sqlite_url, [nieuw, sleutel])

    beide = open_opslag(sqlite_url, sleutels=[nieuw, sleutel])
    beide.bijwerken()
    halverwege = _leesbaar_met(nieuw, _tokens(beide))
    assert gelezen > 0
    assert 0 < halverwege < len(_tokens(beide))
    assert all(zoek(beide, kenmerk) for kenmerk in kenmerken)
    sleutelwissel.wissel(beide, [nieuw, sleutel])
    assert _leesbaar_met(nieuw, _tokens(beide)) == len(_tokens(beide))
    beide.sluit()


def _wissel_tot_de_stop(url: str, sleutels: list[str]) -> int:
    """Laat een proces wisselen met kleine transacties en schiet het na de tweede melding af."""
    script = (
        "import sys, time\n"
        "from adviesvraag import sleutelwissel\n"
        "from adviesvraag.opslag import open_opslag\n"
        "sleutelwissel.PER_TRANSACTIE = 5\n"
        "def meld(stand):\n"
        "    print(stand.gelezen, flush=True)\n"
        "    time.sleep(0.05)\n"
        "url, *sleutels = sys.argv[1:]\n"
        "sleutelwissel.wissel(open_opslag(url, sleutels=sleutels), sleutels, meld)\n"
    )
    proces = subprocess.Popen(
        [sys.executable, "-c", script, url, *sleutels],
        cwd=WORTEL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proces.stdout
    proces.stdout.readline()
    gelezen = int(proces.stdout.readline())
    proces.kill()
    proces.communicate(timeout=30)
    return gelezen
