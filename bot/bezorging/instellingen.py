"""De instellingen van de bezorging; zie docs/bezorging.md en docs/instellingen.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from adviesvraag.afspraken import Afspraken, lees_afspraken
from adviesvraag.fouten import OngeldigeAfspraak
from bot.instelwaarden import InstellingFout, is_adres

BRON = "urn:nld:wegwijzer-zorg-en-veiligheid"
_KORTSTE_GEHEIM = 32
_ADRES = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Bezorginstellingen:
    """De instellingen van de bezorging, gecontroleerd.

    Attributes:
        afspraken: de termijn, de postbussen en wat er bezorgd wordt.
        smtp_url: de mailserver, of leeg.
        smtp_afzender: het adres waar post vandaan komt.
        webhook_url: het adres van een partner, of leeg.
        webhook_geheim: waarmee berichten aan de partner ondertekend zijn.
        webhook_bron: `source` in een CloudEvent.
        chat_adres: waar de indiener de chat vindt, voor in de post.
        inbox_adres: waar de procescoördinator de inbox vindt, voor in de post.
    """

    afspraken: Afspraken
    smtp_url: str = field(repr=False)
    smtp_afzender: str
    webhook_url: str
    webhook_geheim: str = field(repr=False)
    webhook_bron: str
    chat_adres: str
    inbox_adres: str


BEZORG_NAMEN = (
    "WEGWIJZER_TERMIJN_WERKDAGEN",
    "WEGWIJZER_SMTP_URL",
    "WEGWIJZER_SMTP_AFZENDER",
    "WEGWIJZER_POSTBUSSEN",
    "WEGWIJZER_WEBHOOK_URL",
    "WEGWIJZER_WEBHOOK_GEHEIM",
    "WEGWIJZER_WEBHOOK_BRON",
    "WEGWIJZER_CHAT_ADRES",
)


def lees_bezorging(omgeving: Mapping[str, str]) -> Bezorginstellingen:
    """De instellingen van de bezorging uit een omgeving.

    Raises:
        InstellingFout: bij een verkeerde waarde.
    """
    try:
        afspraken = lees_afspraken(omgeving)
    except OngeldigeAfspraak as fout:
        raise InstellingFout(str(fout)) from None
    smtp_url = _smtp_url(omgeving)
    webhook_url = _adres(omgeving, "WEGWIJZER_WEBHOOK_URL", alleen_veilig=True)
    return Bezorginstellingen(
        afspraken=afspraken,
        smtp_url=smtp_url,
        smtp_afzender=_afzender(omgeving, nodig=bool(smtp_url)),
        webhook_url=webhook_url,
        webhook_geheim=_geheim(omgeving, nodig=bool(webhook_url)),
        webhook_bron=_bron(omgeving),
        chat_adres=_adres(omgeving, "WEGWIJZER_CHAT_ADRES"),
        inbox_adres=omgeving.get("WEGWIJZER_INBOX_URL", ""),
    )


def _smtp_url(omgeving: Mapping[str, str]) -> str:
    waarde = omgeving.get("WEGWIJZER_SMTP_URL", "")
    try:
        delen = urlsplit(waarde)
        goed = delen.scheme in {"smtp", "smtps"} and bool(delen.hostname) and delen.port != 0
    except ValueError:
        goed = False
    if waarde and not goed:
        # De waarde zelf kan een wachtwoord bevatten.
        raise InstellingFout(
            "WEGWIJZER_SMTP_URL klopt niet; geef smtp://naam:wachtwoord@server:587 of smtps://."
        )
    return waarde


def _afzender(omgeving: Mapping[str, str], *, nodig: bool) -> str:
    waarde = omgeving.get("WEGWIJZER_SMTP_AFZENDER", "")
    if (waarde or nodig) and not _ADRES.fullmatch(waarde):
        raise InstellingFout(
            f"WEGWIJZER_SMTP_AFZENDER is {waarde!r}; geef het e-mailadres waar post vandaan komt."
        )
    return waarde


def _geheim(omgeving: Mapping[str, str], *, nodig: bool) -> str:
    waarde = omgeving.get("WEGWIJZER_WEBHOOK_GEHEIM", "")
    if (waarde or nodig) and len(waarde) < _KORTSTE_GEHEIM:
        raise InstellingFout(
            f"WEGWIJZER_WEBHOOK_GEHEIM is te kort; geef minstens {_KORTSTE_GEHEIM} willekeurige "
            "tekens."
        )
    return waarde


def _bron(omgeving: Mapping[str, str]) -> str:
    waarde = omgeving.get("WEGWIJZER_WEBHOOK_BRON") or BRON
    if not re.fullmatch(r"(urn:|https://)[!-~]{1,200}", waarde):
        raise InstellingFout(
            f"WEGWIJZER_WEBHOOK_BRON is {waarde!r}; geef een urn: of https:// zonder spaties, "
            "zoals urn:nld:oin:00000001234567890000:systeem:wegwijzer."
        )
    return waarde


def _adres(omgeving: Mapping[str, str], naam: str, *, alleen_veilig: bool = False) -> str:
    waarde = omgeving.get(naam, "")
    if waarde and not is_adres(waarde, alleen_veilig=alleen_veilig):
        waar = "https://, of http:// op loopback" if alleen_veilig else "http:// of https://"
        raise InstellingFout(f"{naam} klopt niet; geef een adres dat begint met {waar}.")
    return waarde
