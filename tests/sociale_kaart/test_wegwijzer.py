from __future__ import annotations

import itertools
import shutil
from datetime import date

import pytest

from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaart import SocialeKaart, controleer
from sociale_kaart.keuring import Keuring
from sociale_kaart.plaatsen import zoek
from sociale_kaart.routetabel import lees_routes
from sociale_kaart.tabellen import DATAMAP, KaartFout
from sociale_kaart.wegwijzer import wegwijzer

VANDAAG = date(2026, 11, 22)


def code(naam):
    (gemeente,) = zoek(naam)
    return gemeente.code


def route(probleem, gemeente, *, nu_gevaar=False, minderjarig=None):
    return wegwijzer(probleem, code(gemeente), nu_gevaar=nu_gevaar, minderjarig=minderjarig)


def soorten(gevonden):
    return [contact.soort_contact for contact in gevonden.contacten]


def test_de_tabel_is_totaal(capsys):
    actief = SocialeKaart.laad().per_id
    keuring = Keuring(VANDAAG)
    aantal = 0
    for probleem, gemeente, gevaar, minderjarig in itertools.product(
        lees_routes().regels, [*alle_gemeenten(), None], (True, False), (True, False, None)
    ):
        gevonden = wegwijzer(probleem, gemeente, nu_gevaar=gevaar, minderjarig=minderjarig).gekeurd(
            keuring
        )
        waar = (probleem, gemeente, gevaar, minderjarig)
        assert gevonden.contacten, waar
        assert gevonden.veiligheidshuis, waar
        assert gevonden.voorbereiding, waar
        assert "{" not in gevonden.geen_gehoor, waar
        if gevaar:
            assert gevonden.eerste.telefoon == "112", waar
        for contact in gevonden.contacten:
            assert contact.id in actief, waar
            assert not (contact.telefoon and "crisis" in contact.naam.lower()), waar
            assert contact.soort_contact != "ggz" or not contact.telefoon, waar
            assert not contact.gemeenten or gemeente in contact.gemeenten, waar
            assert (
                contact.waarschuwing
                or not keuring.is_verouderd(contact)
                or (contact.telefoon in {"112", "113"})
            ), waar
        aantal += 1
    with capsys.disabled():
        print(f"\n{aantal} routes nagelopen: probleem x gemeente x gevaar x minderjarig.")
    assert aantal == len(lees_routes().regels) * 343 * 2 * 3


@pytest.mark.parametrize(
    ("probleem", "gemeente", "eerste"),
    [
        ("zorgwekkend_gedrag", "Velserbroek", "023-515 9998"),
        ("zorgwekkend_gedrag", "Kampen", "038-428 15 50"),
        ("zorgwekkend_gedrag", "Deventer", "0800-1205"),
        ("zorgwekkend_gedrag", "Amersfoort", "0800-1205"),
        ("onveilig_thuis", "Alkmaar", "0800-2000"),
        ("suicidaliteit", "Ommen", "113"),
        ("stalking", "Zandvoort", "0900-8844"),
    ],
)
def test_het_eerste_contact_hoort_bij_het_probleem_en_de_gemeente(probleem, gemeente, eerste):
    assert route(probleem, gemeente).eerste.telefoon == eerste


def test_bij_gevaar_gaat_112_voor_en_zegt_de_route_wat_je_daar_noemt():
    gevonden = route("schulden", "Zwolle", nu_gevaar=True)
    assert gevonden.eerste.telefoon == "112"
    assert gevonden.voorbereiding[0].startswith("Zeg eerst waar hulp nodig is")
    assert "opnieuw" in gevonden.geen_gehoor


def test_bij_gevaar_voor_iemand_die_niet_meer_wil_leven_gaat_de_huisarts_voor_113():
    gevonden = soorten(route("suicidaliteit", "Zwolle", nu_gevaar=True))
    assert gevonden == ["noodnummer", "huisarts", "zelfmoordpreventie"]


def test_een_minderjarige_verandert_de_route():
    volwassen = soorten(route("toezicht", "Kampen", minderjarig=False))
    jong = soorten(route("toezicht", "Kampen", minderjarig=True))
    assert volwassen[0] == "reclassering"
    assert jong[0] == "gecertificeerde_instelling"
    assert "veilig_thuis" in soorten(route("zorgwekkend_gedrag", "Kampen", minderjarig=True))


def test_een_regio_kan_een_eigen_route_hebben():
    assert "zorg_en_veiligheidshuis" in soorten(route("gebied", "Haarlem"))
    assert "zorg_en_veiligheidshuis" not in soorten(route("gebied", "Kampen"))
    ids = [contact.id for contact in route("dakloos", "Haarlem").contacten]
    assert "opvang-dak-en-thuislozen-haarlem" in ids


def test_een_dienst_die_in_deze_gemeente_niet_werkt_blijft_weg():
    ids = [contact.id for contact in route("dakloos", "Uitgeest").contacten]
    assert "opvang-dak-en-thuislozen-haarlem" not in ids


def test_zonder_gehoor_noemt_de_route_het_volgende_nummer():
    gevonden = route("zorgwekkend_gedrag", "Haarlem")
    assert "Landelijk Meldpunt Zorgwekkend Gedrag (0800-1205)" in gevonden.geen_gehoor
    zonder_nummer = route("suicidaliteit", "Haarlem").geen_gehoor
    assert "probeer dan Huisarts of huisartsenpost." in zonder_nummer
    assert "via je eigen organisatie" in route("zorgwekkend_gedrag", "Deventer").geen_gehoor


def test_buiten_de_gevulde_regios_zegt_de_route_dat_de_kaart_nog_leeg_is():
    gevonden = route("zorgwekkend_gedrag", "Utrecht")
    assert not gevonden.regio_gevuld
    assert gevonden.let_op.startswith("De sociale kaart van Utrecht is nog niet gevuld.")
    assert route("zorgwekkend_gedrag", "Deventer").let_op == ""


def test_een_onbekend_probleem_of_gemeente_is_een_fout():
    with pytest.raises(KaartFout, match="onweer"):
        wegwijzer("onweer", None, nu_gevaar=False, minderjarig=None)
    with pytest.raises(KaartFout, match="GM9999"):
        wegwijzer("schulden", "GM9999", nu_gevaar=False, minderjarig=None)


@pytest.mark.parametrize(
    ("van", "naar", "deel"),
    [
        ("schulden,,,,schuldhulpverlening", "schulden,,,,bank", "veld contacten: 'bank'"),
        ("schulden,,,,", "schulden,VR99,,,", "veld gemeente_of_regio: 'VR99'"),
        ("schulden,,,,", "schulden,,misschien,,", "veld gevaar: kies uit ja, nee"),
        ("schulden,,,,", "schulden,,,kind,", "veld minderjarig: kies uit ja, nee, onbekend"),
        ("schulden,,,,", "schulden,,,ja,", "schulden heeft geen regel die overal"),
        (",vh_nee,ontruiming", ",vh_misschien,ontruiming", "veld veiligheidshuis: 'vh_misschien'"),
        (",vh_nee,ontruiming", ",vh_nee,vh_nee", "veld voorbereiding: 'vh_nee'"),
        ("id:meld-misdaad-anoniem", "id:weg", "veld contacten: 'id:weg'"),
        (",indeling,schulden", ",krant,schulden", "veld bron_id: 'krant'"),
    ],
)
def test_een_fout_in_de_routes_noemt_bestand_en_veld(tmp_path, van, naar, deel):
    kopie = tmp_path / "data"
    shutil.copytree(DATAMAP, kopie)
    pad = kopie / "routes.csv"
    tekst = pad.read_text("utf-8")
    assert van in tekst
    pad.write_text(tekst.replace(van, naar), "utf-8")
    assert any(fout.startswith("routes.csv") and deel in fout for fout in controleer(kopie))


@pytest.mark.parametrize(
    ("probleem", "signalen", "eerste"),
    [
        ("woonoverlast", {"koopwoning"}, "buurtbemiddeling"),
        ("lvb_steun", set(), "wijkteam"),
        ("lvb_steun", {"onafhankelijke_steun"}, "clientondersteuning"),
        ("schulden", {"onafhankelijke_steun"}, "schuldhulpverlening"),
    ],
)
def test_wat_er_verder_gezegd_is_bepaalt_mee_wie_vooraan_staat(probleem, signalen, eerste):
    gevonden = wegwijzer(probleem, "GM0453", nu_gevaar=False, minderjarig=False, signalen=signalen)

    assert gevonden.eerste.soort_contact == eerste
