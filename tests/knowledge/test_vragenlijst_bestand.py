"""De controle van vragenlijstbestanden: elke fout noemt bestand, regel en wat er mis is."""

from __future__ import annotations

import pytest

from knowledge.vragenlijst_bestand import lees, namen, vragenlijst
from knowledge.yamlbestand import BestandFout

GOED = """\
id: proef
titel: Proef
start: een
einden: [klaar]
vragen:
  een:
    tekst: Een?
    uitleg: Daarom.
    soort: keuze
    opties:
      - {waarde: ja, titel: Ja}
      - {waarde: nee, titel: Nee}
    naar: {ja: twee, nee: klaar}
  twee:
    tekst: Twee?
    uitleg: Daarom.
    soort: tekst
    naar: klaar
"""


def schrijf(tmp_path, tekst):
    pad = tmp_path / "proef.yml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def klacht(tmp_path, tekst, **rest):
    with pytest.raises(BestandFout) as fout:
        lees(schrijf(tmp_path, tekst), **rest)
    return str(fout.value)


def test_een_goed_bestand_wordt_gelezen(tmp_path):
    lijst = lees(schrijf(tmp_path, GOED))
    assert list(lijst.vragen) == ["een", "twee"]
    assert lijst.vragen["een"].naar_bij == {"ja": "twee", "nee": "klaar"}


def test_een_kring_wordt_geweigerd(tmp_path):
    zin = klacht(tmp_path, GOED.replace("    naar: klaar\n", "    naar: een\n"))
    assert zin.startswith("proef.yml, regel 6:")
    assert "kring" in zin


def test_een_onbereikbare_vraag_wordt_geweigerd(tmp_path):
    zin = klacht(tmp_path, GOED.replace("{ja: twee, nee: klaar}", "klaar"))
    assert zin.startswith("proef.yml, regel 14:")
    assert "onbereikbaar" in zin


def test_een_keuze_zonder_vervolg_wordt_geweigerd(tmp_path):
    zin = klacht(tmp_path, GOED.replace("{ja: twee, nee: klaar}", "{ja: twee}"))
    assert zin.startswith("proef.yml, regel 6:")
    assert "'nee' heeft geen vervolg" in zin


def test_een_onbekende_bron_wordt_geweigerd(tmp_path):
    tekst = GOED.replace(
        "    soort: tekst\n", '    soort: tekst\n    bron: {document: S9, paragraaf: "1"}\n'
    )
    zin = klacht(tmp_path, tekst, bron_bestaat=lambda document, _paragraaf: document == "S1")
    assert zin.startswith("proef.yml, regel 18:")
    assert "'S9'" in zin


def test_een_onbekend_soort_contact_wordt_geweigerd(tmp_path):
    tekst = GOED.replace("    soort: tekst\n", "    soort: tekst\n    contacten: [buurman]\n")
    zin = klacht(tmp_path, tekst, soorten_contact={"wijkteam"})
    assert zin.startswith("proef.yml, regel 18:")
    assert "'buurman'" in zin


@pytest.mark.parametrize(
    ("oud", "nieuw", "woord"),
    [
        ("start: een", "start: nul", "'nul' bestaat niet"),
        ("naar: {ja: twee, nee: klaar}", "naar: {ja: drie, nee: klaar}", "'drie'"),
        ("naar: {ja: twee, nee: klaar}", "naar: {ja: twee, neen: klaar}", "'neen'"),
        ("    uitleg: Daarom.\n    soort: tekst", "    soort: tekst", "'uitleg' ontbreekt"),
        ("soort: tekst", "soort: tekening", "'tekening'"),
        ("titel: Proef", "titel: Proef\nkleur: rood", "'kleur'"),
        ("waarde: nee, titel: Nee", "waarde: ja, titel: Nee", "dezelfde waarde"),
        ("einden: [klaar]", "einden: [klaar, nooit]", "'nooit' is onbereikbaar"),
        ("start: een", "start: [een", "geen geldige YAML"),
        (
            "    soort: tekst\n",
            "    soort: tekst\n    overslaan_als: [{drie: ja}]\n",
            "geen vraag en geen gegeven",
        ),
        (
            "    soort: tekst\n",
            "    soort: tekst\n    overslaan_als: [{een: misschien}]\n",
            "onbekende keuze",
        ),
        (
            "    naar: {ja: twee, nee: klaar}\n",
            "    voor_uitkomst: ja\n    naar: {ja: twee, nee: klaar}\n",
            "geen weg 'anders'",
        ),
    ],
)
def test_elke_vormfout_noemt_bestand_en_regel(tmp_path, oud, nieuw, woord):
    zin = klacht(tmp_path, GOED.replace(oud, nieuw, 1))
    assert zin.startswith("proef.yml, regel ")
    assert woord in zin


def test_alle_vragenlijsten_van_het_project_kloppen():
    assert {"triage", "route", "adviesvraag"} <= set(namen())
    for naam in namen():
        assert vragenlijst(naam).id == naam
