"""De instellingen van het webkanaal; zie docs/web-kanaal.md en docs/instellingen.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.instelwaarden import InstellingFout, aan_uit, getal, keuze

AANGEMELD = "aangemeld"
OPEN = "open"
_KORTSTE_SLEUTEL = 32


@dataclass(frozen=True)
class WebInstellingen:
    """De instellingen van het webkanaal, gecontroleerd.

    Attributes:
        aan: of het kanaal en de chatpagina er zijn.
        herkomsten: andere adressen vanwaar een pagina met het kanaal mag praten.
        token_minuten: hoe lang een token geldt.
        bewaren_minuten: hoe lang na het laatste bericht de geschiedenis blijft.
        per_gesprek: berichten per minuut in een gesprek.
        per_adres: berichten per minuut van een netwerkadres.
        gesprekken_per_adres: nieuwe gesprekken per minuut van een adres of aangemelde gebruiker.
        aanmeldsleutel: waarmee een intranet een aanmeldbewijs tekent; leeg als dat niet mag.
        toegang: `open`, of `aangemeld` als een aanmeldbewijs verplicht is.
    """

    aan: bool
    herkomsten: tuple[str, ...]
    token_minuten: int
    bewaren_minuten: int
    per_gesprek: int
    per_adres: int
    gesprekken_per_adres: int
    aanmeldsleutel: str
    toegang: str


WEB_NAMEN = (
    "WEGWIJZER_WEB",
    "WEGWIJZER_WEB_ORIGINS",
    "WEGWIJZER_WEB_TOKEN_MINUTEN",
    "WEGWIJZER_WEB_BEWAREN_MINUTEN",
    "WEGWIJZER_WEB_PER_GESPREK",
    "WEGWIJZER_WEB_PER_ADRES",
    "WEGWIJZER_WEB_GESPREKKEN_PER_ADRES",
    "WEGWIJZER_WEB_AANMELDSLEUTEL",
    "WEGWIJZER_WEB_TOEGANG",
)


def lees_web(omgeving: Mapping[str, str]) -> WebInstellingen:
    """De instellingen van het webkanaal uit een omgeving.

    Raises:
        InstellingFout: bij een verkeerde waarde.
    """
    sleutel = _aanmeldsleutel(omgeving)
    toegang = keuze(omgeving, "WEGWIJZER_WEB_TOEGANG", OPEN, (OPEN, AANGEMELD))
    if toegang == AANGEMELD and not sleutel:
        raise InstellingFout(
            "WEGWIJZER_WEB_TOEGANG is aangemeld; geef dan ook WEGWIJZER_WEB_AANMELDSLEUTEL."
        )
    bewaren = getal(omgeving, "WEGWIJZER_WEB_BEWAREN_MINUTEN", 720, 30, 1440)
    return WebInstellingen(
        aan=aan_uit(omgeving, "WEGWIJZER_WEB", standaard=True),
        herkomsten=_herkomsten(omgeving),
        token_minuten=getal(omgeving, "WEGWIJZER_WEB_TOKEN_MINUTEN", min(120, bewaren), 5, bewaren),
        bewaren_minuten=bewaren,
        per_gesprek=getal(omgeving, "WEGWIJZER_WEB_PER_GESPREK", 60, 1, 1_000_000),
        per_adres=getal(omgeving, "WEGWIJZER_WEB_PER_ADRES", 3000, 1, 10_000_000),
        gesprekken_per_adres=getal(
            omgeving, "WEGWIJZER_WEB_GESPREKKEN_PER_ADRES", 60, 1, 1_000_000
        ),
        aanmeldsleutel=sleutel,
        toegang=toegang,
    )


def _herkomsten(omgeving: Mapping[str, str]) -> tuple[str, ...]:
    delen = omgeving.get("WEGWIJZER_WEB_ORIGINS", "").split(",")
    herkomsten = tuple(deel.strip().rstrip("/").lower() for deel in delen if deel.strip())
    for herkomst in herkomsten:
        if not _is_herkomst(herkomst):
            raise InstellingFout(
                f"WEGWIJZER_WEB_ORIGINS bevat {herkomst!r}; geef adressen zonder pad, zoals "
                "https://intranet.gemeente.nl, met komma's ertussen."
            )
    return herkomsten


def _is_herkomst(waarde: str) -> bool:
    try:
        delen = urlsplit(waarde)
        return waarde == f"{delen.scheme}://{delen.netloc}" and _is_web(delen.scheme, delen.netloc)
    except ValueError:
        return False


def _is_web(schema: str, plek: str) -> bool:
    return schema in {"http", "https"} and bool(plek) and not set(plek) & set("*@ ")


def _aanmeldsleutel(omgeving: Mapping[str, str]) -> str:
    sleutel = omgeving.get("WEGWIJZER_WEB_AANMELDSLEUTEL", "")
    if sleutel and len(sleutel) < _KORTSTE_SLEUTEL:
        raise InstellingFout(
            f"WEGWIJZER_WEB_AANMELDSLEUTEL is te kort; geef minstens {_KORTSTE_SLEUTEL} "
            "willekeurige tekens."
        )
    return sleutel
