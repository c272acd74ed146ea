"""Geplante persoonsgegevens: maak ze, en zoek ze terug in alles wat geschreven is."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

VOORNAMEN = (
    "Fatima", "Mehmet", "Agnieszka", "Rayhan", "Shanella", "Wietske", "Yordanos", "Oleksandr",
    "Radjesh", "Gerrit", "Anouk", "Soufiane", "Jurgen", "Priscilla", "Tomasz", "Henk",
)  # fmt: skip
ACHTERNAMEN = (
    "El Idrissi", "van Vlietstra", "Kowalczyk", "Ramkhelawan", "Öztürk", "ten Brinke", "Hoogendijk",
    "Tkachenko", "Benhaddou", "Pietersz", "Gebremedhin", "de Graaff", "Oosterhof", "Yilmaz",
    "Soekhoe", "Terpstra",
)  # fmt: skip
STRATEN = ("Zijlstraat", "Assendorperstraat", "Molenweg", "Burgemeester Jansenlaan", "Oude Gracht")
_GENOEG_TEKENS = 6
_GENOEG_CIJFERS = 9


@dataclass(frozen=True)
class Kanarie:
    """Een gegeven dat nergens mag blijven, met een zin waarin een gebruiker het zou typen."""

    soort: str
    waarde: str
    zin: str

    @property
    def vormen(self) -> frozenset[bytes]:
        """Hoe het gegeven in een bestand kan staan."""
        kern = re.sub(r"\W", "", self.waarde)
        schrijfwijzen = {self.waarde, self.waarde.lower()}
        if len(kern) >= _GENOEG_CIJFERS and any(teken.isdigit() for teken in kern):
            schrijfwijzen |= {kern, kern.lower()}
        if self.soort == "naam":
            achternaam = self.waarde.split(" ", 1)[1]
            schrijfwijzen |= {achternaam} if len(achternaam) >= _GENOEG_TEKENS else set()
        ruw = {w.encode() for w in schrijfwijzen}
        return frozenset(
            ruw
            | {json.dumps(w)[1:-1].encode() for w in schrijfwijzen}
            | {quote(w).encode() for w in schrijfwijzen}
            | {w.encode("utf-16-le") for w in schrijfwijzen}
        )


def plant(aantal: int, zaad: int) -> list[Kanarie]:
    """Maak zoveel verschillende gegevens, van elke soort ongeveer evenveel."""
    toeval = random.Random(zaad)  # noqa: S311 - proefgegevens
    namen = [" ".join(paar) for paar in product(VOORNAMEN, ACHTERNAMEN)]
    toeval.shuffle(namen)
    gemaakt: dict[str, Kanarie] = {}
    while len(gemaakt) < aantal:
        kanarie = _maak(_SOORTEN[len(gemaakt) % len(_SOORTEN)], toeval, namen)
        gemaakt.setdefault(kanarie.waarde, kanarie)
    return list(gemaakt.values())


def zoek(plek: bytes, kanaries: Iterable[Kanarie]) -> list[str]:
    """Geef de soort en de waarde van elk gegeven dat hierin staat."""
    return [
        f"{kanarie.soort}: {kanarie.waarde}"
        for kanarie in kanaries
        if any(vorm in plek for vorm in kanarie.vormen)
    ]


def bestanden(map_: Path) -> list[tuple[Path, bytes]]:
    """Geef elk bestand onder een map met zijn inhoud, ook tijdelijke en verborgen bestanden."""
    gelezen: list[tuple[Path, bytes]] = []
    for pad in sorted(map_.rglob("*")):
        if pad.is_file():
            try:
                gelezen.append((pad, pad.read_bytes()))
            except FileNotFoundError:
                continue
    return gelezen


def _maak(soort: str, toeval: random.Random, namen: Sequence[str]) -> Kanarie:
    cijfers = "".join(str(toeval.randrange(10)) for _ in range(12))
    letters = "".join(toeval.choice("BDFGHJKLNPRSTVXZ") for _ in range(6))
    if soort == "naam":
        naam = toeval.choice(namen)
        zin = toeval.choice(
            ("Het gaat om {}.", "cliënt {} wil geen hulp", "gesproken met {} over de overlast",
             "Mevrouw {} belt elke dag", "{} slaat zijn moeder", "hij heet {}")
        )  # fmt: skip
        return Kanarie(soort, naam, zin.format(naam))
    waarde, zin = {
        "bsn": (_bsn(toeval), "zijn bsn is {}"),
        "telefoon": (
            toeval.choice(("06-{}", "06 {}", "+316{}", "0031 6 {}")).format("1" + cijfers[:7]),
            "bel hem op {} na vijven",
        ),
        "e-mail": (f"{letters.lower()}.{cijfers[:4]}@gmail.com", "mail naar {} graag"),
        "iban": (f"NL{_controle(cijfers)}INGB{cijfers[:10]}", "rekening {} is van zijn zus"),
        "postcode": (f"{1 + int(cijfers[0]) % 9}{cijfers[1:4]} {letters[:2]}", "postcode {}, daar"),
        "adres": (
            f"{toeval.choice(STRATEN)} {1 + int(cijfers[:3])}{letters[0].lower()}",
            "hij woont op {} boven de winkel",
        ),
        "geboortedatum": (
            f"{1 + int(cijfers[:2]) % 28:02}-0{1 + int(cijfers[2]) % 9}-19{cijfers[3:5]}",
            "man, geboren op {}, zwerft",
        ),
        "kenteken": (f"{letters[:2]}-{cijfers[:3]}-{letters[2]}", "hij reed weg in {}"),
        "account": (f"@{letters.lower()}_{cijfers[:3]}", "op snapchat is het {}"),
        "zaaknummer": (f"PL1100-2024{cijfers[:6]}", "aangifte {} loopt nog"),
        "parketnummer": (f"15/{cijfers[:6]}-24", "parketnummer {}"),
    }[soort]
    return Kanarie(soort, waarde, zin.format(waarde))


def _bsn(toeval: random.Random) -> str:
    while True:
        acht = [toeval.randrange(10) for _ in range(8)]
        rest = sum(c * g for c, g in zip(acht, range(9, 1, -1), strict=True)) % 11
        if rest <= 9 and acht[0]:
            return "".join(map(str, [*acht, rest]))


def _controle(cijfers: str) -> str:
    bank = "".join(str(ord(teken) - 55) for teken in "INGB")
    return f"{98 - int(f'{bank}{cijfers[:10]}232100') % 97:02}"


_SOORTEN = (
    "naam", "bsn", "naam", "telefoon", "naam", "e-mail", "naam", "iban", "postcode", "adres",
    "naam", "geboortedatum", "kenteken", "account", "zaaknummer", "parketnummer",
)  # fmt: skip
