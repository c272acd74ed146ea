from pathlib import Path

import pytest

from knowledge.antwoordpatronen import BESTAND, lees_patronen, patronen
from knowledge.yamlbestand import BestandFout


def test_een_soort_zonder_antwoord_kan_door_geen_tekst_beantwoord_worden() -> None:
    soorten = {soort.naam: soort for soort in patronen().soorten}
    assert soorten["mening"].antwoord is None
    assert soorten["bedrag"].antwoord is not None


@pytest.mark.parametrize(
    ("oud", "nieuw", "veld", "uitleg"),
    [
        ("vraag: [hoe oud,", "vraag: ['(hoe oud',", "vraag", "geen geldig patroon"),
        ("'\\b<getal> jaar\\b'", "'\\b<aantal> jaar\\b'", "antwoord", "staat niet hierboven"),
        ("contact: hier", "contact: soms", "contact", "kies uit hier, nooit"),
        ("bellen:", "opbellen:", "bellen", "ontbreekt"),
    ],
)
def test_een_fout_noemt_bestand_regel_en_veld(
    tmp_path: Path, oud: str, nieuw: str, veld: str, uitleg: str
) -> None:
    goed = BESTAND.read_text(encoding="utf-8")
    assert oud in goed
    pad = tmp_path / BESTAND.name
    pad.write_text(goed.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(BestandFout) as fout:
        lees_patronen(pad)
    assert f"{BESTAND.name}, regel " in str(fout.value)
    assert veld in str(fout.value)
    assert uitleg in str(fout.value)
