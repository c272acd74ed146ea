from __future__ import annotations

import itertools

from adviesvraag import status


def test_de_codes_zijn_die_van_het_contract() -> None:
    assert status.STATUSSEN == (
        "ontvangen",
        "in_behandeling",
        "aanvulling_gevraagd",
        "beantwoord",
        "opgeschaald",
        "afgesloten",
        "ingetrokken",
    )
    assert status.SOORTEN == ("informatievraag", "adviesvraag", "aanmelding_voorbereiden")


def test_de_tabel_kent_elke_status_en_geen_andere() -> None:
    assert set(status.OVERGANGEN) == set(status.OMSCHRIJVING) == set(status.STATUSSEN)
    for naar in status.OVERGANGEN.values():
        assert set(naar) <= set(status.STATUSSEN)
        assert all(rollen <= set(status.ROLLEN) and rollen for rollen in naar.values())


def test_alleen_de_indiener_trekt_in_en_alleen_zolang_er_geen_antwoord_is() -> None:
    mogelijk = {
        (van, rol)
        for van, rol in itertools.product(status.STATUSSEN, status.ROLLEN)
        if status.mag(van, "ingetrokken", rol)
    }
    assert mogelijk == {
        ("ontvangen", "indiener"),
        ("in_behandeling", "indiener"),
        ("aanvulling_gevraagd", "indiener"),
    }


def test_wat_afgesloten_of_ingetrokken_is_blijft_zo() -> None:
    for van in ("afgesloten", "ingetrokken"):
        for naar, rol in itertools.product(status.STATUSSEN, status.ROLLEN):
            assert not status.mag(van, naar, rol)


def test_elke_status_is_vanaf_ontvangen_te_bereiken() -> None:
    bereikt = {"ontvangen"}
    for _ in status.STATUSSEN:
        bereikt |= {naar for van in bereikt for naar in status.OVERGANGEN[van]}
    assert bereikt == set(status.STATUSSEN)


def test_een_onbekende_rol_mag_niets() -> None:
    assert not status.mag("ontvangen", "in_behandeling", "manager")
