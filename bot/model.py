"""Het Rasa-model: alleen opnieuw trainen als een van de invoeren is veranderd."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
MODELLEN = WORTEL / "models"
_INVOER = ("config.yml", "domain.yml", "requirements.lock", "bot/data", "bot/nlu")


def vingerafdruk(wortel: Path = WORTEL) -> str:
    """Een korte naam voor alles waar het model van afhangt."""
    som = hashlib.sha256()
    for naam in _INVOER:
        for pad in _bestanden(wortel / naam):
            som.update(str(pad.relative_to(wortel)).encode())
            som.update(hashlib.sha256(pad.read_bytes()).digest())
    return som.hexdigest()[:16]


def modelpad() -> Path:
    """Waar het model bij de huidige invoer hoort te staan."""
    return MODELLEN / f"{vingerafdruk()}.tar.gz"


def zorg_voor_model() -> Path:
    """Het pad van een passend model; traint alleen als het er met zijn controlesom nog niet is."""
    pad = modelpad()
    if not (pad.exists() and _sombestand(pad).exists()):
        print("Het model wordt getraind; dat duurt ongeveer een halve minuut.", flush=True)
        begin = time.monotonic()
        train(pad)
        onthoud_som(pad)
        print(f"Getraind in {time.monotonic() - begin:.0f} seconden.", flush=True)
    return pad


def onthoud_som(pad: Path) -> None:
    """Leg naast een net getraind model zijn controlesom, en ruim sommen zonder model op."""
    _sombestand(pad).write_text(_som(pad) + "\n", "ascii")
    for som in pad.parent.glob("*.sha256"):
        if not som.with_suffix("").exists():
            som.unlink()


def eis_eigen_model(pad: Path) -> None:
    """Laat alleen een model door dat hier getraind is en daarna niet is veranderd.

    Een model is een archief met bestanden die bij het laden code kunnen uitvoeren.

    Raises:
        SystemExit: als het bestand elders staat, geen controlesom heeft of veranderd is.
    """
    som = _sombestand(pad)
    if pad.resolve().parent != MODELLEN.resolve():
        raise SystemExit(
            f"Niet gestart. Een model wordt alleen geladen uit de map {MODELLEN.name}."
        )
    if not pad.is_file() or not som.is_file() or som.read_text("ascii").strip() != _som(pad):
        raise SystemExit(
            f"Niet gestart. Het model {pad.name} is na het trainen veranderd of niet compleet. "
            f"Verwijder het uit de map {MODELLEN.name} en draai make train."
        )


def train(pad: Path) -> None:
    """Train het model en zet het in één keer op zijn plaats.

    Raises:
        SystemExit: als Rasa de invoer niet aanvaardt.
    """
    os.environ.setdefault("TQDM_DISABLE", "1")
    from rasa.model_training import train as rasa_train  # noqa: PLC0415 - importeren duurt 5 s
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

    configure_structlog(logging.WARNING)

    pad.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=pad.parent) as tijdelijk:
        uitkomst = rasa_train(
            domain=str(WORTEL / "domain.yml"),
            config=str(WORTEL / "config.yml"),
            training_files=[str(WORTEL / "bot" / "data")],
            output=tijdelijk,
            fixed_model_name="model",
            force_training=True,
        )
        if uitkomst.code or not uitkomst.model:
            raise SystemExit("Het trainen is mislukt; zie de melding hierboven.")
        shutil.move(uitkomst.model, pad)
    for oud in pad.parent.glob("*.tar.gz"):
        if oud != pad:
            oud.unlink()


def _sombestand(pad: Path) -> Path:
    return pad.with_name(f"{pad.name}.sha256")


def _som(pad: Path) -> str:
    return hashlib.sha256(pad.read_bytes()).hexdigest()


def _bestanden(pad: Path) -> list[Path]:
    if pad.is_file():
        return [pad]
    return sorted(p for p in pad.rglob("*") if p.suffix in {".yml", ".py"})


if __name__ == "__main__":
    sys.path.insert(0, str(WORTEL))
    print(zorg_voor_model())
