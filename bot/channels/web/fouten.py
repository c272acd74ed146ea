"""Wat het webkanaal weigert: een status, een code van Direct Line en een Nederlandse zin."""

from __future__ import annotations

from sanic import response
from sanic.response import HTTPResponse

CODES = {
    400: "BadArgument",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    413: "MessageSizeTooBig",
    429: "TooManyRequests",
    500: "ServiceError",
    503: "ServiceUnavailable",
}

BEL_112 = "Is er nu gevaar, bel 112."


class Weigering(Exception):
    """Een verzoek wordt geweigerd; de zin is voor de gebruiker.

    Attributes:
        status: de status van het antwoord.
        zin: wat er is en wat de gebruiker kan doen.
        wacht: na hoeveel seconden opnieuw proberen zin heeft, of 0.
    """

    def __init__(self, status: int, zin: str, wacht: int = 0) -> None:
        super().__init__(zin)
        self.status = status
        self.zin = zin
        self.wacht = wacht

    def antwoord(self) -> HTTPResponse:
        """De weigering als antwoord."""
        inhoud = {"error": {"code": CODES[self.status], "message": self.zin}}
        koppen = {"Retry-After": str(self.wacht)} if self.wacht else None
        return response.json(inhoud, self.status, koppen, ensure_ascii=False)
