"""De groeimeting van het zoeken: echte artikelen eerst, en elk aantal zijn eigen tijden."""

from __future__ import annotations

from bot.bench.groei import meet_groei, verzonnen
from knowledge.artikelen import artikelen


def test_verzonnen_artikelen_beginnen_met_de_echte_en_hebben_elk_een_eigen_id():
    lijst = list(verzonnen(500))
    assert [artikel.id for artikel in lijst[: len(artikelen())]] == list(artikelen())
    assert len({artikel.id for artikel in lijst}) == 500


def test_elke_vraag_wordt_gemeten():
    tijden = meet_groei((200, 400))
    assert set(tijden) == {"zoeken_200", "zoeken_400"}
    assert all(len(waarden) == 40 and min(waarden) > 0 for waarden in tijden.values())
