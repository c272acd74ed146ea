"""Het toezicht op de processen die `make run` start: wachten, herstarten, vernieuwen en stoppen."""

from __future__ import annotations

import os
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field

from bot.instellingen import VOORVOEGSEL
from bot.model import WORTEL

_STOP_SECONDEN = 6.0
_VERDELER_SECONDEN = 1.5
_START_SECONDEN = 120.0
_MEESTE_HERSTARTS = 5
"""Zo vaak achter elkaar stoppen zonder ooit te antwoorden, dan helpt herstarten niet."""
_LANGSTE_PAUZE = 30.0
_POLS_SECONDEN = 1.0
_STIL_SECONDEN = 30.0
"""Wie zo lang geen enkel antwoord geeft, hangt."""


@dataclass(frozen=True)
class Onderdeel:
    """Een proces dat meedraait, het adres dat zegt of het klaar is, en wat dan getoond wordt.

    Attributes:
        invoer: wat het op de standaardinvoer krijgt; dan gaan onze instellingen niet als
            omgevingsvariabelen mee.
        vernieuwbaar: of het bij een nieuw model opnieuw start.
        als_laatste: of het pas stopt als de rest klaar is.
    """

    naam: str
    opdracht: Sequence[str]
    gereed: str
    adressen: Sequence[str] = ()
    invoer: str = field(default="", repr=False)
    vernieuwbaar: bool = False
    als_laatste: bool = False


@dataclass(eq=False)
class _Draaiend:
    onderdeel: Onderdeel
    proces: subprocess.Popen[bytes]
    sinds: float = field(default_factory=time.monotonic)
    herstarts: int = 0
    opnieuw_om: float | None = None
    gehoord: float = 0.0
    antwoordde: bool = True


class Opzicht:
    """Alle draaiende onderdelen; `kijk` hoort een paar keer per seconde geroepen te worden.

    Args:
        meld: krijgt elke regel voor de beheerder.
    """

    def __init__(self, meld: Callable[[str], None]) -> None:
        self._meld = meld
        self._alle: list[_Draaiend] = []
        self._te_vernieuwen: deque[_Draaiend] = deque()
        self._wordt_vernieuwd: _Draaiend | None = None

    def start(self, onderdelen: Sequence[Onderdeel]) -> bool:
        """Start alles tegelijk en wacht tot het klaar is; geeft of dat lukte."""
        for onderdeel in onderdelen:
            # Een voor een: gaat er een mis, dan staan de eerdere in de lijst om te stoppen.
            self._alle.append(_Draaiend(onderdeel, _start(onderdeel)))
        for een in self._alle:
            print(f"Wachten op: {een.onderdeel.naam}", flush=True)
            if not _wacht_op(een):
                self._meld(f"Niet gestart: {een.onderdeel.naam} is gestopt of te traag.")
                return False
        for een in self._alle:
            een.gehoord = time.monotonic()
            # Elk een eigen draad: wie hangt, houdt het luisteren naar de rest niet op.
            threading.Thread(target=_luister, args=(een,), name="hartslag", daemon=True).start()
        return True

    def kijk(self) -> bool:
        """Herstart wat gestopt is of hangt; geeft onwaar als iets blijft stoppen."""
        nu = time.monotonic()
        for een in self._alle:
            if een.proces.poll() is None and nu - een.gehoord > _STIL_SECONDEN:
                self._meld(f"{een.onderdeel.naam} antwoordt niet meer en wordt gestopt.")
                een.proces.kill()
                een.proces.wait()
            if een.proces.poll() is not None and not self._herstart(een, nu):
                return False
        self._vernieuw_de_volgende()
        return True

    def vernieuw(self) -> None:
        """Herstart de vernieuwbare onderdelen, één voor één; de rest blijft antwoorden."""
        for een in self._alle:
            if een.onderdeel.vernieuwbaar and een not in self._te_vernieuwen:
                self._te_vernieuwen.append(een)

    def beeindig(self) -> None:
        """Stop alles: eerst wie nog antwoorden af kan maken, dan de verdeler."""
        for laatste, seconden in ((False, _STOP_SECONDEN), (True, _VERDELER_SECONDEN)):
            _beeindig(
                [e.proces for e in self._alle if e.onderdeel.als_laatste is laatste], seconden
            )

    def _herstart(self, een: _Draaiend, nu: float) -> bool:
        if een.opnieuw_om is None:
            een.herstarts = 0 if een.antwoordde else een.herstarts
            blijft = een.herstarts >= _MEESTE_HERSTARTS
            if blijft and not self._gaat_verder_zonder(een):
                self._meld(f"{een.onderdeel.naam} blijft stoppen; alles stopt.")
                return False
            code = een.proces.returncode
            self._meld(f"{een.onderdeel.naam} is gestopt (code {code}) en wordt herstart.")
            een.opnieuw_om = nu + min(0.2 * 4**een.herstarts - 0.2, _LANGSTE_PAUZE)
            een.herstarts += 1
        if nu >= een.opnieuw_om:
            self._begin(een)
        return True

    def _gaat_verder_zonder(self, een: _Draaiend) -> bool:
        """Of de gebruiker zonder dit onderdeel nog geholpen wordt."""
        if een.onderdeel.als_laatste:
            return False
        return not een.onderdeel.vernieuwbaar or any(
            ander.onderdeel.vernieuwbaar and ander.antwoordde and ander.proces.poll() is None
            for ander in self._alle
            if ander is not een
        )

    def _begin(self, een: _Draaiend) -> None:
        een.proces = _start(een.onderdeel)
        een.sinds = time.monotonic()
        # Laden duurt; zolang hoeft het nog niets te zeggen.
        een.gehoord = een.sinds + _START_SECONDEN
        een.opnieuw_om = None
        een.antwoordde = False

    def _vernieuw_de_volgende(self) -> None:
        bezig = self._wordt_vernieuwd
        if bezig is not None:
            if not _is_gereed(bezig.onderdeel.gereed):
                return
            self._meld(f"{bezig.onderdeel.naam} is vernieuwd.")
            self._wordt_vernieuwd = None
        if self._te_vernieuwen:
            een = self._te_vernieuwen.popleft()
            _beeindig([een.proces], _STOP_SECONDEN)
            self._begin(een)
            self._wordt_vernieuwd = een


def _luister(een: _Draaiend) -> None:
    """Onthoud wanneer een onderdeel voor het laatst iets zei, wat het ook was."""
    while True:
        proces = een.proces
        if _zegt_iets(een.onderdeel.gereed) and proces is een.proces:
            een.gehoord = max(een.gehoord, time.monotonic())
            een.antwoordde = True
        time.sleep(_POLS_SECONDEN)


def _start(onderdeel: Onderdeel) -> subprocess.Popen[bytes]:
    if not onderdeel.invoer:
        return subprocess.Popen(onderdeel.opdracht, cwd=WORTEL)  # noqa: S603 - eigen opdracht
    kaal = {naam: w for naam, w in os.environ.items() if not naam.startswith(VOORVOEGSEL)}
    proces = subprocess.Popen(  # noqa: S603 - eigen opdracht
        onderdeel.opdracht, cwd=WORTEL, env=kaal, stdin=subprocess.PIPE
    )
    # Stopt het proces al voor het leest, dan merkt het toezicht dat.
    with suppress(BrokenPipeError), proces.stdin or nullcontext() as stdin:
        if stdin is not None:
            stdin.write(onderdeel.invoer.encode())
    return proces


def _wacht_op(een: _Draaiend) -> bool:
    grens = time.monotonic() + _START_SECONDEN
    while time.monotonic() < grens and een.proces.poll() is None:
        if _is_gereed(een.onderdeel.gereed):
            return True
        time.sleep(0.2)
    return False


def _is_gereed(adres: str) -> bool:
    try:
        with urllib.request.urlopen(adres, timeout=2):  # noqa: S310 - eigen adres
            return True
    except (urllib.error.URLError, OSError):
        return False


def _zegt_iets(adres: str) -> bool:
    """Of er iemand antwoordt; ook "nog niet klaar" is een antwoord."""
    try:
        with urllib.request.urlopen(adres, timeout=10):  # noqa: S310 - eigen adres
            return True
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, OSError):
        return False


def _beeindig(processen: Sequence[subprocess.Popen[bytes]], seconden: float) -> None:
    for proces in processen:
        if proces.poll() is None:
            proces.terminate()
    grens = time.monotonic() + seconden
    for proces in processen:
        try:
            proces.wait(max(0.1, grens - time.monotonic()))
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()
