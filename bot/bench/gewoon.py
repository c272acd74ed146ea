"""Een gewoon Rasa-project om naast te leggen: wat `rasa init` geeft, met een eigen formulier.

Hier staat alleen het formulier zelf (`gangbaar/`); de rest komt bij het meten uit het
geïnstalleerde pakket. De pijplijn en het beleid zijn die van `rasa init`, de acties draaien in een
aparte server zoals de documentatie van Rasa het voordoet, en de gesprekken staan in SQLite.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.bench.systeem import Systeem, train
from bot.model import WORTEL

EIGEN = Path(__file__).parent / "gangbaar"
ZINNEN = WORTEL / "bot" / "data" / "nlu"
INTENTS = ("bevestig", "ontken", "groet", "start_triage")
_MODEL = "gewoon"
_EINDPUNTEN = """\
action_endpoint:
  url: "http://127.0.0.1:{actiepoort}/webhook"
tracker_store:
  type: SQL
  dialect: sqlite
  db: gesprekken.db
"""
_RASA = (sys.executable, "-m", "rasa")


def systeem(project: Path) -> Systeem:
    """Het project in deze map als systeem om te meten."""
    return Systeem(
        naam="gewoon Rasa",
        start=(
            *_RASA,
            "run",
            *("--interface", "127.0.0.1", "--port", "{poort}"),
            *("--model", f"models/{_MODEL}.tar.gz", "--endpoints", "{map}/eindpunten.yml"),
        ),
        gereed="/",
        webhook="/webhooks/rest/webhook",
        train=(
            *_RASA,
            "train",
            "--force",
            *("--fixed-model-name", _MODEL, "--out", "models", "--domain", "domain"),
        ),
        omgeving={
            "RASA_CACHE_DIRECTORY": "{map}/cache-gewoon",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        },
        naast=(*_RASA, "run", "actions", "--port", "{actiepoort}"),
        naast_gereed="/health",
        bestanden={"eindpunten.yml": _EINDPUNTEN},
        waar=project,
    )


def schrijf(project: Path, zinnen_per_intent: int) -> None:
    """Zet het project klaar; een bestaand project met dezelfde inhoud en zijn model blijven staan.

    Args:
        project: de map van het project.
        zinnen_per_intent: hoeveel zinnen per bedoeling het hooguit uit onze eigen data leert.
    """
    if project.exists():
        shutil.rmtree(project)
    shutil.copytree(_sjabloon(), project, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    (project / "domain").mkdir()
    (project / "domain.yml").rename(project / "domain" / "rasa_init.yml")
    shutil.copy(EIGEN / "domain.yml", project / "domain" / "triage.yml")
    shutil.copy(EIGEN / "data.yml", project / "data" / "triage.yml")
    shutil.copy(EIGEN / "acties.py", project / "actions" / "actions.py")
    nlu = [{"intent": naam, "examples": _lijst(z[:zinnen_per_intent])} for naam, z in _zinnen()]
    with (project / "data" / "zinnen.yml").open("w", encoding="utf-8") as uit:
        YAML().dump({"version": "3.1", "nlu": nlu}, uit)


def zorg_voor_model(project: Path, tijdelijk: Path, zinnen_per_intent: int) -> float | None:
    """Maak het project en train het als de invoer anders is dan bij het bewaarde model.

    Returns:
        De seconden van de training, of None als het bewaarde model nog past.
    """
    som = _som(zinnen_per_intent)
    merk = project / "models" / "invoer.txt"
    if merk.is_file() and merk.read_text("ascii") == som and modelbestand(project).is_file():
        return None
    schrijf(project, zinnen_per_intent)
    seconden = train(systeem(project), tijdelijk)
    merk.write_text(som, "ascii")
    return seconden


def modelbestand(project: Path) -> Path:
    """Het getrainde model van het project."""
    return project / "models" / f"{_MODEL}.tar.gz"


def _sjabloon() -> Path:
    gevonden = importlib.util.find_spec("rasa")
    if gevonden is None or gevonden.origin is None:
        raise RuntimeError("Rasa is niet geïnstalleerd.")
    return Path(gevonden.origin).parent / "cli" / "initial_project"


def _zinnen() -> Iterator[tuple[str, list[str]]]:
    for pad in sorted(ZINNEN.glob("*.yml")):
        inhoud: dict[str, Any] = YAML(typ="safe").load(pad.read_text(encoding="utf-8"))
        for deel in inhoud["nlu"]:
            if deel["intent"] in INTENTS:
                regels = deel["examples"].splitlines()
                yield deel["intent"], [r.removeprefix("- ").strip() for r in regels if r]


def _lijst(zinnen: list[str]) -> str:
    return "".join(f"- {zin}\n" for zin in zinnen)


def _som(zinnen_per_intent: int) -> str:
    som = hashlib.sha256(str(zinnen_per_intent).encode())
    for pad in sorted([*EIGEN.iterdir(), *ZINNEN.glob("*.yml"), *_sjabloon().rglob("*.yml")]):
        if pad.is_file():
            som.update(pad.read_bytes())
    return som.hexdigest()
