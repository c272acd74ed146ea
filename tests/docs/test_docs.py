"""De documenten zeggen wat er is: links kloppen, codes bestaan, opdrachten werken."""

import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

WORTEL = Path(__file__).resolve().parents[2]
BESLUITEN = sorted((WORTEL / "docs" / "adr").glob("[0-9]*.md"))
DOCUMENTEN = sorted([*WORTEL.glob("*.md"), *(WORTEL / "docs").rglob("*.md")])
PROJECTMAPPEN = ("knowledge", "sociale_kaart", "privacy", "adviesvraag", "bot")

# De codes van docs/contract.md, hier nog eens: zo valt een hernoemde code op, ook als iemand haar
# overal tegelijk hernoemt.
DOMEINCODES = re.findall(
    r"\w+",
    """
    multiprobleem ketenoverstijgend systeem gebiedsgebonden zorgcomponent veiligheidscomponent
    regulier_doorlopen
    hoort_thuis hoort_niet_thuis twijfel acuut
    ontvangen in_behandeling aanvulling_gevraagd beantwoord opgeschaald afgesloten ingetrokken
    informatievraag adviesvraag aanmelding_voorbereiden
    """,
)
CONTACTSOORTEN = re.findall(
    r"\w+",
    """
    noodnummer politie zorg_en_veiligheidshuis veilig_thuis ggd_meldpunt
    meldpunt_zorgwekkend_gedrag gemeente_oov burgemeester procesregisseur_lokaal wijkteam
    jeugdteam leerplicht halt schuldhulpverlening woningcorporatie buurtbemiddeling huisarts
    zelfmoordpreventie ggz verslavingszorg nazorg reclassering om_zsm
    raad_voor_de_kinderbescherming gecertificeerde_instelling steunpunt_extremisme
    slachtofferhulp clientondersteuning riec aandachtsfunctionaris overig
    """,
)
BERICHTSOORTEN = re.findall(
    r"\w+",
    """
    vraag triage ave contacten antwoord adviesvraag acuut privacy verduidelijking overdracht
    """,
)
CODES = sorted({*DOMEINCODES, *CONTACTSOORTEN, *BERICHTSOORTEN})


def _lees(pad: str) -> str:
    return (WORTEL / pad).read_text(encoding="utf-8")


def _zonder_codeblokken(tekst: str) -> str:
    return re.sub(r"^```.*?^```", "", tekst, flags=re.MULTILINE | re.DOTALL)


def _ankers(document: Path) -> set[str]:
    koppen = re.findall(
        r"^#+ (.+)$", _zonder_codeblokken(document.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen}


@pytest.fixture(scope="module")
def gevolgde_bestanden() -> list[str]:
    uitvoer = subprocess.run(
        ["git", "ls-files", "-z"], cwd=WORTEL, capture_output=True, check=True, text=True
    )
    return [pad for pad in uitvoer.stdout.split("\0") if (WORTEL / pad).is_file()]


@pytest.fixture(scope="module")
def woorden_in_het_project() -> set[str]:
    woorden: set[str] = set()
    for map_ in PROJECTMAPPEN:
        for pad in (WORTEL / map_).rglob("*"):
            if pad.suffix in {".py", ".yml", ".csv"}:
                woorden.update(re.findall(r"\w+", pad.read_text(encoding="utf-8")))
    return woorden


def test_er_zijn_besluiten_en_documenten_om_te_toetsen():
    assert [besluit.name[:4] for besluit in BESLUITEN] == [
        f"{nummer:04d}" for nummer in range(1, len(BESLUITEN) + 1)
    ]
    assert len(BESLUITEN) >= 19
    assert WORTEL / "README.md" in DOCUMENTEN


@pytest.mark.parametrize("besluit", BESLUITEN, ids=lambda pad: pad.stem)
def test_elk_besluit_staat_met_zijn_titel_in_de_index(besluit: Path):
    nummer = besluit.name[:4]
    titel = re.match(rf"# ADR {nummer}: (.+)", besluit.read_text(encoding="utf-8"))

    assert titel, f"{besluit.name} begint niet met '# ADR {nummer}: <titel>'"
    assert f"| [{nummer}]({besluit.name}) | {titel[1]} |" in _lees("docs/adr/README.md")


@pytest.mark.parametrize("besluit", BESLUITEN, ids=lambda pad: pad.stem)
def test_elk_besluit_heeft_de_vaste_koppen_met_inhoud(besluit: Path):
    _, *stukken = re.split(r"^## ", besluit.read_text(encoding="utf-8"), flags=re.MULTILINE)
    koppen = [stuk.partition("\n")[0] for stuk in stukken]

    assert koppen == ["Status", "Context", "Besluit", "Gevolgen"]
    assert all(stuk.partition("\n")[2].strip() for stuk in stukken)


@pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda pad: pad.relative_to(WORTEL).as_posix())
def test_elke_verwijzing_binnen_het_project_komt_uit(document: Path):
    tekst = _zonder_codeblokken(document.read_text(encoding="utf-8"))
    dood = []
    for doel in re.findall(r"\]\(([^)\s]+)\)", tekst):
        if re.match(r"[a-z]+:", doel):
            continue
        pad, _, anker = doel.partition("#")
        bestand = (document.parent / pad).resolve() if pad else document
        if not bestand.exists() or (anker and anker not in _ankers(bestand)):
            dood.append(doel)

    assert not dood


@pytest.mark.parametrize("code", CODES)
def test_elke_code_staat_in_het_contract_en_in_het_project(
    code: str, woorden_in_het_project: set[str]
):
    assert f"`{code}`" in _lees("docs/contract.md")
    assert code in woorden_in_het_project, f"{code} komt niet voor in code of gegevens"


@pytest.mark.parametrize("code", DOMEINCODES)
def test_elke_domeincode_staat_in_de_woordenlijst(code: str):
    rijen = [rij.split("|") for rij in _lees("docs/begrippen.md").splitlines() if "|" in rij]

    assert any(len(rij) == 5 and f"`{code}`" in rij[3] for rij in rijen)


def test_publiccode_heeft_de_verplichte_velden():
    beschrijving = YAML(typ="safe").load(_lees("publiccode.yml"))

    assert beschrijving["publiccodeYmlVersion"] == "0.4"
    assert beschrijving["name"]
    assert beschrijving["url"].startswith("https://")
    assert beschrijving["softwareType"] == "standalone/web"
    assert beschrijving["platforms"] == ["web"]
    assert beschrijving["developmentStatus"] in {"concept", "development", "beta", "stable"}
    assert beschrijving["legal"]["license"] == "EUPL-1.2"
    assert beschrijving["localisation"]["availableLanguages"] == ["nl"]
    assert isinstance(beschrijving["localisation"]["localisationReady"], bool)
    assert beschrijving["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in beschrijving["maintenance"]["contacts"])
    assert {"nl", "en"} == beschrijving["description"].keys()
    for tekst in beschrijving["description"].values():
        assert 0 < len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
        assert tekst["features"]


def test_de_licentie_is_volledig():
    licentie = _lees("LICENSE")

    assert licentie.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.[A-Z]", licentie, re.MULTILINE) == [
        str(artikel) for artikel in range(1, 16)
    ]
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in licentie


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_elke_genoemde_make_opdracht_bestaat(document: str):
    doelen = set(re.findall(r"^([a-z][\w-]*)\s*:(?!=)", _lees("Makefile"), re.MULTILINE))
    genoemd = set(re.findall(r"(?:`|^[ \t$]*)make ([a-z][\w-]*)", _lees(document), re.MULTILINE))

    assert genoemd, f"{document} noemt geen enkele make-opdracht"
    assert genoemd <= doelen


def _zou_draaien(opdracht: str) -> str:
    """Wat make bij deze opdracht uitvoert als de omgevingen er al zijn."""
    stempels = re.findall(r"^(\.venv\S*?):", _lees("Makefile"), re.MULTILINE)
    er_al = [deel for stempel in stempels for deel in ("-o", stempel)]
    klaar = subprocess.run(
        ["make", "-n", *er_al, *opdracht.split()[1:]],
        cwd=WORTEL,
        capture_output=True,
        check=True,
        text=True,
    )
    return klaar.stdout


def test_de_opdrachten_van_de_readme_doen_wat_elders_getoetst_wordt():
    (blok,) = re.findall(r"```sh\n(.*?)```", _lees("README.md"), re.DOTALL)
    starten, toetsen = blok.split("\n")[:2]

    # `make run` is het programma dat tests/bot/test_start.py van begin tot eind draait.
    assert (starten, "-m bot.start" in _zou_draaien(starten)) == ("make run", True)
    assert '"-m", "bot.start"' in _lees("tests/bot/test_start.py")
    assert toetsen in _lees(".ci/run").splitlines()


def test_make_test_draait_elke_map_met_toetsen_op_elke_omgeving_waar_zij_hoort():
    kandidaten = [pad for pad in (WORTEL / "tests").iterdir() if any(pad.rglob("test_*.py"))]
    mappen = {pad.name for pad in kandidaten} - {"zwaar"}
    domein = set(PROJECTMAPPEN) - {"bot"}
    opdrachten = re.findall(
        r"^(\S+)/python -m pytest (.*)$", _zou_draaien("make test"), re.MULTILINE
    )
    gedraaid = {map_: set() for map_ in mappen}
    for omgeving, rest in opdrachten:
        genoemd = set(re.findall(r"(?<!=)\btests/(\w+)", rest)) or mappen - {"inbox"}
        for map_ in genoemd - set(re.findall(r"--ignore=tests/(\w+)", rest)):
            gedraaid[map_].add(omgeving)

    assert gedraaid == {
        map_: {".venv/bin", ".venv-domein/bin"}
        if map_ in domein
        else {".venv-inbox/bin" if map_ == "inbox" else ".venv/bin"}
        for map_ in mappen
    }


def test_geen_bestand_noemt_een_machinepad_of_pakketbron(gevolgde_bestanden: list[str]):
    # De namen zijn in stukken geschreven, anders vindt deze toets zichzelf.
    verboden = re.compile(
        r"(?<![\w.-])/(?:wo" + r"rk|ro" + r"ot)/"
        r"|py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(?:org|com)"
        r"|--(?:extra-)?index" + r"-url|--find" + r"-links"
    )
    gevonden = [
        f"{pad}: {treffer.group()}"
        for pad in gevolgde_bestanden
        if (treffer := verboden.search((WORTEL / pad).read_bytes().decode(errors="ignore")))
    ]

    assert gevolgde_bestanden
    assert not gevonden
