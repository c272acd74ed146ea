from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.artikelcontrole import klachten, zinnen
from knowledge.artikelen import Artikel, artikelen, controleer, lees_artikel
from knowledge.bronnen import BronFout

VANDAAG = date(2026, 11, 30)
GOED = """---
titel: Een onderwerp
vragen:
  - wat is het onderwerp
regio: landelijk
bronnen:
  - document: S1
    paragraaf: "4.2"
eigenaar: redactie
herzien_op: 2026-01-31
zekerheid: bevestigd
---
De tekst is kort.
"""


def schrijf(map_: Path, tekst: str) -> Path:
    pad = map_ / "proef.md"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def voorbeeld(**anders: object) -> Artikel:
    """Geef een echt artikel zonder klachten, met enkele velden anders."""
    return replace(artikelen()["mandaat"], **anders)


def test_de_inhoud_heeft_geen_klachten() -> None:
    assert controleer(VANDAAG) == []


def test_een_artikel_wordt_gelezen_met_de_hele_kop_van_de_bron(tmp_path: Path) -> None:
    artikel = lees_artikel(schrijf(tmp_path, GOED))
    assert artikel.bronnen[0].paragraaf.startswith("4.2 Focus")
    assert artikel.antwoord() == "De tekst is kort."


@pytest.mark.parametrize(
    ("oud", "nieuw", "plek"),
    [
        ('paragraaf: "4.2"', 'paragraaf: "9.9"', "regel 8, veld 'paragraaf'"),
        ("document: S1", "document: S9", "regel 8, veld 'paragraaf'"),
        ("regio: landelijk", "regio: VR99", "regel 5, veld 'regio'"),
        ("herzien_op: 2026-01-31", "herzien_op: ooit", "regel 10, veld 'herzien_op'"),
        ("zekerheid: bevestigd", "zekerheid: vast wel", "regel 11, veld 'zekerheid'"),
        ("eigenaar: redactie", "eigenaar: 3", "regel 9, veld 'eigenaar'"),
        ("eigenaar: redactie", "eigenaar: redactie\nextra: ja", "regel 10, veld 'extra'"),
        ("  - wat is het onderwerp", "  - ''", "regel 3, veld 'vragen'"),
    ],
)
def test_een_fout_noemt_bestand_regel_en_veld(
    tmp_path: Path, oud: str, nieuw: str, plek: str
) -> None:
    with pytest.raises(BronFout) as gevangen:
        lees_artikel(schrijf(tmp_path, GOED.replace(oud, nieuw)))
    assert str(gevangen.value).startswith(f"proef.md, {plek}")


@pytest.mark.parametrize("tekst", ["geen velden", GOED.split("---\nDe", maxsplit=1)[0] + "---\n"])
def test_een_bestand_zonder_velden_of_tekst_faalt(tmp_path: Path, tekst: str) -> None:
    with pytest.raises(BronFout, match=r"proef\.md"):
        lees_artikel(schrijf(tmp_path, tekst))


def test_een_onbevestigde_bron_staat_zo_in_het_antwoord() -> None:
    assert "niet bij de uitgever gecontroleerd" in artikelen()["ave-vier-fasen"].antwoord()
    assert "niet bij de uitgever" not in artikelen()["ave-wanneer"].antwoord()


def test_wat_nu_geldt_staat_in_het_antwoord() -> None:
    antwoord = artikelen()["partner-jeugdzorg"].antwoord()
    assert "Nu geldt: Bureau Jeugdzorg bestaat niet meer." in antwoord


@pytest.mark.parametrize(
    ("anders", "klacht"),
    [
        ({"herzien_op": date(2025, 11, 1)}, "langer dan een jaar"),
        ({"herzien_op": date(2027, 1, 1)}, "in de toekomst"),
        ({"vragen": ("wat?",)}, "minder dan"),
        ({"vragen": ("a b", "A b", "c", "d")}, "dubbel"),
        ({"tekst": "Bel het AMK."}, "'AMK' is oud"),
        ({"tekst": "De Bopz geldt."}, "'Bopz' is oud"),
        ({"zekerheid": "onbevestigd"}, "hoort 'bevestigd'"),
        ({"tekst": "Bel 023-5159998."}, "sociale kaart"),
        ({"tekst": "woord " * 26 + "."}, "een zin van 26 woorden"),
        (
            {"tekst": "Organisatieoverstijgende samenwerkingsverbanden beslissen. " * 3},
            "te moeilijk",
        ),
    ],
)
def test_een_klacht_komt_als_de_inhoud_niet_klopt(anders: dict[str, object], klacht: str) -> None:
    assert list(klachten(voorbeeld(), VANDAAG)) == []
    gevonden = list(klachten(voorbeeld(**anders), VANDAAG))
    assert any(klacht in zin for zin in gevonden), gevonden


def test_een_oude_naam_mag_als_nu_zegt_hoe_het_heet() -> None:
    artikel = voorbeeld(tekst="In 2013 was er een AMK.", nu="dat is nu Veilig Thuis.")
    assert list(klachten(artikel, VANDAAG)) == []


def test_een_bedrag_is_geen_telefoonnummer() -> None:
    artikel = voorbeeld(tekst="Het kost € 282.045 per jaar. Bel 0800-2000.")
    assert list(klachten(artikel, VANDAAG)) == []


def test_zinnen_telt_woorden_per_zin() -> None:
    assert zinnen("Een twee drie. Vier vijf: zes") == [3, 2, 1]
