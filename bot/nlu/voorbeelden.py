"""De voorbeeldzinnen van de NLU als gewone gegevens, zonder Rasa."""

from __future__ import annotations

from pathlib import Path

from knowledge.yamlbestand import lees_yaml

MAP = Path(__file__).resolve().parent.parent / "data" / "nlu"


def voorbeelden(map_: Path = MAP) -> dict[str, list[str]]:
    """Per intentie de zinnen.

    Raises:
        BestandFout: een bestand is geen geldige YAML.
    """
    uit: dict[str, list[str]] = {}
    for pad in sorted(map_.glob("*.yml")):
        for blok in lees_yaml(pad)["nlu"]:
            regels = str(blok["examples"]).splitlines()
            uit.setdefault(str(blok["intent"]), []).extend(r.removeprefix("- ") for r in regels)
    return uit
