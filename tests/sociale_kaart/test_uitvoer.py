from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sociale_kaart import invoer, uitvoer
from sociale_kaart.kaart import controleer
from sociale_kaart.tabellen import DATAMAP

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/hsds/sociale-kaart.schema.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def hsds(tmp_path_factory):
    doel = tmp_path_factory.mktemp("uitvoer") / "kaart.json"
    assert uitvoer.main(["--naar", str(doel)]) == 0
    return json.loads(doel.read_text("utf-8"))


def dienst(hsds, naam):
    (gevonden,) = [service for service in hsds["services"] if service["name"] == naam]
    return gevonden


def test_de_uitvoer_past_in_het_schema_uit_de_documentatie(hsds):
    Draft202012Validator.check_schema(SCHEMA)
    fouten = [fout.message for fout in Draft202012Validator(SCHEMA).iter_errors(hsds)]
    assert fouten == []


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        (("services", 0, "status"), "actief"),
        (("services", 0, "id"), "112"),
        (("services", 0, "schedules", 0, "closes_at"), "24:00"),
        (("services", 0, "kleur"), "rood"),
        (("organizations", 0, "description"), ""),
    ],
)
def test_het_schema_weigert_wat_geen_hsds_is(hsds, pad, waarde):
    fout = json.loads(json.dumps(hsds))
    *weg, laatste = pad
    plek = fout
    for stap in weg:
        plek = plek[stap]
    plek[laatste] = waarde
    assert not Draft202012Validator(SCHEMA).is_valid(fout)


def test_elke_rij_van_de_tabellen_komt_terug(hsds):
    def rijen(naam):
        with (DATAMAP / naam).open(encoding="utf-8", newline="") as stroom:
            return len(list(csv.DictReader(stroom)))

    def bij_diensten(veld):
        return sum(len(service.get(veld, [])) for service in hsds["services"])

    assert len(hsds["services"]) == rijen("diensten.csv")
    assert len(hsds["organizations"]) == rijen("organisaties.csv")
    assert bij_diensten("phones") == rijen("telefoons.csv")
    assert bij_diensten("schedules") == rijen("openingstijden.csv")
    assert bij_diensten("contacts") == rijen("functies.csv")
    assert bij_diensten("service_at_locations") == rijen("locaties.csv")


def test_elke_verwijzing_wijst_naar_iets_en_elke_sleutel_is_uniek(hsds):
    sleutels = [o["id"] for o in hsds["organizations"] + hsds["services"] + hsds["taxonomy_terms"]]
    assert len(set(sleutels)) == len(sleutels)
    organisaties = {o["id"] for o in hsds["organizations"]}
    termen = {term["id"] for term in hsds["taxonomy_terms"]}
    for service in hsds["services"]:
        assert service["organization_id"] in organisaties
        for kenmerk in service["attributes"]:
            assert kenmerk["link_id"] == service["id"]
            assert kenmerk.get("taxonomy_term_id") in {None, *termen}


def test_een_sleutel_blijft_gelijk_en_een_dienst_houdt_zijn_gegevens(hsds):
    meldpunt = dienst(hsds, "Meldpunt Zorg en Overlast, GGD Kennemerland")
    assert meldpunt["id"] == "1f80e39d-30c9-5ce0-a03d-b82a79a19e74"
    assert [telefoon["number"] for telefoon in meldpunt["phones"]] == ["023-515 9998"]
    assert [(t["byday"], t["closes_at"]) for t in meldpunt["schedules"]] == [
        ("MO,TU,WE", "17:00"),
        ("TH,FR,SA,SU", "22:00"),
    ]
    assert len(meldpunt["service_areas"]) == 9
    assert {k["link_type"]: k["value"] for k in meldpunt["attributes"]}["zekerheid"] == "A"
    assert "assured_date" not in meldpunt
    assert dienst(hsds, "112")["service_areas"][0]["extent"] == "NL"


def test_een_regio_krijgt_een_lijst_die_ze_ongewijzigd_kan_terugsturen(tmp_path, capsys):
    kopie = tmp_path / "kaart" / "data"
    shutil.copytree(DATAMAP, kopie)
    lijst = tmp_path / "regio.csv"
    assert uitvoer.main(["--regio", "VR12", "--naar", str(lijst), "--map", str(kopie)]) == 0
    assert "ggd-meldpunt-kennemerland" in lijst.read_text("utf-8")
    assert "ggd-meldpunt-ijsselland" not in lijst.read_text("utf-8")
    opties = [str(lijst), "--map", str(kopie), "--volledig", "VR12", "--schrijf"]
    assert invoer.main(opties) == 0
    uit = capsys.readouterr().out
    assert "Nieuw: 0\nGewijzigd: 0\nVerdwenen: 0" in uit
    assert controleer(kopie) == []


def test_zonder_bestand_komt_de_uitvoer_op_het_scherm(capsys):
    assert uitvoer.main([]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "3.0"
