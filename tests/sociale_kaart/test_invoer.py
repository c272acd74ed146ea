from __future__ import annotations

import csv
import shutil
from datetime import date, datetime, timezone

import pytest
from openpyxl import Workbook

from sociale_kaart import invoer, verouderd
from sociale_kaart.kaart import SocialeKaart, controleer
from sociale_kaart.platterij import PLATTE_KOLOMMEN, lees_plat
from sociale_kaart.tabellen import DATAMAP

NIEUW = {
    "id": "wijkteam-velsen",
    "organisatie": "Gemeente Velsen",
    "soort_contact": "wijkteam",
    "naam": "Wijkteam Velsen",
    "wanneer": "Bij vragen over zorg of wonen.",
    "doelgroep": "beide",
    "telefoon": "0255-567 200",
    "openingstijden": "ma-vr 9.00-12.00; ma-do 13:00-17:00",
    "op_feestdagen": "dicht",
    "gemeenten": "Velsen",
    "bron": "Lijst van de regio",
    "bron_jaar": "2026",
    "gecontroleerd_op": "31-01-2026",
    "gecontroleerd_door": "beheer sociale kaart",
}


@pytest.fixture
def kopie(tmp_path):
    doel = tmp_path / "kaart" / "data"
    shutil.copytree(DATAMAP, doel)
    return doel


@pytest.fixture
def neem_op(kopie, tmp_path, capsys):
    """Lever rijen aan; geeft de afsluitcode en wat er op het scherm kwam."""

    def doe(*rijen, schrijf=True, extra=(), naam="regio.csv", scheiding=";"):
        bestand = tmp_path / naam
        kolommen = list(dict.fromkeys(kolom for rij in rijen for kolom in rij))
        with bestand.open("w", encoding="utf-8-sig", newline="") as stroom:
            schrijver = csv.DictWriter(stroom, kolommen, delimiter=scheiding)
            schrijver.writeheader()
            schrijver.writerows(rijen)
        opties = [str(bestand), "--map", str(kopie), *extra, *(["--schrijf"] if schrijf else [])]
        return invoer.main(opties), capsys.readouterr().out

    return doe


def plat(kopie, sleutel):
    return lees_plat(kopie)[sleutel]


def test_een_nieuw_contact_komt_in_de_kaart_met_wie_het_wanneer_navroeg(kopie, neem_op):
    code, uit = neem_op(NIEUW)
    assert code == 0, uit
    assert "+ wijkteam-velsen: Wijkteam Velsen, 0255-567 200" in uit
    (contact,) = SocialeKaart.laad(kopie).voor(["wijkteam"], "GM0453")
    assert contact.telefoon == "0255-567 200"
    assert contact.gecontroleerd_op == date(2026, 1, 31)
    assert contact.gecontroleerd_door == "beheer sociale kaart"
    assert contact.eigenaar == "Gemeente Velsen"
    assert "maandag tot en met donderdag van 13.00 tot 17.00 uur" in contact.bereikbaar
    assert contact.herkomst() == "Nagevraagd op 31-01-2026 door beheer sociale kaart"
    assert controleer(kopie) == []


def test_zonder_schrijf_verandert_er_niets(kopie, neem_op):
    voor = {pad.name: pad.read_bytes() for pad in kopie.iterdir()}
    code, uit = neem_op(NIEUW, schrijf=False)
    assert code == 0
    assert "Neem dit over met --schrijf" in uit
    assert {pad.name: pad.read_bytes() for pad in kopie.iterdir()} == voor


def test_nog_eens_aanleveren_verandert_niets(kopie, neem_op):
    neem_op(NIEUW)
    code, uit = neem_op(NIEUW)
    assert code == 0
    assert "Nieuw: 0" in uit
    assert "Gewijzigd: 0" in uit


def test_wat_er_staat_komt_ongewijzigd_terug(kopie, neem_op):
    voor = lees_plat(kopie)
    regionaal = [rij for rij in voor.values() if rij["gemeenten"]]
    assert len(regionaal) > 10
    code, uit = neem_op(*regionaal, scheiding=",")
    assert code == 0, uit
    assert "Gewijzigd: 0" in uit
    assert lees_plat(kopie) == voor


def test_een_wijziging_toont_oud_en_nieuw_en_laat_andere_kolommen_staan(kopie, neem_op):
    oud = plat(kopie, "tactus-ijsselland")
    rij = {
        "id": "tactus-ijsselland",
        "soort_contact": "verslavingszorg",
        "naam": "Tactus",
    }
    _, uit = neem_op(rij)
    assert "naam: Tactus verslavingszorg -> Tactus" in uit
    assert plat(kopie, "tactus-ijsselland") == {**oud, "naam": "Tactus"}


def nagevraagd(**anders):
    rij = {
        "id": "tactus-ijsselland",
        "soort_contact": "verslavingszorg",
        "naam": "Tactus verslavingszorg",
        "zekerheid": "A",
        "telefoon": "088 382 28 87",
        "gecontroleerd_op": "01-02-2026",
        "gecontroleerd_door": "regiobeheer",
    }
    return {**rij, **anders}


def test_een_ander_nummer_verliest_zijn_controle(kopie, neem_op):
    neem_op(nagevraagd())
    _, uit = neem_op(nagevraagd(telefoon="088 382 28 88"))
    assert "telefoon: 088 382 28 87 -> 088 382 28 88" in uit
    assert "gecontroleerd_op: 2026-02-01 -> (leeg)" in uit
    assert "de controle vervalt" in uit
    rij = plat(kopie, "tactus-ijsselland")
    assert (rij["gecontroleerd_op"], rij["gecontroleerd_door"], rij["zekerheid"]) == ("", "", "B")


def test_een_ander_nummer_dat_opnieuw_is_nagevraagd_houdt_zijn_controle(kopie, neem_op):
    neem_op(nagevraagd())
    _, uit = neem_op(nagevraagd(telefoon="088 382 28 88", gecontroleerd_op="2026-03-01"))
    assert "vervalt" not in uit
    assert plat(kopie, "tactus-ijsselland")["gecontroleerd_op"] == "2026-03-01"


def test_hetzelfde_nummer_anders_geschreven_houdt_zijn_controle(kopie, neem_op):
    neem_op(nagevraagd())
    neem_op(nagevraagd(telefoon="0883822887"))
    assert plat(kopie, "tactus-ijsselland")["gecontroleerd_op"] == "2026-02-01"


def test_alleen_een_volledige_lijst_maakt_een_contact_inactief(kopie, neem_op):
    rijen = [
        rij
        for rij in lees_plat(kopie).values()
        if "Zwolle" in rij["gemeenten"] and rij["id"] != "wijkteam-zwolle"
    ]
    _, uit = neem_op(*rijen)
    assert "Verdwenen: 0" in uit
    assert "blijft staan: 1" in uit
    assert plat(kopie, "wijkteam-zwolle")["status"] == "actief"
    _, uit = neem_op(*rijen, extra=["--volledig", "VR04"])
    assert "- wijkteam-zwolle" in uit
    assert plat(kopie, "wijkteam-zwolle")["status"] == "inactief"
    (contact,) = SocialeKaart.laad(kopie).voor(["wijkteam"], "GM0193")
    assert contact.id == "wijkteam"


@pytest.mark.parametrize(
    ("velden", "kolom", "deel"),
    [
        ({"id": "Wijkteam Velsen"}, "id", "kleine letters"),
        ({"id": "politie-geen-spoed"}, "id", "landelijk contact"),
        ({"soort_contact": "brandweer"}, "soort_contact", "'brandweer'"),
        ({"soort_contact": "noodnummer"}, "soort_contact", "112 en 113"),
        ({"naam": ""}, "naam", "leeg"),
        ({"doelgroep": "iedereen"}, "doelgroep", "professional"),
        ({"telefoon": "12345"}, "telefoon", "'12345'"),
        ({"telefoon": "0255-567 200; bel maar"}, "telefoon", "'bel maar'"),
        ({"naam": "Crisisdienst Velsen"}, "telefoon", "huisarts"),
        ({"website": "www.velsen.nl"}, "website", "https://"),
        ({"openingstijden": "altijd"}, "openingstijden", "ma-vr 09:00-17:00"),
        ({"openingstijden": "ma 17:00-09:00"}, "openingstijden", "splits"),
        ({"openingstijden": "xx-yy 9:00-17:00"}, "openingstijden", "ma, di"),
        ({"op_feestdagen": "soms"}, "op_feestdagen", "open, dicht"),
        ({"gemeenten": ""}, "gemeenten", "leeg"),
        ({"gemeenten": "Zwole"}, "gemeenten", "Bedoel je Zwolle?"),
        ({"bron_jaar": "ooit"}, "bron_jaar", "'ooit'"),
        ({"gecontroleerd_op": "31-02-2026"}, "gecontroleerd_op", "2026-02-31"),
        ({"gecontroleerd_op": "2999-01-01"}, "gecontroleerd_op", "verleden"),
        ({"gecontroleerd_door": ""}, "gecontroleerd_door", "allebei"),
        ({"gecontroleerd_op": ""}, "gecontroleerd_op", "allebei"),
        ({"gecontroleerd_door": "jan@voorbeeld.nl"}, "gecontroleerd_door", "functie"),
        ({"telefoon": "", "openingstijden": ""}, "toegang", "bereikt"),
    ],
)
def test_een_verkeerde_rij_wordt_geweigerd_met_rij_en_kolom(kopie, neem_op, velden, kolom, deel):
    voor = lees_plat(kopie)
    code, uit = neem_op(NIEUW, {**NIEUW, "id": "wijkteam-uitgeest", **velden})
    assert code == 1
    assert any(
        regel.startswith(f"regio.csv, rij 3, kolom {kolom}: ") and deel in regel
        for regel in uit.splitlines()
    ), uit
    assert "niets overgenomen" in uit
    assert lees_plat(kopie) == voor


def test_een_dubbel_id_in_het_bestand_wordt_geweigerd(neem_op):
    code, uit = neem_op(NIEUW, NIEUW)
    assert code == 1
    assert "rij 3, kolom id: staat ook in rij 2" in uit


@pytest.mark.parametrize(
    ("inhoud", "naam", "deel"),
    [
        (b"id;soort_contact\n", "a.csv", "kolom naam: deze kolom ontbreekt"),
        (b"id;naam;soort_contact;kleur\n", "a.csv", "kolom 'kleur': onbekend"),
        (b"id;id;naam;soort_contact\n", "a.csv", "kolom id: staat er twee keer in"),
        (b"id;naam;soort_contact\na;b;c;d\n", "a.csv", "rij 2: er staan meer velden"),
        (b'id;naam;soort_contact\na;"b', "a.csv", "geen goede CSV"),
        (b"dit is geen werkblad", "a.xlsx", "geen goed XLSX-bestand"),
        (b"", "a.txt", ".csv of .xlsx"),
    ],
)
def test_een_bestand_dat_niet_deugt_geeft_een_zin(tmp_path, capsys, inhoud, naam, deel):
    bestand = tmp_path / naam
    bestand.write_bytes(inhoud)
    assert invoer.main([str(bestand)]) == 1
    assert deel in capsys.readouterr().out


def test_een_bestand_dat_er_niet_is_geeft_een_zin(tmp_path, capsys):
    assert invoer.main([str(tmp_path / "weg.csv")]) == 1
    assert "weg.csv: dit bestand is er niet." in capsys.readouterr().out


def werkblad(pad, rijen):
    werkmap = Workbook()
    blad = werkmap.active
    blad.append(list(rijen[0]))
    for rij in rijen:
        blad.append(list(rij.values()))
    werkmap.save(pad)


def test_een_xlsx_met_echte_datums_wordt_gelezen(tmp_path, kopie, capsys):
    bestand = tmp_path / "regio.xlsx"
    werkblad(bestand, [{**NIEUW, "bron_jaar": 2026, "gecontroleerd_op": date(2026, 1, 31)}])
    assert invoer.main([str(bestand), "--map", str(kopie), "--schrijf"]) == 0
    assert plat(kopie, "wijkteam-velsen")["gecontroleerd_op"] == "2026-01-31"


def test_een_nummer_dat_in_xlsx_een_getal_is_wordt_geweigerd(tmp_path, kopie, capsys):
    bestand = tmp_path / "regio.xlsx"
    werkblad(bestand, [{**NIEUW, "telefoon": 255567200}])
    assert invoer.main([str(bestand), "--map", str(kopie)]) == 1
    assert "kolom telefoon: hier staat een getal" in capsys.readouterr().out


def test_een_csv_van_excel_in_de_tekenset_van_windows_wordt_gelezen(tmp_path, kopie, capsys):
    bestand = tmp_path / "regio.csv"
    rijen = [PLATTE_KOLOMMEN, [{**NIEUW, "naam": "Cliëntteam"}.get(k, "") for k in PLATTE_KOLOMMEN]]
    rijen[1][PLATTE_KOLOMMEN.index("zekerheid")] = "A"
    rijen[1][PLATTE_KOLOMMEN.index("status")] = "actief"
    tekst = "\n".join(";".join(f'"{cel}"' for cel in rij) for rij in rijen)
    bestand.write_bytes(tekst.encode("cp1252"))
    assert invoer.main([str(bestand), "--map", str(kopie), "--schrijf"]) == 0
    assert plat(kopie, "wijkteam-velsen")["naam"] == "Cliëntteam"


def test_een_hele_regio_mag_met_haar_naam(kopie, neem_op):
    neem_op({**NIEUW, "gemeenten": "Kennemerland; Zwolle"})
    assert plat(kopie, "wijkteam-velsen")["gemeenten"].count(";") == 9


def test_de_lijst_met_verouderde_contacten_gaat_per_eigenaar(kopie, neem_op, capsys):
    vandaag = datetime.now(tz=timezone.utc).date()
    neem_op({**NIEUW, "gecontroleerd_op": vandaag.isoformat()})
    neem_op(nagevraagd(gecontroleerd_op="01-02-2020"))
    assert verouderd.main(["--map", str(kopie), "--maanden", "12"]) == 0
    uit = capsys.readouterr().out
    assert "wijkteam-velsen" not in uit
    assert "Tactus\n  tactus-ijsselland: 088 382 28 87. Nagevraagd op 01-02-2020" in uit
    assert "45 van 46 contacten" in uit


def test_hoe_oud_een_controle_mag_zijn_is_een_instelling(kopie, neem_op, capsys, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_CONTACT_MAANDEN", "120")
    neem_op(nagevraagd(gecontroleerd_op="01-02-2020"))
    verouderd.main(["--map", str(kopie)])
    uit = capsys.readouterr().out
    assert "tactus-ijsselland" not in uit
    assert "langer dan 120 maanden" in uit
