import pytest

from sociale_kaart.genoemd import soorten_in, vraagt_naar_genoemde


def test_de_langste_naam_telt_en_elke_soort_een_keer() -> None:
    assert soorten_in("het sociaal wijkteam en het wijkteam, en veilig thuis") == (
        "wijkteam",
        "veilig_thuis",
    )


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("hoe meld ik een gezin aan bij het sociaal wijkteam in Almelo?", True),
        ("hoe kom ik bij Veilig Thuis terecht", True),
        ("hoe verwijs ik haar naar de verslavingszorg", True),
        ("hij zit muurvast, welk veiligheidshuis moet ik hebben", True),
        ("welke man bedoel je, die van de ggz?", False),
        ("hoe meld ik dat hij naar de ggz moet", False),
        ("waar meld ik dit, de ggz wil niet", False),
        ("hoe kom ik bij hem binnen", False),
    ],
)
def test_hoe_kom_ik_bij_een_genoemde_organisatie(tekst: str, verwacht: bool) -> None:
    assert vraagt_naar_genoemde(tekst) is verwacht
