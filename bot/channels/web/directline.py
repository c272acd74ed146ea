"""De adressen van Direct Line 3.0 die wij aanbieden; zie docs/web-kanaal.md."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from sanic import Request, response
from sanic.response import HTTPResponse

from bot.channels.web.activiteiten import lees, naam, volledig
from bot.channels.web.beurten import Beurten, Draad
from bot.channels.web.fouten import Weigering
from bot.channels.web.grenzen import Grenzen, eis_aanmelding, eis_token, lees_json
from bot.channels.web.historie import GeenGesprek, Historie, Rij
from bot.channels.web.stroom import Stroom
from bot.channels.web.tokens import Toegang, Tokens

LANGST_WACHTEN = 25
_LANGSTE_WATERMARK = 9


@dataclass(frozen=True)
class Toelating:
    """Wie een gesprek mag beginnen: de sleutel van het aanmeldbewijs, en of het verplicht is."""

    sleutel: str
    verplicht: bool


@dataclass(frozen=True)
class DirectLine:
    """Wat elk adres doet; een methode geeft het antwoord, of weigert."""

    tokens: Tokens
    toelating: Toelating
    grenzen: Grenzen
    historie: Historie
    draad: Draad
    stroom: Stroom
    beurten: Beurten
    vergeet: Callable[[str], None]

    async def geef_token(self, verzoek: Request) -> HTTPResponse:
        """Een token voor een nieuw gesprek."""
        await lees_json(verzoek)
        wie = eis_aanmelding(verzoek, self.toelating.sleutel, verplicht=self.toelating.verplicht)
        self.grenzen.begin(verzoek, wie)
        return self._token(f"web-{secrets.token_urlsafe(16)}", wie, 200)

    async def verleng(self, verzoek: Request) -> HTTPResponse:
        """Een nieuw token voor een gesprek dat er is."""
        toegang = self._toegang(verzoek)
        await lees_json(verzoek)
        await self._eis_gesprek(toegang.gesprek)
        return self._token(toegang.gesprek, toegang.wie, 200)

    async def begin(self, verzoek: Request) -> HTTPResponse:
        """Begin het gesprek van dit token."""
        toegang = self._toegang(verzoek)
        await lees_json(verzoek)
        nieuw = await self.draad(self.historie.begin, toegang.gesprek)
        return self._token(toegang.gesprek, toegang.wie, 201 if nieuw else 200)

    async def sluit_aan(self, verzoek: Request, gesprek: str) -> HTTPResponse:
        """Sluit weer aan op een gesprek."""
        toegang = self._toegang(verzoek, gesprek)
        await self._eis_gesprek(gesprek)
        return self._token(gesprek, toegang.wie, 200)

    async def wis(self, verzoek: Request, gesprek: str) -> HTTPResponse:
        """Wis het gesprek, ook wat Rasa ervan bewaart."""
        self._toegang(verzoek, gesprek)
        await self.draad(self.historie.wis, gesprek)
        self.stroom.wek(gesprek)
        await self.draad(self.vergeet, gesprek)
        return response.empty()

    async def stuur(self, verzoek: Request, gesprek: str) -> HTTPResponse:
        """Neem een bericht aan; het antwoord komt later in de geschiedenis."""
        eis_token(verzoek, self.tokens, gesprek)
        self.grenzen.bericht(verzoek, gesprek)
        binnen = lees(await lees_json(verzoek))
        if binnen is None:
            return response.json({"id": naam(gesprek, 0)})
        return response.json({"id": naam(gesprek, await self.beurten.neem_aan(gesprek, binnen))})

    async def geef_berichten(self, verzoek: Request, gesprek: str) -> HTTPResponse:
        """De berichten na het watermark, zo nodig na even wachten."""
        self._toegang(verzoek, gesprek)
        na = _getal(verzoek.args.get("watermark"), "watermark")
        wacht = min(_getal(verzoek.args.get("wacht"), "wacht"), LANGST_WACHTEN)
        rijen: list[Rij] = await self.stroom.wacht(gesprek, na, wacht)
        watermark = rijen[-1].nr if rijen else na
        activiteiten = [volledig(gesprek, rij) for rij in rijen]
        return response.json(
            {"activities": activiteiten, "watermark": str(watermark)}, ensure_ascii=False
        )

    async def geef_stroom(self, verzoek: Request, gesprek: str) -> None:
        """Stuur de berichten na het watermark, en daarna alles wat erbij komt."""
        toegang = self._toegang(verzoek, gesprek)
        laatste = verzoek.headers.get("last-event-id")
        na = _getal(laatste or verzoek.args.get("watermark"), "watermark")
        await self._eis_gesprek(gesprek)
        async with aclosing(self.stroom.volg(toegang, na)) as stukken:
            eerste = await anext(stukken)
            antwoord = await verzoek.respond(
                content_type="text/event-stream; charset=utf-8",
                headers={"X-Accel-Buffering": "no"},
            )
            await antwoord.send(eerste)
            async for stuk in stukken:
                await antwoord.send(stuk)
        await antwoord.eof()

    def _toegang(self, verzoek: Request, gesprek: str | None = None) -> Toegang:
        toegang = eis_token(verzoek, self.tokens, gesprek)
        self.grenzen.lees(toegang.gesprek)
        return toegang

    async def _eis_gesprek(self, gesprek: str) -> None:
        if gesprek not in await self.draad(self.historie.standen, [gesprek]):
            raise GeenGesprek

    def _token(self, gesprek: str, wie: str, status: int) -> HTTPResponse:
        inhoud: dict[str, Any] = {
            "conversationId": gesprek,
            "token": self.tokens.geef(gesprek, wie),
            "expires_in": self.tokens.seconden,
        }
        return response.json(inhoud, status)


def _getal(waarde: str | None, veld: str) -> int:
    if not waarde:
        return 0
    if not (waarde.isascii() and waarde.isdecimal()) or len(waarde) > _LANGSTE_WATERMARK:
        raise Weigering(400, f"Het veld {veld} hoort een getal te zijn.")
    return int(waarde)
