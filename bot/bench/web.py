"""Wat een pagina aan de widget kost, en wat een veel te groot verzoek de assistent kost."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time

from bot.webkanaal import PAGINAS

ANDEREN = {
    "deep-chat 2.4.2": 119,
    "rasa-webchat 1.0.1": 207,
    "@carbon/ai-chat 1.9.1": 613,
    "botframework-webchat 4.18.1": 957,
}
"""Gemeten kB, gezipt, van wat een browser bij andere widgets ophaalt (onderzoek van 2026)."""

GROOT_BYTES = 20_000_000
_STUK = b"a" * 1_000_000
_NIET_VAN_DE_WIDGET = "pagina.css"
_WACHT_SECONDEN = 30
_KB = 1000


def widget_kb() -> float:
    """Wat een pagina met de widget ophaalt: alle modules en de stijl, gezipt zoals verstuurd."""
    paden = (pad for pad in PAGINAS.iterdir() if pad.suffix in {".js", ".css"})
    delen = (pad.read_bytes() for pad in paden if pad.name != _NIET_VAN_DE_WIDGET)
    return sum(len(gzip.compress(deel, 9, mtime=0)) for deel in delen) / _KB


def weiger_groot(poort: int, pad: str, keren: int) -> list[float]:
    """Seconden van het begin van een verzoek van 20 MB tot het antwoord 413.

    Args:
        poort: waar de assistent op loopback luistert.
        pad: het adres waar het verzoek heen gaat.
        keren: hoe vaak.

    Raises:
        RuntimeError: als het verzoek niet met 413 geweigerd wordt.
    """
    return [_een(poort, pad) for _ in range(keren)]


def _een(poort: int, pad: str) -> float:
    kop = f"POST {pad} HTTP/1.1\r\nHost: meting\r\nContent-Length: {GROOT_BYTES}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", poort), _WACHT_SECONDEN) as lijn:
        begin = time.perf_counter()
        # De server hoeft de rest niet aan te nemen en mag al gesloten hebben.
        with contextlib.suppress(OSError):
            lijn.sendall(kop.encode("ascii") + _STUK)
        antwoord = lijn.recv(64)
        seconden = time.perf_counter() - begin
        if not antwoord.startswith(b"HTTP/1.1 413 "):
            raise RuntimeError(f"Een verzoek van 20 MB gaf {antwoord[:40]!r}.")
        return seconden
