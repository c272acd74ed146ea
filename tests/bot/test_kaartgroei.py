"""De groeimeting van de sociale kaart: elke regio gevuld, en elk aantal zijn eigen tijden."""

from __future__ import annotations

from bot.bench.kaartgroei import meet_kaartgroei, verzonnen
from sociale_kaart.kaart import SocialeKaart, maak_kaart
from sociale_kaart.plaatsen import zoek


def test_in_een_gevulde_kaart_heeft_elke_gemeente_haar_eigen_contacten():
    contacten = list(verzonnen(26))
    assert len({contact.id for contact in contacten}) == len(contacten)
    kaart = maak_kaart(contacten)
    assert len(kaart.gevulde_regios) == 25
    (wijkteam,) = kaart.voor(["wijkteam"], zoek("Tilburg")[0].code)
    assert wijkteam.gemeenten == (zoek("Tilburg")[0].code,)
    assert len(kaart.per_id) > 20 * len(SocialeKaart.laad().per_id)


def test_elke_keer_opzoeken_wordt_gemeten():
    tijden = meet_kaartgroei((1, 2))
    assert set(tijden) == {"kaart_1", "kaart_2"}
    assert all(len(waarden) == 1_000 and min(waarden) > 0 for waarden in tijden.values())
