"""De instellingen van de inbox, zoals `bot/start.py` ze als JSON aanlevert."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


@dataclass(frozen=True)
class Oidc:
    """Waar en hoe iemand inlogt met OpenID Connect.

    Attributes:
        rol_claim: de claim met de rollen van iemand.
        regio_claim: de claim met de regio's van iemand.
        waarden: wat een waarde uit die claims hier betekent; wat er niet in staat geldt letterlijk.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    rol_claim: str
    regio_claim: str
    waarden: Mapping[str, str]


@dataclass(frozen=True)
class Kennis:
    """Namen en teksten van buiten dit pakket: code -> wat een mens leest.

    Attributes:
        ladders: regio of `landelijk` -> de stappen van laag naar hoog.
        redenen: regio of `landelijk` -> criterium -> waarde -> zin.
        fasen: AVE-fase -> korte omschrijving.
        partnerdomeinen: de maildomeinen van partners; alleen die gelden als werkmail.
        bedoelingen: waar een voorbeeldzin bij kan horen, zoals in `bot/data/nlu/`.
    """

    regios: Mapping[str, str]
    gemeenten: Mapping[str, str]
    contacten: Mapping[str, str]
    ladders: Mapping[str, tuple[str, ...]]
    redenen: Mapping[str, Mapping[str, Mapping[str, str]]]
    fasen: Mapping[str, str]
    partnerdomeinen: tuple[str, ...]
    bedoelingen: tuple[str, ...]


@dataclass(frozen=True)
class Instellingen:
    """Alles wat de inbox moet weten om te draaien.

    Attributes:
        url: het adres waarop de gebruiker de inbox ziet, zonder schuine streep aan het eind.
        linkbestand: waar een eenmalige inloglink klaarstaat; leeg als dat niet mag.
        opslag_seconden: hoelang verbinden met de database of een opdracht hooguit duurt.
        afspraken: de instellingen waar de termijn en de bezorging uit volgen, op naam.
        rust_minuten: na zo lang niets doen is iemand uitgelogd.
        sessie_uren: na zo lang is iemand hoe dan ook uitgelogd.
    """

    host: str
    poort: int
    url: str
    database_url: str = field(repr=False)
    sleutels: tuple[str, ...] = field(repr=False)
    opslag_seconden: int
    afspraken: Mapping[str, str] = field(repr=False)
    linkbestand: str
    oidc: Oidc | None
    rust_minuten: int
    sessie_uren: int
    logniveau: str
    kennis: Kennis = field(repr=False)

    @property
    def versleuteld(self) -> bool:
        """Of de gebruiker de inbox over https ziet."""
        return self.url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """De waarden van de kop Host die bij deze inbox horen."""
        hier = {f"127.0.0.1:{self.poort}", f"localhost:{self.poort}", f"[::1]:{self.poort}"}
        return frozenset({urlsplit(self.url).netloc, *hier})


def uit_json(tekst: str) -> Instellingen:
    """De instellingen uit JSON.

    Raises:
        ValueError: er ontbreekt een veld of er is er een te veel.
    """
    ruw = json.loads(tekst)
    oidc, kennis = ruw.pop("oidc"), ruw.pop("kennis")
    kennis["ladders"] = {code: tuple(stappen) for code, stappen in kennis["ladders"].items()}
    for naam in ("partnerdomeinen", "bedoelingen"):
        kennis[naam] = tuple(kennis[naam])
    return _maak(
        Instellingen,
        {
            **ruw,
            "sleutels": tuple(ruw["sleutels"]),
            "oidc": None if oidc is None else _maak(Oidc, oidc),
            "kennis": _maak(Kennis, kennis),
        },
    )


def _maak(soort: type[T], ruw: dict[str, Any]) -> T:
    namen = {veld.name for veld in fields(soort)}  # type: ignore[arg-type]
    if set(ruw) != namen:
        # Zonder de waarden: er zijn sleutels bij.
        raise ValueError(f"De velden zijn {sorted(ruw)}, verwacht {sorted(namen)}.")
    return soort(**ruw)
