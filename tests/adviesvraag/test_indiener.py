"""Alleen de indiener ziet de stand, vult aan en trekt in: in zijn eigen gesprek, of met de code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from adviesvraag import kenmerk as kenmerken
from adviesvraag import model, statuscode
from adviesvraag.afspraken import Afspraken
from adviesvraag.behandeling import beantwoord, sluit, vraag_terug
from adviesvraag.dienst import dien_in
from adviesvraag.fouten import NietGevonden, NietToegestaan, OngeldigeInvoer
from adviesvraag.indiener import Bewijs, bekijk, trek_in, vul_aan
from adviesvraag.toegang import Behandelaar
from adviesvraag.werkvoorraad import haal

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag

PC = Behandelaar("pc-3", "procescoordinator", frozenset({"VR12"}))
EIGEN = Bewijs("gesprek-17", "web")
ANDER = Bewijs("gesprek-18", "web")


def test_wie_haar_indiende_of_de_code_heeft_ziet_de_stand_en_het_antwoord(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    ingediend = dien_in(opslag, maak_concept())
    beantwoord(opslag, ingediend.kenmerk, PC, "Bel het wijkteam.", versie=1)
    assert ingediend.code
    overgetypt = ingediend.code.lower().replace("-", "")
    for bewijs in (EIGEN, Bewijs("gesprek-18", "rest", overgetypt)):
        stand = bekijk(opslag, ingediend.kenmerk.lower(), bewijs)
        assert stand.overzicht.status == "beantwoord"
        assert [bericht.tekst for bericht in stand.berichten] == ["Bel het wijkteam."]


def test_voor_een_ander_is_er_geen_verschil_met_een_kenmerk_dat_niet_bestaat(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    eerste, tweede = (dien_in(opslag, maak_concept()) for _ in range(2))
    meldingen = set()
    for bewijs in (ANDER, Bewijs("x", "web", "BCD-FGH-JKM"), Bewijs("x", "web", tweede.code)):
        for nummer in (eerste.kenmerk, kenmerken.nieuw("VR12", 2026)):
            for doe in (bekijk, trek_in, lambda *delen: vul_aan(*delen, "iets")):
                with pytest.raises(NietGevonden) as fout:
                    doe(opslag, nummer, bewijs)
                meldingen.add(str(fout.value))
    assert len(meldingen) == 1
    assert haal(opslag, eerste.kenmerk, PC).regel.versie == 1


def test_de_code_staat_niet_in_de_database_en_is_bij_een_tweede_keer_gelijk(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    concept = maak_concept()
    eerste = dien_in(opslag, concept)
    assert dien_in(opslag, concept).code == eerste.code
    assert eerste.code
    with opslag.leessessie() as sessie:
        rijen = []
        for tabel in model.metadata.tables:
            alles = text(f"SELECT * FROM {tabel}")  # noqa: S608 - eigen tabellen
            rijen += [str(tuple(rij)) for rij in sessie.execute(alles)]
    assert not any(eerste.code in rij or eerste.code.replace("-", "") in rij for rij in rijen)
    assert eerste.code not in repr(eerste)


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("status van AV-KL2026-7H3KQ9XM met code BCD-FGH-JKM", "BCD-FGH-JKM"),
        ("bcd fgh jkm", "bcd fgh jkm"),
        ("mijn code: bcdfghjkm.", "bcdfghjkm"),
        ("status van AV-KL2026-7H3KQ9XM", None),
        ("dat staat er niet", None),
    ],
)
def test_een_code_wordt_in_een_zin_gevonden(tekst: str, code: str | None) -> None:
    assert statuscode.vind(tekst) == code


def test_na_een_vraag_terug_gaat_de_behandeling_met_een_aanvulling_verder(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(mail=True, postbussen={"VR12": "postbus@voorbeeld.nl"})
    nummer = dien_in(opslag, maak_concept()).kenmerk
    vraag_terug(opslag, nummer, PC, "Sinds wanneer?", versie=1)
    for _ in range(2):
        overzicht = vul_aan(opslag, nummer, EIGEN, " Sinds mei. ")
        assert overzicht.status == "in_behandeling"
    zaak = haal(opslag, nummer, PC)
    assert [(b.richting, b.soort, b.tekst) for b in zaak.berichten] == [
        ("naar_indiener", "vraag", "Sinds wanneer?"),
        ("van_indiener", "aanvulling", "Sinds mei."),
    ]
    assert [g.soort for g in zaak.historie][-2:] == ["aangevuld", "status_gewijzigd"]
    assert sorted((b.soort, b.gebeurtenis) for b in zaak.bezorgingen) == [
        ("kanaal", "status_gewijzigd"),
        ("mail", "aangevuld"),
        ("mail", "ingediend"),
        ("mail", "status_gewijzigd"),
    ]


def test_aanvullen_kan_niet_leeg_en_niet_als_zij_klaar_is(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    with pytest.raises(OngeldigeInvoer):
        vul_aan(opslag, nummer, EIGEN, "  ")
    sluit(opslag, nummer, PC, versie=1)
    with pytest.raises(NietToegestaan, match="Aanvullen kan niet meer"):
        vul_aan(opslag, nummer, EIGEN, "toch nog iets")
    with pytest.raises(NietToegestaan, match="Intrekken kan niet meer"):
        trek_in(opslag, nummer, EIGEN)


def test_intrekken_mag_twee_keer_en_staat_een_keer_in_de_geschiedenis(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    assert trek_in(opslag, nummer, EIGEN).status == "ingetrokken"
    assert trek_in(opslag, nummer, EIGEN).status == "ingetrokken"
    with opslag.leessessie() as sessie:
        soorten = sessie.execute(select(model.gebeurtenis.c.soort)).scalars().all()
    assert soorten == ["ingediend", "status_gewijzigd"]
