"""`make check-content`: de inhoud klopt, en wat niet klopt wordt genoemd."""

from __future__ import annotations

import datetime as dt

from bot import controle

VANDAAG = dt.datetime.now(tz=dt.timezone.utc).date()


def test_de_inhoud_van_het_project_klopt(capsys):
    assert controle.main([]) == 0
    werk, betekenis, uitslag = capsys.readouterr().out.splitlines()
    assert "langer dan 12 maanden geleden nagevraagd" in werk
    assert betekenis == "Van elke zin is de betekenis bewaard."
    assert uitslag == "De inhoud klopt."


def test_een_tekening_die_achterloopt_is_een_klacht_en_wordt_gemaakt(tmp_path, monkeypatch, capsys):
    map_ = tmp_path / "vragenlijsten"
    monkeypatch.setattr(controle, "TEKENINGEN", map_)
    monkeypatch.setattr(controle, "WORTEL", tmp_path)

    assert controle.main([]) == 1
    assert "vragenlijsten/triage.md loopt achter; draai make docs." in capsys.readouterr().out

    assert controle.main(["--schrijf"]) == 0
    assert controle.main([]) == 0


def test_een_onbekende_soort_contact_is_een_klacht_met_de_plek(monkeypatch):
    monkeypatch.setattr(controle, "SOORTEN", frozenset(controle.SOORTEN) - {"noodnummer"})

    gevonden = list(controle.klachten(VANDAAG))

    assert any("noodnummer" in klacht and ".yml" in klacht for klacht in gevonden)


def test_een_vragenlijst_die_niet_leest_is_een_klacht_met_bestand_en_de_rest_gaat_door(
    tmp_path, monkeypatch
):
    for pad in controle.MAP.glob("*.yml"):
        (tmp_path / pad.name).write_bytes(pad.read_bytes())
    kapot = tmp_path / "triage.yml"
    kapot.write_text(kapot.read_text("utf-8").replace("start: casus", "start: weg"), "utf-8")
    monkeypatch.setattr(controle, "MAP", tmp_path)

    gevonden = list(controle.klachten(VANDAAG))

    assert any("triage.yml" in klacht and "weg" in klacht for klacht in gevonden)
    assert not any("adviesvraag.yml" in klacht for klacht in gevonden)


def test_een_onbekend_signaal_bij_een_soort_contact_is_een_klacht(monkeypatch):
    monkeypatch.setattr(controle, "KAN_NIET_BIJ", {"woningcorporatie": frozenset({"koophuus"})})

    assert any(
        "soorten.csv, woningcorporatie" in klacht and "'koophuus'" in klacht
        for klacht in controle.klachten(VANDAAG)
    )
