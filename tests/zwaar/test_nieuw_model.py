"""Een nieuw model gaat erin terwijl mensen indienen: eerst het ene proces, dan het andere."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests.zwaar.eigenpostgres import eigen_postgres
from tests.zwaar.storingstabel import rijen_in
from tests.zwaar.uitgerold import Opstelling, eigen_kopie, uitgerold, zeg
from tests.zwaar.volhouders import Volhouders

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

GEBRUIKERS = 4
ALLEEN_NIEUW = "zwieperdiepap"
"""Een woord dat alleen het nieuwe model kent, als bedankje."""


def _leer_bij(product: Path) -> None:
    voorbeelden = product / "bot" / "data" / "nlu" / "begroeting.yml"
    begin = "  - intent: bedank\n    examples: |\n"
    zinnen = "".join(
        f"      - {zin}\n"
        for zin in (
            ALLEEN_NIEUW,
            f"{ALLEEN_NIEUW} hoor",
            f"nou {ALLEEN_NIEUW}",
            f"{ALLEEN_NIEUW} zeg",
        )
    )
    tekst = voorbeelden.read_text("utf-8")
    assert begin in tekst
    voorbeelden.write_text(tekst.replace(begin, begin + zinnen), "utf-8")
    subprocess.run([sys.executable, "-m", "bot.model"], cwd=product, check=True, timeout=300)


def _antwoorden(opstelling: Opstelling) -> list[str]:
    """Wat elk proces op het nieuwe woord zegt."""
    gezegd = []
    for poort in opstelling.assistenten():
        status, berichten = zeg(poort, f"nieuw-{uuid.uuid4().hex}", ALLEEN_NIEUW)
        assert status == 200
        gezegd.append(" ".join(str(bericht.get("text", "")) for bericht in berichten))
    return gezegd


def test_een_nieuw_model_halverwege_verliest_en_verdubbelt_niets(tmp_path):
    product = eigen_kopie(tmp_path / "product")
    with eigen_postgres() as postgres, uitgerold(tmp_path, postgres.url, wortel=product) as stel:
        assert not any("Graag gedaan" in zin for zin in _antwoorden(stel))
        oud = {pad.name for pad in (product / "models").glob("*.tar.gz")}
        gebruikers = Volhouders(stel.poort, GEBRUIKERS, 0.05)
        gebruikers.start()
        try:
            _leer_bij(product)
            voor = set(stel.assistenten().values())
            stel.proces.send_signal(signal.SIGHUP)
            stel.wacht_tot(lambda: not voor & set(stel.assistenten().values()))
            stel.wacht_tot(lambda: len(stel.assistenten()) == len(voor))
            stel.wacht_tot(lambda: all(map(stel.gereed, stel.assistenten())))
            time.sleep(1)
        finally:
            gebruikers.rond_af(120)

        assert not gebruikers.fouten, gebruikers.fouten
        rijen = rijen_in(postgres.url)
        assert sorted(k for k, _ in rijen) == sorted(een.kenmerk for een in gebruikers.gesprekken)
        assert len({wie for _, wie in rijen}) == len(rijen)
        nieuw = {pad.name for pad in (product / "models").glob("*.tar.gz")}
        assert nieuw
        assert not nieuw & oud
        assert all("Graag gedaan" in zin for zin in _antwoorden(stel))

    stilte = max(duur for een in gebruikers.gesprekken for _, duur in een.stilten)
    print(
        f"\nNieuw model halverwege: {len(gebruikers.gesprekken)} gesprekken, 0 verloren, 0 dubbel, "
        f"{sum(een.storingen for een in gebruikers.gesprekken)} keer opnieuw gevraagd, langste "
        f"stilte {stilte:.1f} s"
    )
