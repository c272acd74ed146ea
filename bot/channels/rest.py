"""Het REST-kanaal: `POST /webhooks/rest/webhook` geeft Rasa's lijst met berichten terug.

Anders dan bij het kanaal van Rasa zelf gaat elk bericht door de poort, worden vorm en lengte
gecontroleerd voordat er iets wordt gelezen, en krijgt een mislukte beurt een Nederlandse zin.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from bot.channels.beurt import Verwerk, voer_uit
from bot.channels.gate import Poort, TeLang
from bot.channels.tempo import Tempo
from bot.channels.verzoek import adres, is_tekst

MAX_BYTES = 256_000
MAX_AFZENDER = 128


class RestKanaal(InputChannel):
    """Het REST-kanaal op `/webhooks/rest`."""

    def __init__(self, poort: Poort, per_afzender: int, per_adres: int) -> None:
        self._poort = poort
        self._afzenders = Tempo(per_afzender)
        self._adressen = Tempo(per_adres)
        self._uitgelegd: set[str] = set()

    @classmethod
    def name(cls) -> str:
        """De naam in het adres en in de gebeurtenissen van Rasa."""
        return "rest"

    def blueprint(self, on_new_message: Verwerk) -> Blueprint:
        """De twee adressen van het kanaal."""
        adressen = Blueprint("rest_webhook", "rest_webhook")

        @adressen.route("/", methods=["GET"])
        async def klaar(verzoek: Request) -> HTTPResponse:
            agent = getattr(verzoek.app.ctx, "agent", None)
            gereed = agent is not None and agent.is_ready()
            return response.json({"status": "ok" if gereed else "start"}, 200 if gereed else 503)

        @adressen.route("/webhook", methods=["POST"])
        async def ontvang(verzoek: Request) -> HTTPResponse:
            return await self._ontvang(verzoek, on_new_message)

        return adressen

    async def _ontvang(self, verzoek: Request, verwerk: Verwerk) -> HTTPResponse:
        if not self._adressen.mag(adres(verzoek)):
            return _fout("Te veel berichten vanaf dit adres. Wacht een minuut.", 429)
        if len(verzoek.body) > MAX_BYTES:
            return _fout(f"Het verzoek is groter dan {MAX_BYTES} bytes.", 413)
        gelezen = _lees(verzoek.body)
        if isinstance(gelezen, str):
            return _fout(gelezen, 400)
        afzender, tekst = gelezen
        if not self._afzenders.mag(afzender):
            return _fout("Te veel berichten in dit gesprek. Wacht een minuut.", 429)
        return response.json(await self.beurt(afzender, tekst, verwerk))

    async def beurt(self, afzender: str, ruw: str, verwerk: Verwerk) -> list[dict[str, Any]]:
        """Eén beurt: poort, Rasa, en de berichten terug."""
        gesprek = self._poort.schuilnaam(afzender)
        door = await self._poort.lees(gesprek, ruw)
        if isinstance(door, TeLang):
            return [{"recipient_id": afzender, "text": door.zin}]
        uitslag = await voer_uit(gesprek, door, self.name(), verwerk, self._uitgelegd)
        return [{**bericht, "recipient_id": afzender} for bericht in uitslag.berichten]


def _lees(body: bytes) -> tuple[str, str] | str:
    """Afzender en tekst uit het verzoek, of een zin over wat er niet klopt."""
    try:
        inhoud = json.loads(body)
    except (ValueError, RecursionError):
        return "Het verzoek is geen geldige JSON."
    if not isinstance(inhoud, dict):
        return "Het verzoek hoort een object te zijn met sender en message."
    afzender, tekst = inhoud.get("sender"), inhoud.get("message")
    if not isinstance(afzender, str) or not _is_afzender(afzender.strip()):
        return f"Veld sender hoort een tekst te zijn van 1 tot {MAX_AFZENDER} leesbare tekens."
    if not is_tekst(tekst):
        return "Veld message hoort een tekst te zijn."
    return afzender.strip(), tekst


def _is_afzender(naam: str) -> bool:
    return 0 < len(naam) <= MAX_AFZENDER and naam.isprintable()


def _fout(zin: str, status: int) -> HTTPResponse:
    return response.json({"fout": zin}, status=status)
