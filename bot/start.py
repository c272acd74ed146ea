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
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field

from adviesvraag.fouten import AdviesvraagFout, VerkeerdeSleutel
from adviesvraag.opslag import open_opslag
from bot import inbox
from bot.instellingen import (
    VOORVOEGSEL,
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
    """Een proces dat meedraait, het adres dat zegt of het klaar is, en wat dan getoond wordt.

    Attributes:
        invoer: wat het op de standaardinvoer krijgt; dan gaan onze instellingen niet als
            omgevingsvariabelen mee.
    """

    naam: str
    opdracht: Sequence[str]
    gereed: str
    adressen: Sequence[str]
    invoer: str = field(default="", repr=False)


def onderdelen(gegevens: Instellingen, sleutels: Sequence[str]) -> list[Onderdeel]:
    """Alles wat `make run` start; een nieuw onderdeel is een regel erbij."""
    return [_assistent(gegevens), *_inbox(gegevens, sleutels)]


def _inbox(gegevens: Instellingen, sleutels: Sequence[str]) -> list[Onderdeel]:
    if not gegevens.inbox.aan or inbox.waarom_niet(gegevens):
        return []
    adressen = [f"inbox     {inbox.adres(gegevens)}/"]
    if inbox.lokaal(gegevens):
        adressen.append(f"inloggen  {inbox.inloglink_adres(gegevens)} (één keer, een kwartier)")
    return [
        Onderdeel(
            "inbox",
            [str(inbox.PYTHON), "-m", "adviesvraag.inbox"],
            f"{inbox.luistert_op(gegevens)}/gezond",
            adressen,
            inbox.invoer(gegevens, sleutels),
        )
    ]


def _assistent(gegevens: Instellingen) -> Onderdeel:
    host = f"[{gegevens.host}]" if ":" in gegevens.host else gegevens.host
    basis = f"http://{host}:{gegevens.poort}"
    chat = f"{basis}/webhooks/web/"
    web = [f"chat      {chat}", f"voorbeeld {chat}voorbeeld"] if gegevens.web.aan else []
    rest = [f"REST      {basis}/webhooks/rest/webhook"] if gegevens.rest_aan else []
    return Onderdeel(
        "assistent",
        [sys.executable, "-m", "bot.server"],
        f"{basis}/webhooks/rest/" if gegevens.rest_aan else f"{basis}/",
        [*web, *rest, "terminal  make chat"],
    )


def main() -> int:
    """Draai tot het stopsein; geeft de afsluitcode."""
    try:
        gegevens = lees_instellingen(os.environ)
        _eis_vrije_poorten(gegevens)
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
    processen: list[tuple[Onderdeel, subprocess.Popen[bytes]]] = []
    try:
        # Een voor een: gaat er een mis, dan staan de eerdere in de lijst om te stoppen.
        processen.extend((deel, _start(deel)) for deel in onderdelen(gegevens, sleutels))
        return _bewaak(processen, inbox.waarom_niet(gegevens))
    except KeyboardInterrupt:
        return 0
    finally:
        _beeindig([proces for _, proces in processen])


def _start(onderdeel: Onderdeel) -> subprocess.Popen[bytes]:
    if not onderdeel.invoer:
        return subprocess.Popen(onderdeel.opdracht, cwd=WORTEL)  # noqa: S603 - eigen opdracht
    kaal = {naam: w for naam, w in os.environ.items() if not naam.startswith(VOORVOEGSEL)}
    proces = subprocess.Popen(  # noqa: S603 - eigen opdracht
        onderdeel.opdracht, cwd=WORTEL, env=kaal, stdin=subprocess.PIPE
    )
    # Stopt het proces al voor het leest, dan zegt `_bewaak` dat.
    with suppress(BrokenPipeError), proces.stdin or nullcontext() as stdin:
        if stdin is not None:
            stdin.write(onderdeel.invoer.encode())
    return proces


def _eis_vrije_poorten(gegevens: Instellingen) -> None:
    _eis_vrij(gegevens.host, "WEGWIJZER_PORT", gegevens.poort)
    if gegevens.inbox.aan and not inbox.waarom_niet(gegevens):
        _eis_vrij(gegevens.host, "WEGWIJZER_INBOX_PORT", gegevens.inbox.poort)


def _eis_vrij(host: str, naam: str, poort: int) -> None:
    soort = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(soort) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((host, poort))
        except OSError:
            raise InstellingFout(
                f"{naam} is {poort}, maar die is op {host} niet vrij; geef een vrije poort."
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


def _bewaak(processen: Sequence[tuple[Onderdeel, subprocess.Popen[bytes]]], nog: str) -> int:
    for onderdeel, proces in processen:
        print(f"Wachten op: {onderdeel.naam}", flush=True)
        if not _wacht_op(onderdeel, proces):
            print(f"Niet gestart: {onderdeel.naam} is gestopt of te traag.", file=sys.stderr)
            return 1
    print("Klaar. Stoppen met Ctrl+C.")
    for onderdeel, _ in processen:
        for adres in onderdeel.adressen:
            print(f"  {adres}", flush=True)
    if nog:
        print(f"  {nog}", flush=True)
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
