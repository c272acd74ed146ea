"""Geplante gegevens waar geen antwoord hoort: in knoppen, koppen, velden en kapotte verzoeken."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlsplit

from tests.bot.channels.web.client import BASIS, Gesprek, vraag
from tests.kanaries import Kanarie

WEBHOOK = "/webhooks/rest/webhook"

Rand = Callable[[Kanarie], bytes]
"""Doet een verzoek met een gegeven erin en geeft wat terugkwam en nergens in mag staan."""


def langs_de_randen(adres: str, geplant: Sequence[Kanarie], gezien: list[bytes]) -> None:
    """Knoppen, koppen, velden, adressen en kapotte verzoeken: overal zit een gegeven in."""
    gesprek = Gesprek.begin(adres)
    randen = [*_rest_randen(adres), *_web_randen(gesprek), *ruwe_randen(adres, WEBHOOK)]
    for nummer, kanarie in enumerate(geplant):
        gezien.append(randen[nummer % len(randen)](kanarie))
    gezien.append(gesprek.doe("GET", f"{gesprek.pad}/activities").ruw)


def _rest_randen(adres: str) -> list[Rand]:
    def rest(inhoud: object, pad: str = WEBHOOK, **koppen: str) -> bytes:
        antwoord = vraag(adres, "POST", pad, inhoud, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return b"" if antwoord.status == 200 and _is_afzender(inhoud) else antwoord.ruw

    def bericht(tekst: object, **meer: object) -> dict[str, object]:
        return {"sender": "rand", "message": tekst, **meer}

    return [
        lambda k: rest({"sender": k.waarde, "message": "hallo"}),
        lambda k: rest(bericht(f"keuze~{k.waarde}~soort~casus~AAAAAAAAAAAAAAAA")),
        lambda k: rest(bericht(f'/kies{{"waarde": "{k.waarde}"}}')),
        lambda k: rest(bericht(f"EXTERNAL: {k.zin}")),
        lambda k: rest(bericht("hallo", metadata={"naam": k.waarde}, input_channel=k.waarde)),
        lambda k: rest(bericht({"tekst": k.waarde})),
        lambda k: rest(bericht([k.zin, k.zin])),
        lambda k: rest(f'{{"sender": "rand", "message": "{k.zin}"'.encode()),
        lambda k: rest(bericht(k.zin + " en nog wat" * 300)),
        lambda k: rest(bericht("Hij heeft een mes en bedreigt ons nu. " + k.zin)),
        lambda k: rest(bericht(k.zin + " x" * 200_000)),
        lambda k: rest(b'{"message": "' + k.zin.encode() + b"a" * 1_100_000 + b'"}'),
        lambda k: rest(bericht("hallo"), X_Naam=kop(k), User_Agent=kop(k), Cookie=kop(k)),
        lambda k: rest(bericht("hallo"), Referer=kop(k), Authorization=kop(k)),
        lambda k: rest(bericht("hallo"), f"{WEBHOOK}?naam={quote(k.waarde)}"),
        lambda k: rest(bericht("hallo"), f"/webhooks/rest/{quote(k.waarde, safe='')}"),
    ]


def _web_randen(gesprek: Gesprek) -> list[Rand]:
    def stuur(inhoud: object, **koppen: str) -> bytes:
        antwoord = gesprek.doe("POST", f"{gesprek.pad}/activities", inhoud, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return antwoord.ruw

    def activiteit(**meer: object) -> dict[str, object]:
        return {"type": "message", "text": "hallo", **meer}

    def haal(pad: str, **koppen: str) -> bytes:
        antwoord = vraag(gesprek.adres, "GET", pad, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return antwoord.ruw

    return [
        lambda k: stuur(activiteit(value={"payload": k.zin})),
        lambda k: stuur(activiteit(value=f"keuze~{k.waarde}~a~b~AAAAAAAAAAAAAAAA")),
        lambda k: stuur(activiteit(**{"from": {"id": k.waarde, "name": k.waarde}})),
        lambda k: stuur(activiteit(channelData={"clientActivityID": k.waarde, "naam": k.waarde})),
        lambda k: stuur(activiteit(id=k.waarde, locale=k.waarde, name=k.waarde)),
        lambda k: stuur(activiteit(entities=[{"naam": k.waarde}], speak=k.zin)),
        lambda k: stuur(activiteit(attachments=[{"name": k.waarde, "content": k.zin}])),
        lambda k: stuur({"type": k.waarde, "text": k.zin}),
        lambda k: stuur(f'{{"type": "message", "text": "{k.zin}'.encode()),
        lambda k: stuur(activiteit(text=k.zin + " y" * 20_000)),
        lambda k: stuur(activiteit(), Origin=f"https://{kop(k)}"),
        lambda k: haal(f"{BASIS}/conversations/{quote(k.waarde, safe='')}/activities"),
        lambda k: haal(f"{gesprek.pad}/activities?watermark={quote(k.waarde)}"),
        lambda k: haal(f"{gesprek.pad}/activities", Authorization=f"Bearer {kop(k)}"),
        lambda k: haal(f"/webhooks/web/bestanden/{quote(k.waarde, safe='')}/x.js"),
    ]


def ruwe_randen(adres: str, webhook: str) -> list[Rand]:
    """Verzoeken die geen HTTP zijn, of half."""
    delen = urlsplit(adres)

    def ruw(inhoud: bytes) -> bytes:
        lijn = socket.create_connection((str(delen.hostname), int(delen.port or 0)), 5)
        # De server mag ophangen zodra hij ziet dat dit niets is.
        with lijn, contextlib.suppress(OSError):
            lijn.sendall(inhoud)
            lijn.shutdown(socket.SHUT_WR)
            while lijn.recv(65_536):
                pass
        return b""

    return [
        lambda k: ruw(f"{k.zin}\r\n\r\n".encode()),
        lambda k: ruw(f"POST {webhook} HTTP/1.1\r\nX-Naam: {k.zin}\r\n".encode()),
        lambda k: ruw(f"GET /{k.waarde} HTTP/1.1\r\nHost: x\r\n\r\n".encode()),
        lambda k: ruw(b"GET / HTTP/1.1\r\nX: " + k.zin.encode() * 4_000 + b"\r\n\r\n"),
        lambda k: ruw(f"POST {webhook} HTTP/1.1\r\nContent-Length: {k.waarde}\r\n\r\n".encode()),
    ]


def _is_afzender(inhoud: object) -> bool:
    """De afzender krijgt zijn eigen naam terug; dat is het verzoek, niet wat er bewaard is."""
    return isinstance(inhoud, dict) and inhoud.get("sender") != "rand"


def kop(kanarie: Kanarie) -> str:
    """Het gegeven zoals het in een kop past."""
    return kanarie.waarde.encode("ascii", "replace").decode()
