"""Wat een verzoek mag, voordat de inhoud gelezen is: herkomst, token, grootte en tempo."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sanic import Request
from sanic.response import HTTPResponse

from bot.channels.tempo import Tempo
from bot.channels.verzoek import adres
from bot.channels.web.fouten import BEL_112, Weigering
from bot.channels.web.tokens import OngeldigToken, Toegang, Tokens, lees_aanmeldbewijs

MAX_BYTES = 64_000
_WEGGOOIEN_BYTES = 32_000_000
_WEGGOOIEN_SECONDEN = 1.0
_EINDE_CHUNKS = b"\r\n0\r\n\r\n"
_LEZEN_PER_BERICHT = 10
_DRAGER = "bearer "


def eis_herkomst(verzoek: Request, herkomsten: Sequence[str]) -> str:
    """De herkomst die in het antwoord hoort; leeg als de browser er geen noemt.

    Raises:
        Weigering: als een pagina van deze herkomst niet met het kanaal mag praten.
    """
    herkomst = (verzoek.headers.get("origin") or "").strip().lower()
    if not herkomst or herkomst in herkomsten:
        return herkomst
    if _plek(herkomst) == (verzoek.headers.get("host") or "").lower():
        return herkomst
    raise Weigering(
        403, "Deze website mag niet met de assistent praten. Meld het aan de beheerder ervan."
    )


def eis_token(verzoek: Request, tokens: Tokens, gesprek: str | None = None) -> Toegang:
    """De toegang uit de kop `Authorization`.

    Raises:
        Weigering: zonder geldig token, of als het bij een ander gesprek hoort.
    """
    try:
        toegang = tokens.lees(_drager(verzoek))
    except OngeldigToken:
        raise Weigering(401, "Je gesprek is verlopen. Begin een nieuw gesprek.") from None
    if gesprek is not None and toegang.gesprek != gesprek:
        raise Weigering(403, "Dit token hoort bij een ander gesprek.")
    return toegang


def eis_aanmelding(verzoek: Request, sleutel: str, *, verplicht: bool) -> str:
    """Wie er is aangemeld; leeg als dat niet hoeft en niemand zich meldt.

    Raises:
        Weigering: als het bewijs niet klopt, of ontbreekt terwijl het verplicht is.
    """
    bewijs = _drager(verzoek)
    if not sleutel or not (bewijs or verplicht):
        return ""
    try:
        return lees_aanmeldbewijs(bewijs, sleutel)
    except OngeldigToken:
        raise Weigering(
            401, "Je bent niet aangemeld. Ververs de pagina, of meld je opnieuw aan op intranet."
        ) from None


async def lees_json(verzoek: Request) -> Any:
    """De inhoud van het verzoek; wat te groot is, wordt niet eerst helemaal ontvangen.

    Raises:
        Weigering: als het te groot is, of geen JSON.
    """
    inhoud = await _lees_bytes(verzoek)
    try:
        return json.loads(inhoud) if inhoud.strip() else {}
    except (ValueError, RecursionError):
        raise Weigering(400, "Het verzoek is geen geldige JSON.") from None


async def laat_uitpraten(verzoek: Request, antwoord: HTTPResponse) -> None:
    """Antwoord meteen, en gooi daarna weg wat de client nog stuurt.

    Wie de verbinding sluit terwijl de client nog stuurt, laat hem een verbroken verbinding zien in
    plaats van het antwoord. Het weggooien is begrensd in grootte en tijd.
    """
    verzoek.stream.keep_alive = False
    uit = await verzoek.respond(antwoord)
    await uit.send(end_stream=True)
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(_gooi_weg(verzoek), _WEGGOOIEN_SECONDEN)
    # Zo sluit de webserver de verbinding, ook als er nog iets aankomt.
    verzoek.stream.request_body = None


class Grenzen:
    """Hoe vaak iets mag, per minuut; netwerkadressen staan alleen in het geheugen."""

    def __init__(self, per_gesprek: int, per_adres: int, gesprekken_per_adres: int) -> None:
        self._gesprekken = _Grens(
            per_gesprek, f"Te veel berichten na elkaar. Wacht even. {BEL_112}"
        )
        self._lezers = _Grens(
            per_gesprek * _LEZEN_PER_BERICHT, "Te veel verzoeken in dit gesprek. Wacht even."
        )
        self._adressen = _Grens(
            per_adres, f"Te veel berichten vanaf dit adres. Wacht een minuut. {BEL_112}"
        )
        self._nieuwe = _Grens(
            gesprekken_per_adres,
            f"Te veel nieuwe gesprekken vanaf dit adres. Wacht een minuut. {BEL_112}",
        )

    def bericht(self, verzoek: Request, gesprek: str) -> None:
        """Telt een bericht mee, of weigert het."""
        self._adressen.tel(adres(verzoek))
        self._gesprekken.tel(gesprek)

    def lees(self, gesprek: str) -> None:
        """Telt een verzoek om te lezen of te verlengen mee, of weigert het."""
        self._lezers.tel(gesprek)

    def begin(self, verzoek: Request, wie: str) -> None:
        """Telt een nieuw gesprek mee, van een aangemelde gebruiker of anders van het adres."""
        self._nieuwe.tel(wie or adres(verzoek))


class _Grens:
    def __init__(self, per_minuut: int, zin: str) -> None:
        self._tempo = Tempo(per_minuut)
        self._wacht = math.ceil(60 / per_minuut)
        self._zin = zin

    def tel(self, sleutel: str) -> None:
        if not self._tempo.mag(sleutel):
            raise Weigering(429, self._zin, self._wacht)


async def _lees_bytes(verzoek: Request) -> bytes:
    te_groot = Weigering(413, f"Het bericht is te groot en is niet gelezen. {BEL_112}")
    lengte = verzoek.headers.get("content-length", "0")
    if not lengte.isdecimal() or int(lengte) > MAX_BYTES:
        raise te_groot
    inhoud = bytearray()
    async for stuk in verzoek.stream:
        inhoud += stuk
        if len(inhoud) > MAX_BYTES:
            raise te_groot
    return bytes(inhoud)


async def _gooi_weg(verzoek: Request) -> None:
    """Leeg steeds de buffer van de verbinding; uitpakken zou de beurten van anderen ophouden."""
    protocol = verzoek.stream.protocol
    rest = verzoek.stream.request_bytes_left or _WEGGOOIEN_BYTES
    rest = min(rest, _WEGGOOIEN_BYTES)
    while True:
        rest -= len(protocol.recv_buffer)
        klaar = protocol.recv_buffer.endswith(_EINDE_CHUNKS)
        protocol.recv_buffer.clear()
        if rest <= 0 or klaar:
            return
        await protocol.receive_more()


def _drager(verzoek: Request) -> str:
    kop = verzoek.headers.get("authorization") or ""
    return kop[len(_DRAGER) :].strip() if kop.lower().startswith(_DRAGER) else ""


def _plek(herkomst: str) -> str:
    try:
        return urlsplit(herkomst).netloc
    except ValueError:
        return ""
