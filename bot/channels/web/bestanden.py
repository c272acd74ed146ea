"""De pagina's en bestanden van de chat, gezipt en met een adres dat hun versie is."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sanic import Request, response
from sanic.response import HTTPResponse

BELEID = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SOORTEN = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_INGANG = "widget.js"
_JAAR = "public, max-age=31536000, immutable"
_KORT = "public, max-age=300"
_DAG = "public, max-age=86400"
_TEKENING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# Een module mag door een pagina van elders geladen worden; praten mag ze daarmee nog niet.
_VOOR_IEDEREEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class Bestand:
    """Een bestand zoals het verstuurd wordt."""

    soort: str
    inhoud: bytes
    gezipt: bytes
    merk: str

    @classmethod
    def van(cls, soort: str, inhoud: bytes) -> Bestand:
        """Maak een bestand klaar om te versturen."""
        merk = hashlib.sha256(inhoud).hexdigest()[:16]
        return cls(soort, inhoud, gzip.compress(inhoud, 9, mtime=0), f'"{merk}"')

    def antwoord(self, verzoek: Request, koppen: dict[str, str]) -> HTTPResponse:
        """Het bestand, of alleen dat de browser het al heeft."""
        alle = {"ETag": self.merk, "Vary": "Accept-Encoding", **koppen}
        if self.merk in (verzoek.headers.get("if-none-match") or ""):
            return response.empty(304, alle)
        if "gzip" in (verzoek.headers.get("accept-encoding") or "").lower():
            alle["Content-Encoding"] = "gzip"
            return response.raw(self.gezipt, 200, alle, self.soort)
        return response.raw(self.inhoud, 200, alle, self.soort)


class Bestanden:
    """De inhoud van een map met pagina's en modules.

    Args:
        map_: de map; alleen de soorten die een chat nodig heeft, worden verstuurd.
        inbox: het adres van de inbox voor op de pagina, of leeg.
        tekeningen: op naam, elk een op zichzelf staande SVG.
    """

    def __init__(self, map_: Path, inbox: str, tekeningen: dict[str, str]) -> None:
        ruw = {
            pad.name: pad.read_bytes() for pad in sorted(map_.iterdir()) if pad.suffix in _SOORTEN
        }
        samen = hashlib.sha256(b"".join(naam.encode() + ruw[naam] for naam in ruw))
        self._map = f"bestanden/{samen.hexdigest()[:12]}"
        self._paginas = {
            naam: _bestand(naam, self._vul(inhoud, inbox))
            for naam, inhoud in ruw.items()
            if naam.endswith(".html")
        }
        self._los = {
            naam: _bestand(naam, inhoud)
            for naam, inhoud in ruw.items()
            if naam not in self._paginas
        }
        ingang = f'import "./{self._map}/{_INGANG}";\n'
        self._ingang = _bestand(_INGANG, ingang.encode())
        self._tekeningen = {
            naam: _bestand(".svg", svg.encode()) for naam, svg in tekeningen.items()
        }

    @property
    def versie(self) -> str:
        """De vingerafdruk van alle bestanden samen."""
        return self._map.rpartition("/")[2]

    def pagina(self, verzoek: Request, naam: str) -> HTTPResponse:
        """Een pagina, met het strenge beleid voor wat ze mag laden."""
        koppen = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": BELEID,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        return self._paginas[f"{naam}.html"].antwoord(verzoek, koppen)

    def ingang(self, verzoek: Request) -> HTTPResponse:
        """Het ene script voor elke pagina; het wijst naar de nieuwste versie."""
        return self._ingang.antwoord(verzoek, {"Cache-Control": _KORT, **_VOOR_IEDEREEN})

    def los(self, verzoek: Request, versie: str, naam: str) -> HTTPResponse | None:
        """Een bestand van deze versie, of None als dat er niet is."""
        bestand = self._los.get(naam) if versie == self.versie else None
        koppen = {"Cache-Control": _JAAR, **_VOOR_IEDEREEN}
        return bestand.antwoord(verzoek, koppen) if bestand else None

    def tekening(self, verzoek: Request, naam: str) -> HTTPResponse | None:
        """Een tekening, of None als die er niet is."""
        bestand = self._tekeningen.get(naam)
        koppen = {"Cache-Control": _DAG, "Content-Security-Policy": _TEKENING, **_VOOR_IEDEREEN}
        return bestand.antwoord(verzoek, koppen) if bestand else None

    def _vul(self, pagina: bytes, inbox: str) -> bytes:
        tekst = pagina.decode("utf-8").replace("{{bestanden}}", self._map)
        return tekst.replace("{{inbox}}", escape(inbox, quote=True)).encode("utf-8")


def _bestand(naam: str, inhoud: bytes) -> Bestand:
    return Bestand.van(_SOORTEN[f".{naam.rpartition('.')[2]}"], inhoud)
