from __future__ import annotations

import dataclasses
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from adviesvraag import kenmerk, model
from adviesvraag.dienst import (
    Antwoord,
    Concept,
    Ingediend,
    Overzicht,
    Stap,
    Wie,
    dien_in,
    op_concept,
    trek_in,
    wijzig_status,
    zoek,
)
from adviesvraag.fouten import (
    AdviesvraagFout,
    NietGevonden,
    NietToegestaan,
    OngeldigConcept,
    OpslagNietBereikbaar,
    UitkomstOnbekend,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from adviesvraag.opslag import Opslag

NU = datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))
LATER = NU + timedelta(days=1)
INDIENER = Wie("indiener", "teams")
COORDINATOR = Wie("procescoordinator", "inbox", naam="pc-3")


def _rijen(opslag: Opslag, tabel) -> list[dict[str, object]]:
    with opslag.leessessie() as sessie:
        return [dict(rij) for rij in sessie.execute(select(tabel)).mappings()]


def test_indienen_bewaart_precies_de_rij_de_antwoorden_en_de_gebeurtenis(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    ingediend = dien_in(opslag, maak_concept(concept_id="c-1"), nu=NU)

    assert ingediend == Ingediend(
        kenmerk=ingediend.kenmerk,
        status="ontvangen",
        regio_code="VR12",
        aangemaakt_op=NU,
        code=ingediend.code,
    )
    assert kenmerk.lees(ingediend.kenmerk) == ingediend.kenmerk
    assert ingediend.kenmerk.startswith("AV-KL2026-")
    [rij] = _rijen(opslag, model.adviesvraag)
    assert rij == {
        "id": rij["id"],
        "concept_id": "c-1",
        "kenmerk": ingediend.kenmerk,
        "regio_code": "VR12",
        "gemeente_code": "GM0392",
        "soort": "adviesvraag",
        "status": "ontvangen",
        "kanaal": "web",
        "gesprek_hash": opslag.gesprek_hash("gesprek-17"),
        "contact_email": "wijkteam@voorbeeld.nl",
        "triage": {"uitkomst": "twijfel", "criteria": {"systeem": "onbekend"}, "redenen": []},
        "aangemaakt_op": NU,
        "gewijzigd_op": NU,
        "versie": 1,
        "behandelaar": None,
        "uiterste_datum": None,
        "trede": 0,
        "trede_naam": None,
        "code_hash": rij["code_hash"],
    }
    assert ingediend.code not in (None, rij["code_hash"])
    assert _rijen(opslag, model.antwoord) == [
        {
            "adviesvraag_id": rij["id"],
            "volgorde": 1,
            "vraag_id": "wat",
            "vraag_tekst": "Wat is uw vraag?",
            "waarde": "Wie helpt ons?",
            "weergave": "Wie helpt ons?",
            "herkomst": "tekst",
        },
        {
            "adviesvraag_id": rij["id"],
            "volgorde": 2,
            "vraag_id": "spoed",
            "vraag_tekst": "Is er haast bij?",
            "waarde": {"ja": True},
            "weergave": "Ja",
            "herkomst": "knop",
        },
    ]
    [gebeurtenis] = _rijen(opslag, model.gebeurtenis)
    assert gebeurtenis == {
        "id": gebeurtenis["id"],
        "adviesvraag_id": rij["id"],
        "soort": "ingediend",
        "wie": "indiener",
        "wat": {"naar": "ontvangen"},
        "kanaal": "web",
        "op": NU,
    }


def test_een_tijdstip_komt_terug_in_utc(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    moment = dien_in(opslag, maak_concept(), nu=NU).aangemaakt_op
    assert moment.utcoffset() == timedelta(0)
    assert moment.hour == 8


def test_zonder_opgegeven_moment_geldt_de_klok(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    moment = dien_in(opslag, maak_concept()).aangemaakt_op
    assert abs(datetime.now(timezone.utc) - moment) < timedelta(minutes=1)


def test_een_tijdstip_zonder_tijdzone_wordt_niet_opgeslagen(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    with pytest.raises(Exception, match="zonder tijdzone"):
        dien_in(opslag, maak_concept(), nu=NU.replace(tzinfo=None))
    assert _rijen(opslag, model.adviesvraag) == []


def test_een_kale_vraag_zonder_gemeente_triage_adres_en_antwoorden_kan_ook(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    leeg = maak_concept(gemeente_code=None, triage=None, contact_email=None, antwoorden=())
    dien_in(opslag, leeg)
    with opslag.leessessie() as sessie:
        kolommen = model.adviesvraag.c
        niets = select(kolommen.kenmerk).where(
            kolommen.gemeente_code.is_(None),
            kolommen.triage.is_(None),
            kolommen.contact_email.is_(None),
        )
        assert len(sessie.execute(niets).all()) == 1


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("concept_id", ""),
        ("concept_id", "x" * 65),
        ("soort", "klacht"),
        ("regio_code", "KL"),
        ("gemeente_code", "x" * 9),
        ("kanaal", ""),
        ("gesprek", ""),
    ],
)
def test_een_ongeldig_concept_wordt_geweigerd_en_niet_opgeslagen(
    opslag: Opslag, maak_concept: Callable[..., Concept], veld: str, waarde: str
) -> None:
    with pytest.raises(OngeldigConcept, match=veld.removesuffix("_code")):
        dien_in(opslag, maak_concept(**{veld: waarde}))
    assert _rijen(opslag, model.adviesvraag) == []


@pytest.mark.parametrize("waarde", [object(), float("nan"), {1, 2}])
def test_een_antwoord_dat_geen_json_is_wordt_geweigerd(
    opslag: Opslag, maak_concept: Callable[..., Concept], waarde: object
) -> None:
    antwoord = Antwoord("wat", "Wat is uw vraag?", waarde, "x", "tekst")
    with pytest.raises(OngeldigConcept, match="JSON"):
        dien_in(opslag, maak_concept(antwoorden=(antwoord,)))
    assert _rijen(opslag, model.adviesvraag) == []


def test_een_concept_toont_zijn_inhoud_niet_in_een_logregel(
    maak_concept: Callable[..., Concept],
) -> None:
    getoond = repr(maak_concept())
    assert "Wie helpt ons?" not in getoond
    assert "wijkteam@" not in getoond
    assert "gesprek-17" not in getoond


def test_een_rare_afzender_kan_ook_indienen(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    dien_in(opslag, maak_concept(gesprek="\ud800\x00raar", contact_email="\ud800\x00@x"))
    assert _rijen(opslag, model.adviesvraag)[0]["contact_email"] == "\ud800\x00@x"


def test_tweemaal_indienen_geeft_dezelfde_adviesvraag(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    concept = maak_concept(concept_id="c-1")
    eerste = dien_in(opslag, concept, nu=NU)
    tweede = dien_in(opslag, dataclasses.replace(concept, soort="informatievraag"), nu=LATER)
    assert tweede == eerste == op_concept(opslag, "c-1")
    assert [rij["soort"] for rij in _rijen(opslag, model.adviesvraag)] == ["adviesvraag"]
    assert len(_rijen(opslag, model.gebeurtenis)) == 1


def test_een_concept_dat_niet_is_ingediend_wordt_niet_gevonden(opslag: Opslag) -> None:
    assert op_concept(opslag, "c-1") is None


def test_zestien_draden_met_hetzelfde_concept_geven_een_adviesvraag(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    concept = maak_concept()
    with ThreadPoolExecutor(16) as draden:
        uitkomsten = set(draden.map(lambda _: dien_in(opslag, concept), range(64)))
    assert len(uitkomsten) == 1
    assert len(_rijen(opslag, model.adviesvraag)) == 1
    assert len(_rijen(opslag, model.antwoord)) == 2
    assert len(_rijen(opslag, model.gebeurtenis)) == 1


def test_een_kenmerk_dat_al_bestaat_wordt_niet_nog_eens_gegeven(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    bezet = dien_in(opslag, maak_concept()).kenmerk
    vrij = kenmerk.nieuw("VR12", 2026)
    volgende = iter([bezet, bezet, vrij])
    tweede = dien_in(opslag, maak_concept(), maak_kenmerk=lambda *_: next(volgende))
    assert tweede.kenmerk == vrij
    assert len(_rijen(opslag, model.adviesvraag)) == 2
    assert len(_rijen(opslag, model.antwoord)) == 4


def test_blijft_elk_kenmerk_bezet_dan_wordt_er_niets_bevestigd(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    bezet = dien_in(opslag, maak_concept()).kenmerk
    with pytest.raises(AdviesvraagFout, match="niet worden opgeslagen"):
        dien_in(opslag, maak_concept(concept_id="c-2"), maak_kenmerk=lambda *_: bezet)
    assert op_concept(opslag, "c-2") is None


class HaperendeOpslag:
    """Een opslag waarvan het lezen na een aantal keer wegvalt."""

    def __init__(self, echt: Opslag, keren: int) -> None:
        self._echt = echt
        self._keren = keren

    def __getattr__(self, naam: str) -> object:
        return getattr(self._echt, naam)

    @contextmanager
    def leessessie(self) -> Iterator[Session]:
        if self._keren == 0:
            raise OpslagNietBereikbaar("weg")
        self._keren -= 1
        with self._echt.leessessie() as sessie:
            yield sessie


def test_valt_de_database_weg_na_het_opslaan_dan_is_de_uitkomst_onbekend(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    concept = maak_concept()
    with pytest.raises(UitkomstOnbekend):
        dien_in(HaperendeOpslag(opslag, keren=1), concept)
    opgeslagen = op_concept(opslag, concept.concept_id)
    assert opgeslagen is not None
    assert dien_in(opslag, concept) == opgeslagen
    assert len(_rijen(opslag, model.adviesvraag)) == 1


def test_zoeken_geeft_de_stand_zonder_inhoud(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept(), nu=NU).kenmerk
    wijzig_status(opslag, nummer, "in_behandeling", COORDINATOR, nu=LATER)
    [rij] = _rijen(opslag, model.adviesvraag)
    with opslag.sessie() as sessie:
        sessie.execute(
            insert(model.gebeurtenis).values(
                adviesvraag_id=rij["id"],
                soort="interne_notitie",
                wie="procescoordinator:pc-3",
                wat={"tekst": "alleen voor ons"},
                kanaal="inbox",
                op=LATER,
            )
        )
    overgetypt = nummer.lower().replace("-", " ")
    overzicht = zoek(opslag, overgetypt)
    assert overzicht == Overzicht(
        kenmerk=nummer,
        status="in_behandeling",
        soort="adviesvraag",
        regio_code="VR12",
        aangemaakt_op=NU,
        gewijzigd_op=LATER,
        stappen=(
            Stap("ingediend", "ontvangen", NU),
            Stap("status_gewijzigd", "in_behandeling", LATER),
        ),
    )
    assert "pc-3" not in repr(overzicht)


def test_zoeken_geeft_alleen_de_laatste_gebeurtenissen(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    for ronde in range(6):
        moment = NU + timedelta(minutes=ronde)
        wijzig_status(opslag, nummer, "aanvulling_gevraagd", COORDINATOR, nu=moment)
        wijzig_status(opslag, nummer, "in_behandeling", INDIENER, nu=moment)
    overzicht = zoek(opslag, nummer)
    assert overzicht is not None
    assert [stap.status for stap in overzicht.stappen] == [
        "aanvulling_gevraagd",
        "in_behandeling",
    ] * 5
    assert overzicht.stappen[-1].op == NU + timedelta(minutes=5)


@pytest.mark.parametrize("tekst", ["", "onzin", "AV-KL2026-22222222"])
def test_wat_geen_kenmerk_is_wordt_niet_gevonden(opslag: Opslag, tekst: str) -> None:
    assert zoek(opslag, tekst) is None
    with pytest.raises(NietGevonden):
        trek_in(opslag, tekst, INDIENER)


def test_een_goed_kenmerk_zonder_adviesvraag_wordt_niet_gevonden(opslag: Opslag) -> None:
    vrij = kenmerk.nieuw("VR12", 2026)
    assert zoek(opslag, vrij) is None
    with pytest.raises(NietGevonden, match="geen adviesvraag"):
        trek_in(opslag, vrij, INDIENER)


WEG_NAAR = {
    "ontvangen": (),
    "in_behandeling": ("in_behandeling",),
    "aanvulling_gevraagd": ("aanvulling_gevraagd",),
    "beantwoord": ("beantwoord",),
    "opgeschaald": ("opgeschaald",),
    "afgesloten": ("afgesloten",),
}


def _in_status(opslag: Opslag, concept: Concept, status: str) -> str:
    nummer = dien_in(opslag, concept, nu=NU).kenmerk
    for stap in WEG_NAAR[status]:
        wijzig_status(opslag, nummer, stap, COORDINATOR, nu=NU)
    return nummer


@pytest.mark.parametrize("status", ["ontvangen", "in_behandeling", "aanvulling_gevraagd"])
def test_de_indiener_trekt_in_zolang_er_geen_antwoord_is(
    opslag: Opslag, maak_concept: Callable[..., Concept], status: str
) -> None:
    nummer = _in_status(opslag, maak_concept(), status)
    overzicht = trek_in(opslag, nummer, INDIENER, nu=LATER)
    assert (overzicht.status, overzicht.gewijzigd_op) == ("ingetrokken", LATER)
    laatste = _rijen(opslag, model.gebeurtenis)[-1]
    assert laatste["wat"] == {"van": status, "naar": "ingetrokken"}
    assert (laatste["wie"], laatste["kanaal"], laatste["op"]) == ("indiener", "teams", LATER)


@pytest.mark.parametrize("status", ["beantwoord", "opgeschaald", "afgesloten"])
def test_daarna_kan_intrekken_niet_meer(
    opslag: Opslag, maak_concept: Callable[..., Concept], status: str
) -> None:
    nummer = _in_status(opslag, maak_concept(), status)
    voor = _rijen(opslag, model.gebeurtenis)
    with pytest.raises(NietToegestaan) as fout:
        trek_in(opslag, nummer, INDIENER, nu=LATER)
    assert str(fout.value) == f"Adviesvraag {nummer} is al {status}. Intrekken kan niet meer."
    assert _rijen(opslag, model.gebeurtenis) == voor
    assert _rijen(opslag, model.adviesvraag)[0]["gewijzigd_op"] == NU


def test_nog_eens_intrekken_verandert_niets(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    eerste = trek_in(opslag, nummer, INDIENER, nu=NU)
    assert trek_in(opslag, nummer, INDIENER, nu=LATER) == eerste
    assert len(_rijen(opslag, model.gebeurtenis)) == 2


def test_een_ander_dan_de_indiener_trekt_niet_in(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    with pytest.raises(NietToegestaan, match="Je kunt de status niet veranderen"):
        trek_in(opslag, nummer, COORDINATOR)
    assert _rijen(opslag, model.adviesvraag)[0]["status"] == "ontvangen"


def test_zestien_draden_die_intrekken_geven_een_gebeurtenis(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    with ThreadPoolExecutor(16) as draden:
        uitkomsten = list(draden.map(lambda _: trek_in(opslag, nummer, INDIENER), range(32)))
    assert {uitkomst.status for uitkomst in uitkomsten} == {"ingetrokken"}
    assert len(_rijen(opslag, model.gebeurtenis)) == 2


def test_van_twee_wijzigingen_tegelijk_wint_er_een(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummers = [dien_in(opslag, maak_concept()).kenmerk for _ in range(10)]

    def probeer(nummer: str, naar: str, wie: Wie) -> str | None:
        try:
            return wijzig_status(opslag, nummer, naar, wie).kenmerk
        except NietToegestaan:
            return None

    with ThreadPoolExecutor(8) as draden:
        pogingen = [
            draden.submit(probeer, nummer, naar, wie)
            for nummer in nummers
            for naar, wie in (("ingetrokken", INDIENER), ("afgesloten", COORDINATOR))
        ]
        gelukt = Counter(poging.result() for poging in pogingen)
    assert gelukt == {None: 10, **dict.fromkeys(nummers, 1)}
    assert len(_rijen(opslag, model.gebeurtenis)) == 20
