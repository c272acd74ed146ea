import pytest

from knowledge.toetsvraag import noemt_andere_zaak, vraagt_toets


@pytest.mark.parametrize(
    "tekst",
    [
        "hoort deze jongen bij jullie thuis?",
        "past een dakloze veteraan uit Urk in het zvh",
        "kun je nagaan of mijn dossier aan de criteria voldoet",
        "mag ik een zaak met je bespreken",
        "ik vraag me af of dit een veiligheidshuiszaak is",
        "Is dat iets voor het Veiligheidshuis?",
        "kan je met me doorlopen of dit gezin complex genoeg is",
        "kun je met me nagaan of een casus uit Hattem iets is voor het veiligheidshuis",
        "mag ik een zaak met je doornemen",
        "kun je beoordelen of iets een veiligheidshuiszaak is",
        "twijfel of dit gezin zwaar genoeg is voor het zvh, denk je mee",
    ],
)
def test_de_vraag_of_een_zaak_hier_hoort_is_een_toets(tekst: str) -> None:
    assert vraagt_toets(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "welke zaken horen in het veiligheidshuis",
        "wanneer past een casus bij het zvh?",
        "wat doet het veiligheidshuis met een zaak die vastloopt",
        "kan ik haar daar dan zomaar aanmelden",
        "wie beoordeelt of een casus geschikt is voor het veiligheidshuis",
        "mag ik een casus delen met de politie",
    ],
)
def test_een_vraag_over_zaken_in_het_algemeen_is_geen_toets(tekst: str) -> None:
    assert not vraagt_toets(tekst)


@pytest.mark.parametrize(
    ("tekst", "ander"),
    [
        ("ik heb een nieuwe casus, hoort die hier", True),
        ("toets een ander gezin", True),
        ("nieuwe cliënt, past die bij jullie?", True),
        ("hoort dit bij jullie", False),
        ("past deze zaak in het veiligheidshuis", False),
    ],
)
def test_een_andere_zaak_wordt_herkend(tekst: str, ander: bool) -> None:
    assert noemt_andere_zaak(tekst) is ander
