"""Wat een medewerker doet: alleen in de eigen regio, en nooit over een ander heen."""

from __future__ import annotations

import inspect
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from adviesvraag import behandeling, model, regelen
from adviesvraag.afspraken import Afspraken
from adviesvraag.behandeling import (
    beantwoord,
    noteer,
    schaal_op,
    sluit,
    vraag_terug,
    zet_status,
)
from adviesvraag.dienst import dien_in
from adviesvraag.fouten import (
    NietGevonden,
    NietMeerActueel,
    NietToegestaan,
    OngeldigeInvoer,
)
from adviesvraag.medewerkers import (
    bewaar_weergave,
    medewerkers,
    onthoud_medewerker,
    weergaven,
    wis_weergave,
)
from adviesvraag.regelen import opnieuw_bezorgen, wijs_toe, zet_regio
from adviesvraag.status import OVERGANGEN, RECHTEN
from adviesvraag.toegang import ALLE_REGIOS, Behandelaar
from adviesvraag.werkvoorraad import Keuzes, haal, lijst

if TYPE_CHECKING:
    from collections.abc import Callable

    from adviesvraag.dienst import Concept
    from adviesvraag.opslag import Opslag

NU = datetime(2026, 4, 1, 9, 0, tzinfo=timezone.utc)
LADDER = ("Casusoverleg", "Ketenregiegroep")
PC = Behandelaar("pc-3", "procescoordinator", frozenset({"VR12"}))
ELDERS = Behandelaar("pc-9", "procescoordinator", frozenset({"VR04"}))
MANAGER = Behandelaar("m-1", "manager", frozenset({"VR12"}))
BEHEERDER = Behandelaar("b-1", "beheerder", ALLE_REGIOS)

HANDELINGEN = {
    "beantwoord": lambda o, k, w, v: beantwoord(o, k, w, "Bel het wijkteam.", versie=v),
    "noteer": lambda o, k, w, v: noteer(o, k, w, "Gebeld.", versie=v),
    "opnieuw_bezorgen": lambda o, k, w, v: opnieuw_bezorgen(o, k, w, "x", versie=v),
    "schaal_op": lambda o, k, w, v: schaal_op(o, k, w, LADDER, versie=v),
    "sluit": lambda o, k, w, v: sluit(o, k, w, versie=v),
    "vraag_terug": lambda o, k, w, v: vraag_terug(o, k, w, "Welke gemeente?", versie=v),
    "wijs_toe": lambda o, k, w, v: wijs_toe(o, k, w, None, versie=v),
    "zet_regio": lambda o, k, w, v: zet_regio(o, k, w, "VR13", versie=v),
    "zet_status": lambda o, k, w, v: zet_status(o, k, w, "in_behandeling", versie=v),
}


def _stand(opslag: Opslag) -> list[list[tuple]]:
    tabellen = (model.adviesvraag, model.gebeurtenis, model.notitie, model.bericht, model.bezorging)
    with opslag.leessessie() as sessie:
        return [[tuple(rij) for rij in sessie.execute(select(tabel))] for tabel in tabellen]


def test_elke_handeling_van_de_inbox_wordt_hier_getoetst() -> None:
    assert set(HANDELINGEN) == {*behandeling.__all__, *regelen.__all__}


@pytest.mark.parametrize("naam", sorted(HANDELINGEN))
def test_een_andere_regio_bestaat_niet_en_er_verandert_niets(
    opslag: Opslag, maak_concept: Callable[..., Concept], naam: str
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    voor = _stand(opslag)
    rol = "procescoordinator"
    if naam == "zet_regio":
        rol = "beheerder"
    if naam == "opnieuw_bezorgen":
        rol = "manager"
    elders = Behandelaar("x-1", rol, frozenset({"VR04"}))
    with pytest.raises(NietGevonden) as fout:
        HANDELINGEN[naam](opslag, nummer, elders, 1)
    with pytest.raises(NietGevonden) as nergens:
        HANDELINGEN[naam](opslag, "AV-KL2026-22222222", elders, 1)
    assert str(fout.value) == str(nergens.value)
    assert _stand(opslag) == voor


@pytest.mark.parametrize("naam", sorted(HANDELINGEN))
def test_wie_met_een_oude_versie_komt_overschrijft_niets(
    opslag: Opslag, maak_concept: Callable[..., Concept], naam: str
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    noteer(opslag, nummer, PC, "eerst", versie=1)
    voor = _stand(opslag)
    wie = {"zet_regio": BEHEERDER, "opnieuw_bezorgen": MANAGER}.get(naam, PC)
    with pytest.raises(NietMeerActueel, match="Een ander"):
        HANDELINGEN[naam](opslag, nummer, wie, 1)
    assert _stand(opslag) == voor


@pytest.mark.parametrize("naam", sorted(HANDELINGEN))
@pytest.mark.parametrize("wie", [PC, MANAGER, BEHEERDER], ids=lambda wie: wie.rol)
def test_een_rol_doet_alleen_wat_in_de_tabel_staat(
    opslag: Opslag, maak_concept: Callable[..., Concept], naam: str, wie: Behandelaar
) -> None:
    recht = {
        "noteer": "noteren",
        "opnieuw_bezorgen": "bezorging",
        "wijs_toe": "toewijzen",
        "zet_regio": "regio_zetten",
    }.get(naam, "behandelen")
    nummer = dien_in(opslag, maak_concept()).kenmerk
    mocht = True
    try:
        HANDELINGEN[naam](opslag, nummer, wie, 1)
    except NietGevonden:
        # Zo ver komt alleen wie het mag: er is niets om opnieuw te bezorgen.
        mocht = naam == "opnieuw_bezorgen"
    except NietToegestaan:
        mocht = False
    assert mocht == (wie.rol in RECHTEN[recht])


def test_twee_tegelijk_schrijven_een_antwoord_en_een_wint(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk

    def probeer(tekst: str) -> bool:
        try:
            beantwoord(opslag, nummer, PC, tekst, versie=1)
        except NietMeerActueel:
            return False
        return True

    with ThreadPoolExecutor(8) as draden:
        gelukt = list(draden.map(probeer, [f"antwoord {nr}" for nr in range(8)]))
    assert gelukt.count(True) == 1
    zaak = haal(opslag, nummer, PC)
    assert [b.tekst for b in zaak.berichten] == [f"antwoord {gelukt.index(True)}"]
    assert zaak.regel.versie == 2


def test_van_vraag_terug_tot_sluiten_staat_alles_in_de_geschiedenis(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    onthoud_medewerker(opslag, PC, "Test Persoon")
    nummer = dien_in(opslag, maak_concept(), nu=NU).kenmerk
    wijs_toe(opslag, nummer, PC, "pc-3", versie=1, nu=NU)
    zet_status(opslag, nummer, PC, "in_behandeling", versie=2, nu=NU)
    vraag_terug(opslag, nummer, PC, "Sinds wanneer speelt dit?", versie=3, nu=NU)
    schaal_op(opslag, nummer, PC, LADDER, versie=4, nu=NU)
    schaal_op(opslag, nummer, PC, LADDER, versie=6, nu=NU)
    beantwoord(opslag, nummer, PC, "Meld het bij Veilig Thuis.", versie=7, nu=NU)
    zaak = sluit(opslag, nummer, PC, "Indiener belde terug.", versie=8, nu=NU)

    assert (zaak.regel.status, zaak.regel.behandelaar) == ("afgesloten", "pc-3")
    assert (zaak.regel.trede, zaak.trede_naam) == (2, "Ketenregiegroep")
    assert [(b.richting, b.soort, b.tekst) for b in zaak.berichten] == [
        ("naar_indiener", "vraag", "Sinds wanneer speelt dit?"),
        ("naar_indiener", "antwoord", "Meld het bij Veilig Thuis."),
    ]
    assert [n.tekst for n in zaak.notities] == ["Indiener belde terug."]
    assert [(g.soort, g.actor_soort, g.actor) for g in zaak.historie] == [
        ("ingediend", "klant", "indiener"),
        ("toegewezen", "medewerker", "procescoordinator:pc-3"),
        ("status_gewijzigd", "medewerker", "procescoordinator:pc-3"),
        ("status_gewijzigd", "medewerker", "procescoordinator:pc-3"),
        ("status_gewijzigd", "medewerker", "procescoordinator:pc-3"),
        ("opgeschaald", "medewerker", "procescoordinator:pc-3"),
        ("opgeschaald", "medewerker", "procescoordinator:pc-3"),
        ("status_gewijzigd", "medewerker", "procescoordinator:pc-3"),
        ("status_gewijzigd", "medewerker", "procescoordinator:pc-3"),
    ]
    assert "Veilig Thuis" not in repr(zaak.historie)
    assert zaak.mag_status == ()
    with pytest.raises(NietToegestaan):
        wijs_toe(opslag, nummer, PC, None, versie=zaak.regel.versie)


def test_hoger_dan_de_ladder_kan_niet(opslag: Opslag, maak_concept: Callable[..., Concept]) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    zaak = schaal_op(opslag, nummer, PC, LADDER[:1], versie=1)
    with pytest.raises(NietToegestaan, match="hoogste trede"):
        schaal_op(opslag, nummer, PC, LADDER[:1], versie=zaak.regel.versie)


@pytest.mark.parametrize("tekst", ["", "  \n ", "x" * 4001])
def test_een_leeg_of_te_lang_bericht_wordt_geweigerd(
    opslag: Opslag, maak_concept: Callable[..., Concept], tekst: str
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    voor = _stand(opslag)
    for doe in (noteer, vraag_terug, beantwoord):
        with pytest.raises(OngeldigeInvoer):
            doe(opslag, nummer, PC, tekst, versie=1)
    assert _stand(opslag) == voor


@pytest.mark.parametrize("naar", ["beantwoord", "aanvulling_gevraagd", "opgeschaald", "weg"])
def test_een_status_die_een_tekst_vraagt_is_niet_los_te_geven(
    opslag: Opslag, maak_concept: Callable[..., Concept], naar: str
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    with pytest.raises(OngeldigeInvoer):
        zet_status(opslag, nummer, PC, naar, versie=1)


def test_toewijzen_kan_alleen_aan_wie_de_regio_ziet(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    onthoud_medewerker(opslag, ELDERS, "Iemand in VR04")
    for vreemd in ("pc-9", "niemand"):
        with pytest.raises(OngeldigeInvoer, match="niet bekend"):
            wijs_toe(opslag, nummer, PC, vreemd, versie=1)
    onthoud_medewerker(opslag, BEHEERDER, "Beheer")
    assert wijs_toe(opslag, nummer, PC, "b-1", versie=1).regel.behandelaar == "b-1"
    assert [een.id for een in medewerkers(opslag, PC)] == ["b-1"]


def test_een_vraag_zonder_gemeente_ziet_alleen_de_beheerder_en_die_geeft_haar_aan_een_regio(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(mail=True, postbussen={"VR04": "postbus@voorbeeld.nl"})
    nummer = dien_in(opslag, maak_concept(regio_code="VR00", gemeente_code=None)).kenmerk
    assert lijst(opslag, PC).totaal == lijst(opslag, ELDERS).totaal == 0
    [regel] = lijst(opslag, BEHEERDER).regels
    assert regel.kenmerk == nummer

    for fout in ("VR00", "VR26", "KL"):
        with pytest.raises(OngeldigeInvoer):
            zet_regio(opslag, nummer, BEHEERDER, fout, versie=1)
    zet_regio(opslag, nummer, BEHEERDER, "VR04", versie=1)

    zaak = haal(opslag, nummer, ELDERS)
    assert zaak.historie[-1].wat == {"van": "VR00", "naar": "VR04"}
    assert [(b.soort, b.gebeurtenis) for b in zaak.bezorgingen] == [("mail", "regio_gewijzigd")]
    with pytest.raises(NietGevonden):
        haal(opslag, nummer, PC)


def test_de_lijst_kiest_zoekt_en_bladert_binnen_de_eigen_regio(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(termijn_werkdagen=5)
    eigen = [
        dien_in(opslag, maak_concept(), nu=NU + timedelta(hours=uur)).kenmerk for uur in range(5)
    ]
    dien_in(opslag, maak_concept(regio_code="VR04"), nu=NU)
    beantwoord(opslag, eigen[0], PC, "Zo doe je dat.", versie=1)

    assert [r.kenmerk for r in lijst(opslag, PC).regels] == eigen[::-1]
    tweede = lijst(opslag, PC, Keuzes(volgorde="oud"), pagina=2, per_pagina=2)
    assert ([r.kenmerk for r in tweede.regels], tweede.totaal, tweede.paginas) == (eigen[2:4], 5, 3)
    assert lijst(opslag, PC, pagina=9).regels == ()
    assert lijst(opslag, PC, Keuzes(statussen=("beantwoord",))).regels[0].kenmerk == eigen[0]
    assert lijst(opslag, PC, Keuzes(open=True)).totaal == 4
    assert lijst(opslag, PC, Keuzes(behandelaar="-")).totaal == 5
    assert lijst(opslag, PC, Keuzes(behandelaar="pc-3")).totaal == 0
    assert lijst(opslag, PC, Keuzes(regios=("VR04",))).totaal == 0
    assert lijst(opslag, PC, zoek=eigen[3].lower()).regels[0].kenmerk == eigen[3]
    assert lijst(opslag, PC, zoek="HELPT wie").totaal == 5
    assert lijst(opslag, PC, zoek=eigen[3][-8:]).regels[0].kenmerk == eigen[3]
    assert lijst(opslag, PC, zoek="av-").totaal == 5
    assert lijst(opslag, PC, zoek="100% onzin_").totaal == 0
    assert lijst(opslag, PC, zoek="gm0392").totaal == 5


def test_te_laat_is_open_en_voorbij_de_uiterste_datum(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    opslag.afspraken = Afspraken(termijn_werkdagen=2)
    lang_geleden = dien_in(opslag, maak_concept(), nu=datetime(2020, 3, 6, tzinfo=timezone.utc))
    dien_in(opslag, maak_concept())
    [regel] = lijst(opslag, PC, Keuzes(te_laat=True, volgorde="termijn")).regels
    assert regel.uiterste_datum == date(2020, 3, 10)
    assert regel.kenmerk == lang_geleden.kenmerk
    sluit(opslag, regel.kenmerk, PC, versie=1)
    assert lijst(opslag, PC, Keuzes(te_laat=True)).totaal == 0


def test_een_weergave_is_van_een_medewerker_en_komt_gelijk_terug(opslag: Opslag) -> None:
    keuzes = Keuzes(statussen=("ontvangen", "opgeschaald"), te_laat=True, volgorde="termijn")
    with pytest.raises(OngeldigeInvoer, match="Meld je opnieuw aan"):
        bewaar_weergave(opslag, PC, "mijn", keuzes)
    onthoud_medewerker(opslag, PC, "Test")
    onthoud_medewerker(opslag, PC, "Test Anders")
    bewaar_weergave(opslag, PC, " mijn ", Keuzes())
    bewaard = bewaar_weergave(opslag, PC, "mijn", keuzes, "wonen")
    assert weergaven(opslag, PC) == (bewaard,)
    assert (bewaard.keuzes, bewaard.zoek) == (keuzes, "wonen")
    assert weergaven(opslag, MANAGER) == ()
    with pytest.raises(NietGevonden):
        wis_weergave(opslag, MANAGER, bewaard.id)
    wis_weergave(opslag, PC, bewaard.id)
    assert weergaven(opslag, PC) == ()
    assert [een.naam for een in medewerkers(opslag, MANAGER)] == ["Test Anders"]


@pytest.mark.parametrize(
    ("id_", "rol", "regios"),
    [
        ("jan jansen", "procescoordinator", {"VR12"}),
        ("jan@gemeente.nl", "procescoordinator", {"VR12"}),
        ("x:y", "procescoordinator", {"VR12"}),
        ("pc", "indiener", {"VR12"}),
        ("pc", "procescoordinator", set()),
        ("pc", "procescoordinator", {"*"}),
        ("m", "manager", {"*"}),
        ("b", "beheerder", {"*", "VR12"}),
        ("pc", "procescoordinator", {"VR12,VR04"}),
    ],
)
def test_een_medewerker_die_te_veel_zou_zien_of_herkenbaar_is_bestaat_niet(
    id_: str, rol: str, regios: set[str]
) -> None:
    with pytest.raises(OngeldigeInvoer):
        Behandelaar(id_, rol, frozenset(regios))


def test_wat_de_inbox_aanbiedt_is_wat_de_tabel_toestaat(
    opslag: Opslag, maak_concept: Callable[..., Concept]
) -> None:
    nummer = dien_in(opslag, maak_concept()).kenmerk
    voor_pc = haal(opslag, nummer, PC)
    assert set(voor_pc.mag_status) == set(OVERGANGEN["ontvangen"]) - {"ingetrokken"}
    assert haal(opslag, nummer, MANAGER).mag_status == ()
    assert "behandelen" not in haal(opslag, nummer, MANAGER).rechten
    assert inspect.signature(beantwoord).parameters["versie"].kind.name == "KEYWORD_ONLY"
