from knowledge.dekking import BESTAND, GEEN, tabel


def test_de_dekkingstabel_in_de_docs_klopt_met_de_artikelen() -> None:
    assert BESTAND.read_text(encoding="utf-8") == tabel(), "draai: python -m knowledge.dekking"


def test_elke_paragraaf_van_elke_bron_heeft_een_artikel() -> None:
    assert GEEN not in tabel()


def test_de_lijst_met_personen_blijft_weg() -> None:
    assert "5.11 Deelnemers" not in tabel()
