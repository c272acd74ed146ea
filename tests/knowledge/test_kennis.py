from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from knowledge import kennis
from knowledge.bronnen import bronnen

VRAGEN: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "data" / "kennisvragen.yml").read_text(encoding="utf-8")
)["vragen"]
MET_ANTWOORD = [rij for rij in VRAGEN if "document" in rij]
ZONDER_ANTWOORD = [rij for rij in VRAGEN if "document" not in rij]


def klopt(rij: dict[str, Any]) -> bool:
    """Zeg of de eerste bron onder het antwoord de verwachte is."""
    antwoord = kennis.zoek(rij["vraag"])
    if not antwoord.bronnen:
        return False
    bron = bronnen()[rij["document"]]
    goed = {bron.zoek(str(kop)) for kop in (rij["paragraaf"], *rij.get("ook_goed", ()))}
    eerste = antwoord.bronnen[0]
    return eerste.document == rij["document"] and eerste.paragraaf in goed


def test_de_vragenset_is_groot_genoeg_en_wijst_naar_bestaande_bronnen() -> None:
    assert len(MET_ANTWOORD) >= 100
    assert len(ZONDER_ANTWOORD) >= 25
    for rij in MET_ANTWOORD:
        for kop in (rij["paragraaf"], *rij.get("ook_goed", ())):
            assert bronnen()[rij["document"]].heeft(str(kop)), rij


def test_de_juiste_bron_staat_eerst_bij_minstens_93_procent() -> None:
    fout = [rij["vraag"] for rij in MET_ANTWOORD if not klopt(rij)]
    assert 1 - len(fout) / len(MET_ANTWOORD) >= 0.93, fout


def test_zonder_bron_zegt_de_assistent_dat_bij_minstens_90_procent() -> None:
    fout = [r["vraag"] for r in ZONDER_ANTWOORD if kennis.zoek(r["vraag"]).zekerheid != "geen"]
    assert 1 - len(fout) / len(ZONDER_ANTWOORD) >= 0.9, fout


def test_weet_niet_heeft_geen_bronnen_en_verzint_niets() -> None:
    antwoord = kennis.zoek("Welke vogel legt de grootste eieren?")
    assert antwoord.zekerheid == "geen"
    assert antwoord.bronnen == ()
    assert antwoord.tekst.startswith("Dat weet ik niet.")


@pytest.mark.parametrize(
    "vraag",
    [
        "Na hoeveel maanden moet je van AVE 1 naar AVE 2?",
        "Op welke dag komt de ketenregiegroep bijeen?",
        "Wat is het telefoonnummer van de Bestuurlijke Regiegroep?",
        "Hoe heet de directeur Publieke Gezondheid?",
        "Wanneer is de eerstvolgende bestuurlijke conferentie?",
        "Wat staat er in hoofdstuk 7 van het landelijk kader?",
        "Wat is AVE 5?",
        "Hoeveel agenten zitten er in de ketenregiegroep?",
        "Wat verdient een procescoördinator per maand?",
        "Welke straf staat er op stalking?",
        "Welk percentage van de aanmeldingen wordt afgewezen?",
        "Wat vindt de burgemeester van het veiligheidshuis?",
        "Hoeveel euro krijgt Kennemerland dit jaar van het Rijk?",
        "",
        "   ",
        "de het een",
    ],
)
def test_een_bijzonderheid_die_er_niet_staat_wordt_niet_beantwoord(vraag: str) -> None:
    assert kennis.zoek(vraag).zekerheid == "geen"


def test_een_fout_gespelde_vraag_krijgt_hetzelfde_antwoord() -> None:
    goed = kennis.zoek("wat doet een veiligheidsmakelaar")
    assert kennis.zoek("wat doet een veiligheidsmakelar").titel == goed.titel


@pytest.mark.parametrize(
    ("kort", "lang"),
    [
        ("Wat doet de RvdK?", "Wat doet de Raad voor de Kinderbescherming?"),
        ("Wat is het nummer van VT?", "Wat is het nummer van Veilig Thuis?"),
        ("Hoeveel regio's heeft het ZVH?", "Hoeveel regio's heeft het zorg- en veiligheidshuis?"),
        ("Wat is de rol van het OM?", "Wat is de rol van het Openbaar Ministerie?"),
    ],
)
def test_een_afkorting_betekent_hetzelfde_als_de_hele_naam(kort: str, lang: str) -> None:
    assert kennis.zoek(kort) == kennis.zoek(lang)
    assert kennis.zoek(kort).zekerheid != "geen"


def test_een_genoemde_regio_krijgt_het_artikel_van_die_regio() -> None:
    vraag = "Wie heeft de casusregie in {}?"
    kennemerland, ijsselland = (
        kennis.zoek(vraag.format(naam)).artikel for naam in ("Haarlem", "IJsselland")
    )
    assert kennemerland is not None
    assert ijsselland is not None
    assert (kennemerland.regio, ijsselland.regio) == ("VR12", "VR04")


def test_de_regio_van_het_gesprek_geeft_voorkeur() -> None:
    antwoord = kennis.zoek("Wie heeft de casusregie?", regio="VR04")
    assert antwoord.artikel is not None
    assert antwoord.artikel.regio == "VR04"
    zonder = kennis.zoek("Wie heeft de casusregie?")
    assert zonder.artikel is not None
    assert zonder.artikel.regio == "landelijk"


def test_een_genoemde_regio_gaat_voor_die_van_het_gesprek() -> None:
    antwoord = kennis.zoek("Wie heeft de casusregie in Kennemerland?", regio="VR04")
    assert antwoord.artikel is not None
    assert antwoord.artikel.regio == "VR12"


def test_een_voorbeeld_uit_een_andere_regio_geldt_alleen_daar() -> None:
    termijn = "Binnen hoeveel werkdagen belt {}?"
    assert kennis.zoek(termijn.format("Parkstad")).titel.endswith("Parkstad")
    assert kennis.zoek(termijn.format("het veiligheidshuis")).zekerheid == "geen"
    assert kennis.zoek(termijn.format("Kennemerland")).zekerheid == "geen"


def test_een_vervolgvraag_houdt_het_onderwerp_en_wisselt_van_regio() -> None:
    vervolg = kennis.zoek_vervolg("Wie heeft de casusregie in Kennemerland?", "en in IJsselland?")
    assert vervolg.artikel is not None
    assert vervolg.artikel.regio == "VR04"
    assert "regie" in vervolg.titel.lower()


def test_bijna_even_goede_artikelen_zijn_een_keuze() -> None:
    antwoord = kennis.zoek("casusregie en procesregie")
    assert 1 <= len(antwoord.alternatieven) <= 2
    assert antwoord.artikel not in antwoord.alternatieven


def test_een_gekozen_alternatief_geeft_het_antwoord_met_bron() -> None:
    antwoord = kennis.antwoord_uit("mandaat")
    assert antwoord.titel == kennis.artikel("mandaat").titel
    assert antwoord.bronnen[0].als_bericht()["document"] == "S1"


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag een medewerker aan tafel zelf beslissen namens de organisatie?",
        "Wie maakt het integrale plan van aanpak?",
    ],
)
def test_een_vraag_die_duidelijk_over_een_artikel_gaat_is_treffend(vraag: str) -> None:
    assert kennis.zoek(vraag).treffend


def test_een_vraag_die_nergens_over_gaat_is_niet_treffend() -> None:
    assert not kennis.zoek("Welk hondenras past bij een gezin?").treffend


def test_een_onbekend_artikel_bestaat_niet() -> None:
    with pytest.raises(KeyError):
        kennis.artikel("bestaat-niet")


def test_zoeken_werkt_vanuit_meer_draden_tegelijk() -> None:
    vragen = [rij["vraag"] for rij in VRAGEN[:40]]
    los = [kennis.zoek(vraag) for vraag in vragen]
    with ThreadPoolExecutor(max_workers=8) as groep:
        assert list(groep.map(kennis.zoek, vragen)) == los


def test_een_heel_lange_vraag_krijgt_ook_een_uitkomst() -> None:
    vraag = "samenwerking veiligheidshuis overlast gemeente xqzwk " * 40
    assert kennis.zoek(vraag).zekerheid in {"bevestigd", "onbevestigd", "geen"}


@pytest.mark.parametrize(
    "vraag",
    [
        "wie is nu de wethouder van Zandvoort",
        "vind jij dat het OM te soft is?",
        "welke gemeente doet niet mee aan het RCN in Kennemerland",
        "hoe lang mag een huishouden in AVE 2 blijven",
        "wat is het wachtwoord van GCOS",
    ],
)
def test_een_vraag_die_op_een_onbeantwoorde_lijkt_krijgt_geen_antwoord(vraag: str) -> None:
    assert kennis.zoek(vraag).zekerheid == "geen"
