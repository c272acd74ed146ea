from __future__ import annotations

import pytest

from knowledge.onzin import is_onzin


@pytest.mark.parametrize("tekst", ["fnaf ploink gruzel", "asdfgh", "blubber flops zwiep"])
def test_zonder_een_gewoon_woord_is_het_onzin(tekst):
    assert is_onzin(tekst)


@pytest.mark.parametrize("tekst", ["wat eten we vandaag", "het regent hier", "", "👍"])
def test_een_gewoon_woord_is_genoeg_om_geen_onzin_te_zijn(tekst):
    assert not is_onzin(tekst)
