"""Start alles en houdt de processen bij elkaar tot het stopsein."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from adviesvraag.fouten import AdviesvraagFout, VerkeerdeSleutel
from adviesvraag.opslag import open_opslag
from bot import inbox, verdeler
from bot.instellingen import (
    Instellingen,
    InstellingFout,
    lees_instellingen,
)
from bot.model import WORTEL, zorg_voor_model
from bot.opzicht import Onderdeel, Opzicht
from bot.sleutels import maak_datamap, zorg_voor_sleutels

# Op een drukke machine gaat wie in de chat wacht voor wie de inbox opent.
_ACHTER_DE_CHAT = ("nice", "-n", "5")
_OPRUIMEN_OM_DE = 24 * 3600.0
_OPRUIMEN = (sys.executable, "-m", "bot.onderhoud", "opruimen", "--stil")
_vernieuwen: list[int] = []


def onderdelen(gegevens: Instellingen, sleutels: Sequence[str]) -> list[Onderdeel]:
    """Alles wat `make run` start; een nieuw onderdeel is een regel erbij."""
    return [*_assistent(gegevens), *_inbox(gegevens, sleutels)]


def _inbox(gegevens: Instellingen, sleutels: Sequence[str]) -> list[Onderdeel]:
    if not gegevens.inbox.aan or inbox.waarom_niet(gegevens):
        return []
    adressen = [f"inbox     {inbox.adres(gegevens)}/"]
    if inbox.lokaal(gegevens):
        adressen.append(f"inloggen  {inbox.inloglink_adres(gegevens)} (één keer, een kwartier)")
    return [
        Onderdeel(
            "inbox",
            [*_ACHTER_DE_CHAT, str(inbox.PYTHON), "-m", "adviesvraag.inbox"],
            f"{inbox.luistert_op(gegevens)}/gezond",
            adressen,
            inbox.invoer(gegevens, sleutels),
        )
    ]


def _assistent(gegevens: Instellingen) -> list[Onderdeel]:
    host = f"[{gegevens.host}]" if ":" in gegevens.host else gegevens.host
    basis = f"http://{host}:{gegevens.poort}"
    chat = f"{basis}/webhooks/web/"
    web = [f"chat      {chat}", f"voorbeeld {chat}voorbeeld"] if gegevens.web.aan else []
    rest = [f"REST      {basis}/webhooks/rest/webhook"] if gegevens.rest_aan else []
    adressen = [*web, *rest, "terminal  make chat"]
    gereed = "/webhooks/rest/" if gegevens.rest_aan else "/"
    programma = [sys.executable, "-m", "bot.server"]
    if gegevens.processen == 1:
        return [Onderdeel("assistent", programma, f"{basis}{gereed}", adressen, vernieuwbaar=True)]
    poorten = _vrije_poorten(gegevens.processen)
    return [
        *(
            Onderdeel(
                f"assistent {nummer}",
                [*programma, verdeler.ACHTER, str(poort)],
                f"http://127.0.0.1:{poort}{gereed}",
                vernieuwbaar=True,
            )
            for nummer, poort in enumerate(poorten, 1)
        ),
        Onderdeel(
            "verdeler",
            verdeler.maak(gegevens, poorten),
            f"{basis}{gereed}",
            adressen,
            als_laatste=True,
        ),
    ]


def _vrije_poorten(aantal: int) -> list[int]:
    """Poorten op loopback die nu vrij zijn; samen geopend, dus allemaal anders."""
    with ExitStack() as open_:
        proeven = [open_.enter_context(socket.socket()) for _ in range(aantal)]
        for proef in proeven:
            proef.bind(("127.0.0.1", 0))
        return [int(proef.getsockname()[1]) for proef in proeven]


def main() -> int:
    """Draai tot het stopsein; geeft de afsluitcode."""
    try:
        gegevens = lees_instellingen(os.environ)
        _eis_vrije_poorten(gegevens)
        if gegevens.processen > 1:
            verdeler.vind_nginx()
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
    signal.signal(signal.SIGHUP, _vernieuw)
    opzicht = Opzicht(_meld)
    try:
        return _bewaak(opzicht, onderdelen(gegevens, sleutels), inbox.waarom_niet(gegevens))
    except KeyboardInterrupt:
        return 0
    finally:
        opzicht.beeindig()


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
    opslag = open_opslag(gegevens.database_url, sleutels=sleutels, wacht_s=gegevens.opslag_seconden)
    try:
        opslag.bijwerken()
    except VerkeerdeSleutel:
        raise InstellingFout(
            "WEGWIJZER_SECRET_KEYS past niet op de gegevens; geef de sleutel waarmee ze zijn "
            "gemaakt."
        ) from None
    finally:
        opslag.sluit()


def _bewaak(opzicht: Opzicht, delen: Sequence[Onderdeel], nog: str) -> int:
    if not opzicht.start(delen):
        return 1
    print("Klaar. Stoppen met Ctrl+C.")
    for onderdeel in delen:
        for adres in onderdeel.adressen:
            print(f"  {adres}", flush=True)
    if nog:
        print(f"  {nog}", flush=True)
    opruimen_om = time.monotonic()
    while opzicht.kijk():
        if time.monotonic() >= opruimen_om:
            subprocess.Popen(_OPRUIMEN, cwd=WORTEL)  # noqa: S603 - eigen opdracht
            opruimen_om += _OPRUIMEN_OM_DE
        if _vernieuwen:
            _vernieuwen.clear()
            zorg_voor_model()
            opzicht.vernieuw()
        time.sleep(0.3)
    return 1


def _stop(_signaal: int, _kader: object) -> None:
    raise KeyboardInterrupt


def _vernieuw(signaal: int, _kader: object) -> None:
    _vernieuwen.append(signaal)


def _meld(regel: str) -> None:
    print(regel, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AdviesvraagFout as fout:
        sys.exit(f"Niet gestart. {fout}")
