"""De assistent één keer geladen en per start afgesplitst: Rasa laden kost 20 seconden, splitsen 2.

`python -m tests.voorgeladen` laadt alles wat elke assistent laadt, en splitst dan per regel invoer
een kind af dat `bot.server` draait zoals `make run` dat doet: met eigen instellingen, een eigen
uitvoer en een eigen lezing van het model. Wie de start zelf toetst, gebruikt dit niet.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

WORTEL = Path(__file__).parents[1]
_KLAAR = "klaar"
_WACHT_SECONDEN = 240


class Afgesplitst:
    """Een draaiende assistent; het is geen kind van de toets, dus een pidfd zegt of hij er is.

    Attributes:
        pid: zijn procesnummer.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._fd = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """0 als hij gestopt is, anders None; hoe hij stopte weet alleen zijn ouder."""
        return self._gestopt(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wacht tot hij gestopt is.

        Raises:
            TimeoutExpired: hij draait na zoveel seconden nog.
        """
        gestopt = self._gestopt(timeout)
        if gestopt is None:
            raise subprocess.TimeoutExpired("bot.server", timeout or 0)
        return gestopt

    def terminate(self) -> None:
        """Vraag hem te stoppen."""
        self._stuur(signal.SIGTERM)

    def kill(self) -> None:
        """Stop hem hard."""
        self._stuur(signal.SIGKILL)

    def _stuur(self, signaal: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._fd, signaal)

    def _gestopt(self, seconden: float | None) -> int | None:
        return 0 if select.select([self._fd], [], [], seconden)[0] else None


class Voorgeladen:
    """Het proces met alles geladen, waar een assistent van af te splitsen is."""

    def __init__(self, proces: subprocess.Popen[str]) -> None:
        self._proces = proces

    def start(self, omgeving: Mapping[str, str], uitvoer: Path) -> Afgesplitst:
        """Splits een assistent af met deze omgeving."""
        assert self._proces.stdin
        opdracht = {"omgeving": dict(omgeving), "uitvoer": str(uitvoer)}
        self._proces.stdin.write(json.dumps(opdracht) + "\n")
        self._proces.stdin.flush()
        return Afgesplitst(int(self._lees()))

    def _lees(self) -> str:
        assert self._proces.stdout
        assert select.select([self._proces.stdout], [], [], _WACHT_SECONDEN)[0], "te traag"
        return self._proces.stdout.readline().strip()


@contextlib.contextmanager
def voorgeladen() -> Iterator[Voorgeladen]:
    """Laad alles; aan het eind stopt ook wat ervan is afgesplitst."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.voorgeladen"],
        cwd=WORTEL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as proces:
        geladen = Voorgeladen(proces)
        assert geladen._lees() == _KLAAR
        yield geladen


def _laad_alles() -> None:
    """Laad elke module en woordenlijst; de assistent die daarbij ontstaat, praat met niemand."""
    from bot import server
    from bot.assistent import laad_agent
    from bot.instellingen import instellingen, lees_instellingen
    from bot.model import zorg_voor_model
    from tests.processen import SLEUTEL

    with tempfile.TemporaryDirectory() as map_:
        eigen = {"WEGWIJZER_DATA": map_, "WEGWIJZER_SECRET_KEYS": SLEUTEL}
        laad_agent(zorg_voor_model(), lees_instellingen(eigen))
    assert callable(server.main)
    instellingen.cache_clear()


def _word_assistent(omgeving: dict[str, str], uitvoer: str) -> None:
    """Wordt in het kind de assistent, alsof Python net met deze omgeving was gestart."""
    os.environ.clear()
    os.environ.update(omgeving)
    tempfile.tempdir = None
    random.seed()
    doel = os.open(uitvoer, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    niets = os.open(os.devnull, os.O_RDONLY)
    for van, naar in ((niets, 0), (doel, 1), (doel, 2)):
        os.dup2(van, naar)
    from bot.server import main as draai

    draai()


def main() -> None:
    """Splits per regel een assistent af tot de invoer op is; stop dan wat er nog draait."""
    # Wat een bibliotheek bij het laden afdrukt hoort niet in het gesprek met de toets.
    gesprek = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    # In een eigen draad: het taalmodel rekent met OpenMP, en wat de hoofddraad daarmee begon is na
    # het splitsen in het kind weg; dat wacht er dan voor altijd op.
    draad = threading.Thread(target=_laad_alles)
    draad.start()
    draad.join()
    print(_KLAAR, file=gesprek)
    kinderen: set[int] = set()
    for regel in sys.stdin:
        kinderen -= {kind for kind in kinderen if os.waitpid(kind, os.WNOHANG)[0]}
        kind = os.fork()
        if not kind:
            gesprek.close()
            _word_assistent(**json.loads(regel))
            os._exit(0)
        kinderen.add(kind)
        print(kind, file=gesprek)
    for kind in kinderen:
        with contextlib.suppress(ProcessLookupError):
            os.kill(kind, signal.SIGKILL)


if __name__ == "__main__":
    main()
