"""Een proces krijgt voor een meting een deel van een kern, en daarna weer alles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.bench.kerndeel import kerndeel
from bot.bench.systeem import MeetFout

pytestmark = pytest.mark.rasa


@pytest.fixture
def proces():
    bezig = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield bezig
    bezig.kill()
    bezig.wait()


def _groepen(nummer: int) -> str:
    return Path(f"/proc/{nummer}/cgroup").read_text()


def test_een_proces_zit_alleen_tijdens_de_meting_in_een_eigen_groep(proces):
    voor = _groepen(proces.pid)
    try:
        with kerndeel([proces.pid], 0.3):
            assert "wegwijzer-bench-" in _groepen(proces.pid)
    except MeetFout as fout:
        pytest.skip(str(fout))

    assert _groepen(proces.pid) == voor


def test_een_proces_dat_niet_bestaat_geeft_een_zin_en_laat_geen_groep_achter(proces):
    proces.kill()
    proces.wait()

    with pytest.raises(MeetFout, match="lukt hier niet"), kerndeel([proces.pid], 0.3):
        pass

    assert not list(Path("/sys/fs/cgroup").glob(f"**/wegwijzer-bench-*-{proces.pid}"))
