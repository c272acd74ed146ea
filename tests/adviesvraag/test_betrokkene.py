"""De rechten van de indiener: inzien, verbeteren en laten verwijderen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from adviesvraag import betrokkene, model
from adviesvraag.afspraken import Afspraken
from adviesvraag.behandeling import beantwoord, noteer, vraag_terug
from adviesvraag.dienst import Wie, dien_in, trek_in, zoek
from adviesvraag.fouten import NietGevonden, NietToegestaan
from adviesvraag.status import INDIENER
from adviesvraag.toegang import Behandelaar

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag


COORDINATOR = Behandelaar("pc-3", "procescoordinator", frozenset({"VR12"}))


def test_inzage_geeft_alles_wat_er_staat(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerk = dien_in(opslag, maak_concept()).kenmerk
    gezien = betrokkene.inzage(opslag, kenmerk.lower())
    assert gezien.contact_email == "wijkteam@voorbeeld.nl"
    assert gezien.antwoorden == (
        ("Wat is uw vraag?", "Wie helpt ons?"),
        ("Is er haast bij?", "Ja"),
    )
    assert [stap[1:] for stap in gezien.gebeurtenissen] == [("ingediend", "indiener")]
    assert ("Soort vraag", "Advies over een casus") in gezien.codes


def test_zoeken_op_adres_vindt_alleen_de_eigen_adviesvragen(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    eigen = [dien_in(opslag, maak_concept()).kenmerk for _ in range(2)]
    dien_in(opslag, maak_concept(contact_email="anders@voorbeeld.nl"))
    dien_in(opslag, maak_concept(contact_email=None))
    assert betrokkene.van_adres(opslag, " Wijkteam@Voorbeeld.nl ") == eigen
    assert betrokkene.van_adres(opslag, "niemand@voorbeeld.nl") == []


def test_een_verbeterd_adres_staat_er_en_is_vastgelegd_zonder_het_adres(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(mail=True)
    kenmerk = dien_in(opslag, maak_concept(kanaal="rest")).kenmerk
    beantwoord(opslag, kenmerk, COORDINATOR, "Bel het wijkteam.", versie=1)
    betrokkene.verbeter_adres(opslag, kenmerk, "nieuw@voorbeeld.nl")
    gezien = betrokkene.inzage(opslag, kenmerk)
    assert gezien.contact_email == "nieuw@voorbeeld.nl"
    with opslag.leessessie() as sessie:
        assert sessie.execute(select(model.bezorging.c.doel)).scalars().all() == [
            "nieuw@voorbeeld.nl"
        ]
    assert gezien.gebeurtenissen[-1][1:] == ("adres_verbeterd", "systeem")


def test_een_lopende_adviesvraag_wordt_niet_stil_gewist(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    kenmerk = dien_in(opslag, maak_concept()).kenmerk
    with pytest.raises(NietToegestaan, match="Trek haar eerst in"):
        betrokkene.verwijder(opslag, kenmerk)
    assert betrokkene.inzage(opslag, kenmerk).antwoorden

    noteer(opslag, kenmerk, COORDINATOR, "Belde de politie.", versie=1)
    vraag_terug(opslag, kenmerk, COORDINATOR, "Sinds wanneer?", versie=2)
    gezien = betrokkene.inzage(opslag, kenmerk)
    assert [notitie[1:] for notitie in gezien.notities] == [
        ("procescoordinator:pc-3", "Belde de politie.")
    ]
    assert [bericht[1:] for bericht in gezien.berichten] == [("naar_indiener", "Sinds wanneer?")]

    trek_in(opslag, kenmerk, Wie(INDIENER, "web"))
    betrokkene.verwijder(opslag, kenmerk)

    gezien = betrokkene.inzage(opslag, kenmerk)
    assert (gezien.antwoorden, gezien.contact_email) == ((), None)
    assert (gezien.notities, gezien.berichten) == ((), ())
    with opslag.leessessie() as sessie:
        assert sessie.execute(select(model.bezorging)).all() == []
    gevonden = zoek(opslag, kenmerk)
    assert gevonden
    assert gevonden.status == "ingetrokken"


def test_een_onbekend_kenmerk_geeft_een_zin(opslag: Opslag) -> None:
    for doe in (betrokkene.inzage, betrokkene.verwijder, betrokkene.gesprek_hash):
        with pytest.raises(NietGevonden, match="geen adviesvraag met kenmerk"):
            doe(opslag, "AV-KL2026-7H3KQ9XM")
