from pathlib import Path

import pytest

from knowledge.artikelen import artikelen
from knowledge.onbeantwoord import lees_onbeantwoord, lijkt_onbeantwoord, onbeantwoord
from knowledge.yamlbestand import BestandFout


def test_geen_onbeantwoorde_vraag_staat_ook_bij_een_artikel() -> None:
    van_artikelen = {vraag.casefold() for a in artikelen().values() for vraag in a.vragen}
    for onderwerp, vragen in onbeantwoord().items():
        assert not van_artikelen & {vraag.casefold() for vraag in vragen}, onderwerp


def test_een_vraag_van_een_artikel_lijkt_op_dat_artikel() -> None:
    for artikel in artikelen().values():
        assert not lijkt_onbeantwoord(artikel.vragen[0], artikel), artikel.id


@pytest.mark.parametrize(
    ("inhoud", "regel", "veld"),
    [
        ("onderwerpen:\n  - onderwerp: Weer\n", 2, "vragen"),
        ("onderwerpen:\n  - onderwerp: Weer\n    vragen: regent het\n", 3, "vragen"),
        ("onderwerpen:\n  - onderwerp: 3\n    vragen: [a]\n", 2, "onderwerp"),
        (
            "onderwerpen:\n  - {onderwerp: W, vragen: [a]}\n  - {onderwerp: W, vragen: [b]}\n",
            3,
            "onderwerp",
        ),
    ],
)
def test_een_fout_noemt_bestand_regel_en_veld(
    tmp_path: Path, inhoud: str, regel: int, veld: str
) -> None:
    pad = tmp_path / "onbeantwoord.yml"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(BestandFout) as fout:
        lees_onbeantwoord(pad)
    assert f"onbeantwoord.yml, regel {regel}" in str(fout.value)
    assert veld in str(fout.value)
