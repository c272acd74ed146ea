"""Het app-pakket voor Teams: wat erin zit, en dat de voorbeelden het gesprek echt openen."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from PIL import Image

from bot import teamsapp
from tests.bot.channels.botframework.nepteams import APP_ID, GEHEIM, TENANT_ID
from tests.bot.praten import teksten

ADRESSEN = {
    "--maker": "Gemeente Voorbeeld",
    "--website": "https://voorbeeld.nl",
    "--privacy": "https://voorbeeld.nl/privacy",
    "--voorwaarden": "https://voorbeeld.nl/voorwaarden",
}


@pytest.fixture
def app(monkeypatch):
    monkeypatch.setenv("WEGWIJZER_TEAMS_APP_ID", APP_ID)
    monkeypatch.setenv("WEGWIJZER_TEAMS_APP_SECRET", GEHEIM)
    monkeypatch.setenv("WEGWIJZER_TEAMS_TENANT_ID", TENANT_ID)


def _bouw(tmp_path, **anders):
    doel = tmp_path / "map" / "app.zip"
    keuzes = {**ADRESSEN, **{f"--{naam}": waarde for naam, waarde in anders.items()}}
    delen = [deel for paar in keuzes.items() for deel in paar]
    code = teamsapp.main([*delen, "--naar", str(doel)])
    return code, doel


def _inhoud(doel):
    with zipfile.ZipFile(doel) as zip_:
        return {naam: zip_.read(naam) for naam in zip_.namelist()}


def test_het_pakket_heeft_een_manifest_van_deze_bot_en_twee_pictogrammen(tmp_path, app):
    code, doel = _bouw(tmp_path)

    inhoud = _inhoud(doel)
    manifest = json.loads(inhoud["manifest.json"])
    kleur, omtrek = (
        Image.open(io.BytesIO(inhoud[manifest["icons"][n]])) for n in ("color", "outline")
    )
    assert code == 0
    assert manifest["bots"][0]["botId"] == APP_ID
    assert manifest["developer"]["privacyUrl"] == ADRESSEN["--privacy"]
    assert manifest["localizationInfo"]["defaultLanguageTag"] == "nl-nl"
    assert (kleur.size, omtrek.size) == ((192, 192), (32, 32))
    # Teams wil een omtrek van alleen wit op doorzichtig.
    assert {p[:3] for _, p in omtrek.getcolors(5000) if p[3]} == {(255, 255, 255)}
    assert {a for _, (*_, a) in kleur.getcolors(50_000)} == {255}
    assert GEHEIM.encode() not in doel.read_bytes()


def test_twee_keer_bouwen_geeft_hetzelfde_pakket(tmp_path, app):
    _, doel = _bouw(tmp_path)
    eerste = doel.read_bytes()

    _bouw(tmp_path)

    assert doel.read_bytes() == eerste


def test_zonder_app_is_het_pakket_er_wel_en_staat_erbij_dat_het_niet_te_installeren_is(
    tmp_path, capsys
):
    code, doel = _bouw(tmp_path, privacy="")

    uit = capsys.readouterr().out
    assert code == 0
    assert json.loads(_inhoud(doel)["manifest.json"])["developer"]["privacyUrl"]
    assert "alleen om te bekijken" in uit
    assert "Geef ook MAKER" in uit


@pytest.mark.parametrize("adres", ["http://voorbeeld.nl", "voorbeeld.nl", "https://", "ftp://x.nl"])
def test_een_verkeerd_adres_geeft_een_zin_en_geen_pakket(tmp_path, capsys, adres):
    code, doel = _bouw(tmp_path, website=adres)

    assert code == 2
    assert capsys.readouterr().err.startswith("WEBSITE is ")
    assert not doel.exists()


@pytest.mark.rasa
@pytest.mark.parametrize("titel", [titel for titel, _ in teamsapp.STARTERS])
def test_elk_voorbeeld_wordt_begrepen(praat, titel):
    gezegd = " ".join(teksten(praat.zeg(titel)))

    assert len(titel) <= 32
    assert "begrijp" not in gezegd.lower()
    assert "niet weet" not in gezegd
    assert "Dat weet ik niet" not in gezegd
