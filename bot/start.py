"""Start alles en houdt de processen bij elkaar tot het stopsein."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

from adviesvraag.fouten import AdviesvraagFout, VerkeerdeSleutel
from adviesvraag.opslag import open_opslag
from bot.instellingen import (
    Instellingen,
    InstellingFout,
    lees_instellingen,
    maak_datamap,
    zorg_voor_sleutels,
)
from bot.model import WORTEL, zorg_voor_model

_STOP_SECONDEN = 8.0
_WACHT_SECONDEN = 120.0
_OPRUIMEN_OM_DE = 24 * 3600.0
_OPRUIMEN = (sys.executable, "-m", "bot.onderhoud", "opruimen", "--stil")


@dataclass(frozen=True)
class Onderdeel:
    """Een proces dat meedraait, het adres dat zegt of het klaar is, en wat dan getoond wordt."""

    naam: str
    opdracht: Sequence[str]
    gereed: str
    adressen: Sequence[str]


def onderdelen(gegevens: Instellingen) -> list[Onderdeel]:
    """Alles wat `make run` start; een nieuw onderdeel is een regel erbij."""
    host = f"[{gegevens.host}]" if ":" in gegevens.host else gegevens.host
    basis = f"http://{host}:{gegevens.poort}"
    chat = f"{basis}/webhooks/web/"
    web = [f"chat      {chat}", f"voorbeeld {chat}voorbeeld"] if gegevens.web.aan else []
    rest = [f"REST      {basis}/webhooks/rest/webhook"] if gegevens.rest_aan else []
    return [
        Onderdeel(
            "assistent",
            [sys.executable, "-m", "bot.server"],
            f"{basis}/webhooks/rest/" if gegevens.rest_aan else f"{basis}/",
            [*web, *rest, "terminal  make chat"],
        ),
    ]


def main() -> int:
    """Draai tot het stopsein; geeft de afsluitcode."""
    try:
        gegevens = lees_instellingen(os.environ)
        _eis_vrije_poort(gegevens)
        sleutels, gemaakt = zorg_voor_sleutels(gegevens)
        maak_datamap(gegevens)
        _eis_passende_sleutels(gegevens, sleutels)
    except InstellingFout as fout:
        print(f"Niet gestart. {fout}", file=sys.stderr)
        return 2
    if gemaakt:
        print(
            f"Er is een sleutel gemaakt in {gegevens.data}; bewaar een kopie op een veilige plek."
        )
    zorg_voor_model()
    signal.signal(signal.SIGTERM, _stop)
    processen = [
        (onderdeel, subprocess.Popen(onderdeel.opdracht, cwd=WORTEL))  # noqa: S603 - eigen opdracht
        for onderdeel in onderdelen(gegevens)
    ]
    try:
        return _bewaak(processen)
    except KeyboardInterrupt:
        return 0
    finally:
        _beeindig([proces for _, proces in processen])


def _eis_vrije_poort(gegevens: Instellingen) -> None:
    soort = socket.AF_INET6 if ":" in gegevens.host else socket.AF_INET
    with socket.socket(soort) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((gegevens.host, gegevens.poort))
        except OSError:
            raise InstellingFout(
                f"WEGWIJZER_PORT is {gegevens.poort}, maar die is op {gegevens.host} niet vrij; "
                "geef een vrije poort."
            ) from None


def _eis_passende_sleutels(gegevens: Instellingen, sleutels: Sequence[str]) -> None:
    opslag = open_opslag(gegevens.database_url, sleutels=sleutels)
    try:
        opslag.bijwerken()
    except VerkeerdeSleutel:
        raise InstellingFout(
            "WEGWIJZER_SECRET_KEYS past niet op de gegevens; geef de sleutel waarmee ze zijn "
            "gemaakt."
        ) from None
    finally:
        opslag.sluit()


def _bewaak(processen: Sequence[tuple[Onderdeel, subprocess.Popen[bytes]]]) -> int:
    for onderdeel, proces in processen:
        print(f"Wachten op: {onderdeel.naam}", flush=True)
        if not _wacht_op(onderdeel, proces):
            print(f"Niet gestart: {onderdeel.naam} is gestopt of te traag.", file=sys.stderr)
            return 1
    print("Klaar. Stoppen met Ctrl+C.")
    for onderdeel, _ in processen:
        for adres in onderdeel.adressen:
            print(f"  {adres}", flush=True)
    opruimen_om = time.monotonic()
    while all(proces.poll() is None for _, proces in processen):
        if time.monotonic() >= opruimen_om:
            subprocess.Popen(_OPRUIMEN, cwd=WORTEL)  # noqa: S603 - eigen opdracht
            opruimen_om += _OPRUIMEN_OM_DE
        time.sleep(0.5)
    print("Een onderdeel is gestopt; alles stopt.", file=sys.stderr)
    return 1


def _wacht_op(onderdeel: Onderdeel, proces: subprocess.Popen[bytes]) -> bool:
    grens = time.monotonic() + _WACHT_SECONDEN
    while time.monotonic() < grens and proces.poll() is None:
        try:
            with urllib.request.urlopen(onderdeel.gereed, timeout=2):  # noqa: S310 - eigen adres
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _beeindig(processen: Sequence[subprocess.Popen[bytes]]) -> None:
    for proces in processen:
        if proces.poll() is None:
            proces.terminate()
    grens = time.monotonic() + _STOP_SECONDEN
    for proces in processen:
        try:
            proces.wait(max(0.1, grens - time.monotonic()))
        except subprocess.TimeoutExpired:
            proces.kill()


def _stop(_signaal: int, _kader: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AdviesvraagFout as fout:
        sys.exit(f"Niet gestart. {fout}")
