"""Het app-pakket voor Teams: manifest en pictogrammen in één zip; zie docs/teams.md."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from ruamel.yaml import YAML

from bot.instellingen import InstellingFout, lees_instellingen
from bot.instelwaarden import is_adres

WORTEL = Path(__file__).resolve().parents[1]
PAKKET = WORTEL / "build" / "teams" / "wegwijzer-teams.zip"
VERSIE = "1.23"
STARTERS = (
    ("Ik heb een casus", "Toets samen of een casus in het Veiligheidshuis past."),
    ("Waar meld ik overlast?", "Zoek wie je belt, en wat je klaarlegt."),
    ("Ik wil een adviesvraag indienen", "Stel samen een vraag op voor het Veiligheidshuis."),
    ("Wat is AVE?", "Lees uitleg met de bron erbij."),
    ("Ik wil een mens spreken", "Zie wie je kunt bellen of mailen."),
    ("Wat kun je?", "Lees wat deze assistent wel en niet doet."),
)
"""Wat de gebruiker in Teams als voorbeeld ziet; een klik typt de titel."""

_ZONDER_APP = str(uuid.UUID(int=0))
_BLAUW = (0x15, 0x42, 0x73)
_GROOT, _KLEIN, _VEEL = 192, 32, 8
_PAAL = ((15, 5), (17, 5), (17, 27), (15, 27))
_BORDEN = (
    ((6, 8), (22, 8), (26, 11.5), (22, 15), (6, 15)),
    ((26, 17), (10, 17), (6, 20.5), (10, 24), (26, 24)),
)


@dataclass(frozen=True)
class Maker:
    """Wie de app aanbiedt: naam, en de adressen die Teams bij elke app toont."""

    naam: str
    website: str
    privacy: str
    voorwaarden: str


def manifest(app_id: str, maker: Maker, versie: str) -> dict[str, Any]:
    """Het manifest van de app.

    Args:
        app_id: het nummer van de bot.
        maker: zie daar.
        versie: de versie van het programma.
    """
    opdrachten = [{"title": titel, "description": uitleg} for titel, uitleg in STARTERS]
    return {
        "$schema": "https://developer.microsoft.com/json-schemas/teams/"
        f"v{VERSIE}/MicrosoftTeams.schema.json",
        "manifestVersion": VERSIE,
        "version": versie,
        # Een vast nummer per bot: een nieuw pakket is dan een nieuwe versie van dezelfde app.
        "id": str(uuid.uuid5(uuid.UUID(app_id), "wegwijzer-zorg-en-veiligheid")),
        "developer": {
            "name": maker.naam,
            "websiteUrl": maker.website,
            "privacyUrl": maker.privacy,
            "termsOfUseUrl": maker.voorwaarden,
        },
        "localizationInfo": {"defaultLanguageTag": "nl-nl"},
        "name": {"short": "Wegwijzer Zorg en Veiligheid", "full": "Wegwijzer Zorg en Veiligheid"},
        "description": {
            "short": "Waar hoort deze casus? Voor wijkteam en politie.",
            "full": (
                "Een digitale assistent voor wijkteams en politie. Hij zoekt een contact, toetst "
                "samen met jou of een casus in het Veiligheidshuis past, legt uit met de bron "
                "erbij en stelt een adviesvraag op. Hij adviseert; jij en de organisaties "
                "beslissen. Typ geen persoonsgegevens. Is er nu gevaar, bel 112."
            ),
        },
        "icons": {"color": "kleur.png", "outline": "omtrek.png"},
        "accentColor": "#{:02X}{:02X}{:02X}".format(*_BLAUW),
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": opdrachten}],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def maak_pakket(app_id: str, maker: Maker, versie: str) -> bytes:
    """Het pakket als zip; dezelfde invoer geeft altijd dezelfde bytes."""
    inhoud = json.dumps(manifest(app_id, maker, versie), ensure_ascii=False, indent=2)
    bestanden = {
        "manifest.json": inhoud.encode(),
        "kleur.png": _teken(_GROOT, _BLAUW),
        "omtrek.png": _teken(_KLEIN, None),
    }
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, ruw in bestanden.items():
            zip_.writestr(zipfile.ZipInfo(naam, (2020, 1, 1, 0, 0, 0)), ruw)
    return uit.getvalue()


def _teken(zijde: int, achtergrond: tuple[int, int, int] | None) -> bytes:
    """De wegwijzer van de widget (`bot/web/teken.svg`), wit; de omtrek heeft geen achtergrond."""
    schaal = zijde * _VEEL / _KLEIN
    vlak = (*achtergrond, 255) if achtergrond else (0, 0, 0, 0)
    beeld = Image.new("RGBA", (zijde * _VEEL, zijde * _VEEL), vlak)
    pen = ImageDraw.Draw(beeld)
    for vorm in (_PAAL, *_BORDEN):
        pen.polygon([(x * schaal, y * schaal) for x, y in vorm], fill=(255, 255, 255, 255))
    uit = io.BytesIO()
    beeld.resize((zijde, zijde), Image.Resampling.LANCZOS).save(uit, "PNG")
    return uit.getvalue()


def main(argumenten: Sequence[str] | None = None) -> int:
    """Bouw het pakket; geeft de afsluitcode."""
    keuze = _lezer().parse_args(argumenten)
    thuis = str(YAML(typ="safe").load((WORTEL / "publiccode.yml").read_text("utf-8"))["url"])
    website = keuze.website or thuis
    maker = Maker(
        keuze.maker or "Wegwijzer Zorg en Veiligheid",
        website,
        keuze.privacy or website,
        keuze.voorwaarden or website,
    )
    for naam, adres in (
        ("WEBSITE", maker.website),
        ("PRIVACY", maker.privacy),
        ("VOORWAARDEN", maker.voorwaarden),
    ):
        if not adres.startswith("https://") or not is_adres(adres, alleen_veilig=True):
            print(f"{naam} is {adres!r}; geef een adres met https://.", file=sys.stderr)
            return 2
    try:
        app_id = lees_instellingen(os.environ).teams.app_id
    except InstellingFout as fout:
        print(fout, file=sys.stderr)
        return 2
    doel = Path(keuze.naar)
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(maak_pakket(app_id or _ZONDER_APP, maker, _versie()))
    print(f"Het app-pakket staat in {doel}.")
    if not app_id:
        print("Zonder WEGWIJZER_TEAMS_APP_ID is het alleen om te bekijken, niet te installeren.")
    if not (keuze.maker and keuze.website and keuze.privacy and keuze.voorwaarden):
        print("Geef ook MAKER, WEBSITE, PRIVACY en VOORWAARDEN; zie docs/teams.md.")
    return 0


def _versie() -> str:
    regels = (WORTEL / "pyproject.toml").read_text("utf-8").splitlines()
    return next(r.split('"')[1] for r in regels if r.startswith("version = "))


def _lezer() -> argparse.ArgumentParser:
    lezer = argparse.ArgumentParser(prog="python -m bot.teamsapp", description=__doc__)
    lezer.add_argument("--maker", default="", help="naam van de organisatie die de app aanbiedt")
    lezer.add_argument("--website", default="", help="adres van die organisatie")
    lezer.add_argument("--privacy", default="", help="adres van de privacyverklaring")
    lezer.add_argument("--voorwaarden", default="", help="adres van de gebruiksvoorwaarden")
    lezer.add_argument("--naar", default=str(PAKKET), help="waar de zip komt")
    return lezer


if __name__ == "__main__":
    sys.exit(main())
