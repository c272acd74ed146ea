"""De database zelf houdt regio's uit elkaar, ook voor wie de voorwaarde in een vraag vergeet."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from adviesvraag import model
from adviesvraag.behandeling import noteer
from adviesvraag.bewaren import lees_termijnen, ruim_knelpunten_op, ruim_op
from adviesvraag.contactmeldingen import Contactmelding, meld_contact
from adviesvraag.dienst import dien_in, trek_in, wijzig_status
from adviesvraag.gegevens import Wie
from adviesvraag.opslag import open_opslag
from adviesvraag.regelen import zet_regio
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar, lezend, schrijvend
from adviesvraag.trends.knelpunten import van_adviesvraag
from adviesvraag.werkvoorraad import haal, lijst
from tests.postgres import gewone_rol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag

pytestmark = pytest.mark.postgres

KL = Behandelaar("pc-1", "procescoordinator", frozenset({"VR12"}))
BEIDE = Behandelaar("pc-2", "procescoordinator", frozenset({"VR12", "VR04"}))
BEHEERDER = Behandelaar("b-1", "beheerder", ALLE_REGIOS)
TABELLEN = (
    model.adviesvraag,
    model.antwoord,
    model.gebeurtenis,
    model.notitie,
    model.contactmelding,
    model.telling,
    model.knelpunt,
)


@pytest.fixture
def van_de_assistent(postgres_url: str, sleutel: str) -> Iterator[Opslag]:
    """Een opslag waarvan de tabellen van een gewone rol zijn, zoals in het echt."""
    with gewone_rol(postgres_url) as (_, url):
        opslag = open_opslag(url, sleutels=[sleutel])
        opslag.bijwerken()
        yield opslag
        opslag.sluit()


def _vul(opslag: Opslag, maak_concept: Callable[..., Concept]) -> dict[str, str]:
    kenmerken = {}
    for regio in ("VR12", "VR04", "VR00"):
        kenmerken[regio] = dien_in(opslag, maak_concept(regio_code=regio)).kenmerk
        noteer(opslag, kenmerken[regio], BEHEERDER, "een notitie", versie=1)
        meld_contact(opslag, Contactmelding("veilig-thuis", "anders", regio, f"gesprek-{regio}"))
        van_adviesvraag(opslag, kenmerken[regio], BEHEERDER)
    return kenmerken


def _tel(opslag: Opslag, wie: Behandelaar) -> list[int]:
    """Hoeveel rijen deze medewerker per tabel ziet zonder enige voorwaarde."""
    with lezend(opslag, wie) as sessie:
        return [
            sessie.execute(select(func.count()).select_from(tabel)).scalar_one()
            for tabel in TABELLEN
        ]


def test_zonder_voorwaarde_geeft_de_database_alleen_de_eigen_regio(
    van_de_assistent: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerken = _vul(van_de_assistent, maak_concept)
    assert _tel(van_de_assistent, KL) == [1, 2, 2, 1, 1, 2, 1]
    assert _tel(van_de_assistent, BEIDE) == [2, 4, 4, 2, 2, 4, 2]
    assert _tel(van_de_assistent, BEHEERDER) == [3, 6, 6, 3, 3, 6, 3]
    assert [r.kenmerk for r in lijst(van_de_assistent, KL).regels] == [kenmerken["VR12"]]
    # De assistent dient in, zoekt en trekt in voor elke regio, ook na een begrensde vraag.
    for kenmerk in kenmerken.values():
        assert trek_in(van_de_assistent, kenmerk, Wie("indiener", "web")).status == "ingetrokken"


def test_schrijven_in_een_andere_regio_lukt_ook_zonder_voorwaarde_niet(
    van_de_assistent: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerken = _vul(van_de_assistent, maak_concept)
    ander = haal(van_de_assistent, kenmerken["VR04"], BEHEERDER)
    with schrijvend(van_de_assistent, KL) as sessie:
        geraakt = sessie.execute(update(model.adviesvraag).values(behandelaar="pc-1")).rowcount
    assert geraakt == 1
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        schrijvend(van_de_assistent, KL) as sessie,
    ):
        sessie.execute(update(model.adviesvraag).values(regio_code="VR04"))
    with van_de_assistent.leessessie() as sessie:
        vreemd = sessie.execute(
            select(model.adviesvraag.c.id).where(model.adviesvraag.c.regio_code == "VR04")
        ).scalar_one()
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        schrijvend(van_de_assistent, KL) as sessie,
    ):
        sessie.execute(
            insert(model.notitie).values(
                adviesvraag_id=vreemd, wie="x", tekst="x", op=ander.regel.aangemaakt_op
            )
        )
    assert haal(van_de_assistent, kenmerken["VR04"], BEHEERDER) == ander


def test_een_andere_databaserol_ziet_niets_tot_ze_zegt_voor_welke_regio(
    van_de_assistent: Opslag,
    postgres_url: str,
    sleutel: str,
    maak_concept: Callable[..., Concept],
) -> None:
    kenmerken = _vul(van_de_assistent, maak_concept)
    schema = make_url(postgres_url).query["options"].rpartition("=")[2]
    with gewone_rol(postgres_url) as (naam, url):
        with van_de_assistent.sessie() as sessie:
            sessie.execute(
                text(f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA {schema} TO {naam}")
            )
            sessie.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {naam}"))
        inbox = open_opslag(url, sleutels=[sleutel])
        with inbox.leessessie() as sessie:
            assert sessie.execute(select(model.adviesvraag.c.id)).all() == []
            assert sessie.execute(select(model.antwoord.c.volgorde)).all() == []
        assert _tel(inbox, KL) == [1, 2, 2, 1, 1, 2, 1]
        zet_regio(inbox, kenmerken["VR00"], BEHEERDER, "VR12", versie=2)
        inbox.sluit()
        with van_de_assistent.sessie() as sessie:
            sessie.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {naam}"))
            sessie.execute(text(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {naam}"))
    assert _tel(van_de_assistent, KL) == [2, 4, 5, 2, 1, 4, 2]
    coordinator = Wie("procescoordinator", "inbox", "pc-1")
    wijzig_status(van_de_assistent, kenmerken["VR00"], "in_behandeling", coordinator)


def test_opruimen_raakt_elke_regio_ook_voor_een_gewone_rol(
    van_de_assistent: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerken = _vul(van_de_assistent, maak_concept)
    ver_weg = datetime.now(timezone.utc) + timedelta(days=4000)
    termijnen = lees_termijnen()

    with schrijvend(van_de_assistent, BEHEERDER) as sessie:
        sessie.execute(update(model.knelpunt).values(toelichting="Er is geen plek."))
    assert ruim_knelpunten_op(van_de_assistent, termijnen, ver_weg) == len(kenmerken)
    assert sum(ruim_op(van_de_assistent, termijnen, ver_weg).values()) == len(kenmerken)
    assert _tel(van_de_assistent, BEHEERDER)[1] == 0
