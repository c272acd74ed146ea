from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from adviesvraag.contactmeldingen import (
    HOOGSTENS_TEKENS,
    Contactmelding,
    aantal_open_meldingen,
    handel_af,
    handel_af_voor,
    meld_contact,
    meldingen,
    meldingen_voor,
    open_meldingen,
)
from adviesvraag.fouten import NietGevonden, OngeldigeMelding
from adviesvraag.toegang import Behandelaar

if TYPE_CHECKING:
    from adviesvraag.opslag import Opslag

MELDING = Contactmelding("tactus-ijsselland", "nummer_klopt_niet", "VR04", "gesprek-1")
NU = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


def test_een_melding_telt_mee_tot_ze_is_afgehandeld(opslag: Opslag) -> None:
    melding = meld_contact(opslag, MELDING, nu=NU)
    assert (melding.status, melding.gemeld_op) == ("open", NU)
    assert aantal_open_meldingen(opslag, "tactus-ijsselland") == 1
    handel_af(opslag, melding.id, "aangepast", nu=NU)
    assert aantal_open_meldingen(opslag, "tactus-ijsselland") == 0
    assert meldingen(opslag) == ()


def test_een_notitie_verdwijnt_als_de_melding_is_afgehandeld(opslag: Opslag) -> None:
    melding = meld_contact(opslag, replace(MELDING, notitie="er neemt een bakkerij op"))
    handel_af(opslag, melding.id, "klopte_toch", nu=NU)
    assert meld_contact(opslag, MELDING).notitie == ""
    handel_af(opslag, melding.id, "open")
    assert aantal_open_meldingen(opslag, MELDING.contact_id) == 1


def test_geen_gehoor_wordt_bewaard_maar_maakt_een_contact_niet_onjuist(opslag: Opslag) -> None:
    geen_gehoor = replace(MELDING, soort="geen_gehoor")
    assert meld_contact(opslag, geen_gehoor).soort == "geen_gehoor"
    assert [melding.soort for melding in meldingen(opslag)] == ["geen_gehoor"]
    assert open_meldingen(opslag) == {}
    assert meld_contact(opslag, MELDING).soort == "nummer_klopt_niet"
    assert open_meldingen(opslag) == {MELDING.contact_id: 1}


def test_een_gesprek_telt_per_contact_een_keer(opslag: Opslag) -> None:
    eerste = meld_contact(opslag, MELDING)
    tweede = meld_contact(opslag, replace(MELDING, soort="geen_gehoor"))
    assert tweede == eerste
    meld_contact(opslag, replace(MELDING, gesprek="gesprek-2"))
    meld_contact(opslag, replace(MELDING, contact_id="brijder-kennemerland"))
    assert open_meldingen(opslag) == {"tactus-ijsselland": 2, "brijder-kennemerland": 1}


def test_de_eigenaar_ziet_de_open_meldingen_van_zijn_regio(opslag: Opslag) -> None:
    meld_contact(opslag, replace(MELDING, notitie="er neemt een bakkerij op"))
    meld_contact(opslag, replace(MELDING, contact_id="112", regio_code="VR12"))
    (melding,) = meldingen(opslag, "VR04")
    assert (melding.contact_id, melding.notitie) == (
        "tactus-ijsselland",
        "er neemt een bakkerij op",
    )
    assert len(meldingen(opslag)) == 2


def test_een_notitie_bewaart_geen_persoonsgegevens_en_staat_versleuteld(opslag: Opslag) -> None:
    notitie = "ik kreeg mevrouw Jansen, haar nummer is 06-12345678 " + "x" * 300
    melding = meld_contact(opslag, replace(MELDING, notitie=notitie))
    assert "Jansen" not in melding.notitie
    assert "12345678" not in melding.notitie
    assert len(melding.notitie) <= HOOGSTENS_TEKENS
    with opslag.leessessie() as sessie:
        rij = sessie.execute(text("SELECT notitie, gesprek_hash FROM contactmelding")).one()
    assert "kreeg" not in rij.notitie
    assert "gesprek-1" not in rij.gesprek_hash


@pytest.mark.parametrize(
    "fout",
    [{"soort": "stom"}, {"contact_id": ""}, {"contact_id": "X" * 101}, {"regio_code": "12"},
     {"gesprek": ""}],
)  # fmt: skip
def test_een_verkeerde_melding_wordt_geweigerd(opslag: Opslag, fout: dict[str, str]) -> None:
    with pytest.raises(OngeldigeMelding):
        meld_contact(opslag, replace(MELDING, **fout))
    assert open_meldingen(opslag) == {}


def test_een_melding_die_er_niet_is_of_een_verkeerde_status_is_een_fout(opslag: Opslag) -> None:
    with pytest.raises(NietGevonden):
        handel_af(opslag, "bestaat-niet", "aangepast")
    with pytest.raises(OngeldigeMelding):
        handel_af(opslag, "bestaat-niet", "weg")


def test_een_medewerker_ziet_en_sluit_alleen_meldingen_uit_de_eigen_regio(opslag: Opslag) -> None:
    eigen = meld_contact(opslag, Contactmelding("politie", "anders", "VR12", "gesprek-1"))
    ander = meld_contact(opslag, Contactmelding("politie", "anders", "VR04", "gesprek-2"))
    wie = Behandelaar("pc-1", "procescoordinator", frozenset({"VR12"}))
    assert meldingen_voor(opslag, wie) == (eigen,)
    with pytest.raises(NietGevonden):
        handel_af_voor(opslag, ander.id, "aangepast", wie)
    handel_af_voor(opslag, eigen.id, "aangepast", wie)
    assert meldingen_voor(opslag, wie) == ()
    assert meldingen(opslag) == (ander,)
