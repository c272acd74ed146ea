import pytest

from knowledge.vraagdeel import vraagdeel, vraagt_naar_bron


@pytest.mark.parametrize(
    ("tekst", "deel"),
    [
        (
            "Ik begeleid een vrouw die alles kwijt is. Mag haar zus meepraten?",
            "Mag haar zus meepraten?",
        ),
        ("de man wil niks, wat kan de reclassering dan nog", "wat kan de reclassering dan nog"),
        ("wij zitten klem met school maar wie heeft de regie", "wie heeft de regie"),
        (
            "als het gezin verhuist zijn wij dan nog aan zet",
            "als het gezin verhuist zijn wij dan nog aan zet",
        ),
        ("op welk niveau wordt dat besloten", "op welk niveau wordt dat besloten"),
        ("is zo'n overleg nou verplicht", "is zo'n overleg nou verplicht"),
        ("Zwolle?", "Zwolle?"),
    ],
)
def test_het_vraagdeel_is_de_vraag_zonder_wat_er_over_de_casus_staat(tekst: str, deel: str) -> None:
    assert vraagdeel(tekst) == deel


@pytest.mark.parametrize(
    "tekst",
    [
        "Een man in Haarlem drinkt en scheldt de buren uit.",
        "heeft een moeder met dementie, krijgt geen uitkering",
        "is de weg kwijt en slaapt in een auto",
        "",
    ],
)
def test_een_bericht_zonder_vraag_heeft_geen_vraagdeel(tekst: str) -> None:
    assert vraagdeel(tekst) == ""


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Naar welk niveau kan men opschalen volgens het landelijk kader?", True),
        ("wie krijgt in wetsvoorstel 36225 die taak", True),
        ("Het landelijk kader ligt op tafel. Hoort deze man hier?", False),
        ("hoe koers ik hierop aan", False),
    ],
)
def test_een_vraag_naar_een_stuk_wordt_herkend(tekst: str, *, verwacht: bool) -> None:
    assert vraagt_naar_bron(tekst) is verwacht
