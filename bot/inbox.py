"""Hoe de inbox gestart wordt: een eigen proces, met zijn instellingen op de standaardinvoer.

De inbox mag `bot`, `knowledge` en `sociale_kaart` niet gebruiken; namen en teksten daaruit krijgt
hij hier als gegevens mee. Geheimen staan zo nooit in een opdrachtregel of een omgeving.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from adviesvraag.afspraken import NAMEN as AFSPRAAKNAMEN
from adviesvraag.inbox import inloglink
from bot.instellingen import Instellingen, InstellingFout, instellingen
from bot.nlu.voorbeelden import voorbeelden
from knowledge import ave
from knowledge.ladder import ladders
from knowledge.regios import LANDELIJK, partnerdomeinen, regios
from knowledge.triage_teksten import teksten
from sociale_kaart.gemeenten import alle_gemeenten
from sociale_kaart.kaart import SocialeKaart

PYTHON = Path(__file__).parents[1] / ".venv-inbox" / "bin" / "python"
ZONDER_OMGEVING = "inbox     start niet: de omgeving .venv-inbox ontbreekt; make run zet die klaar"
ZONDER_INLOGGEN = "inbox     staat uit: stel WEGWIJZER_OIDC_ISSUER in, zie docs/instellingen.md"
_ONBEVESTIGD = " (volgens {}, niet bij de uitgever gecontroleerd)"
_FASEN = (1, 2, 3, 4)
_VR00 = "regio nog niet bekend"


def lokaal(gegevens: Instellingen) -> bool:
    """Of inloggen met een eenmalige link mag: alleen op de ingebouwde standaard op loopback."""
    hier = ip_address(gegevens.host).is_loopback
    return gegevens.ingebed and hier and gegevens.inbox.oidc is None


def waarom_niet(gegevens: Instellingen) -> str:
    """Waarom de inbox niet start; leeg als hij start of als hij met opzet uit staat."""
    if not gegevens.inbox.aan:
        return ""
    if not lokaal(gegevens) and gegevens.inbox.oidc is None:
        return ZONDER_INLOGGEN
    return "" if PYTHON.exists() else ZONDER_OMGEVING


def luistert_op(gegevens: Instellingen) -> str:
    """Het adres waarop de inbox luistert, zonder schuine streep aan het eind."""
    host = f"[{gegevens.host}]" if ":" in gegevens.host else gegevens.host
    return f"http://{host}:{gegevens.inbox.poort}"


def adres(gegevens: Instellingen) -> str:
    """Het adres waarop een gebruiker de inbox ziet, zonder schuine streep aan het eind."""
    return gegevens.inbox.url or luistert_op(gegevens)


def invoer(gegevens: Instellingen, sleutels: Sequence[str]) -> str:
    """De instellingen van de inbox als JSON."""
    inbox = gegevens.inbox
    link = str(gegevens.data / inloglink.BESTAND) if lokaal(gegevens) else ""
    return json.dumps(
        {
            "host": gegevens.host,
            "poort": inbox.poort,
            "url": adres(gegevens),
            "database_url": gegevens.database_url,
            "sleutels": list(sleutels),
            "opslag_seconden": gegevens.opslag_seconden,
            "afspraken": {naam: os.environ.get(naam, "") for naam in AFSPRAAKNAMEN},
            "linkbestand": link,
            "oidc": None if inbox.oidc is None else asdict(inbox.oidc),
            "rust_minuten": inbox.rust_minuten,
            "sessie_uren": inbox.sessie_uren,
            "logniveau": gegevens.logniveau,
            "kennis": kennis(),
        }
    )


def kennis() -> dict[str, Any]:
    """De namen en teksten die de inbox toont bij codes."""
    gemeenten = alle_gemeenten().values()
    namen = sorted((g.regio_code, g.regio_naam) for g in gemeenten)
    return {
        "regios": {"VR00": _VR00, **dict(namen)},
        "gemeenten": {g.code: g.naam for g in gemeenten},
        "contacten": {
            contact.id: contact.voor_gemeente(None).naam
            for contact in SocialeKaart.laad().per_id.values()
        },
        "ladders": {code: [t.tekst() for t in lijn.treden] for code, lijn in ladders().items()},
        "redenen": _redenen(),
        "fasen": {str(nummer): _fase(nummer) for nummer in _FASEN},
        "partnerdomeinen": sorted(partnerdomeinen()),
        "bedoelingen": sorted(voorbeelden()),
    }


def inloglink_adres(gegevens: Instellingen) -> str:
    """Een nieuw adres waarmee één keer ingelogd kan worden; een eerder adres vervalt."""
    bestand = gegevens.data / inloglink.BESTAND
    geheim = inloglink.maak(bestand, datetime.now(timezone.utc))
    return f"{adres(gegevens)}/inloggen/{geheim}"


def main() -> int:
    """Toon een nieuwe inloglink; geeft de afsluitcode."""
    try:
        gegevens = instellingen()
    except InstellingFout as fout:
        print(fout, file=sys.stderr)
        return 2
    if not lokaal(gegevens):
        print("Een inloglink is er alleen op de ingebouwde standaard op loopback.", file=sys.stderr)
        return 1
    print(inloglink_adres(gegevens))
    return 0


def _redenen() -> dict[str, dict[str, dict[str, str]]]:
    """Per regio, criterium en waarde de zin die erbij hoort; `landelijk` is er altijd."""
    uit: dict[str, dict[str, dict[str, str]]] = {}
    tabellen = {LANDELIJK: teksten().redenen}
    tabellen |= {code: regio.redenen for code, regio in regios().items() if regio.gevuld}
    for code, tabel in tabellen.items():
        for (criterium, waarde), reden in tabel.items():
            uit.setdefault(code, {}).setdefault(criterium, {})[waarde] = reden.uitleg
    return uit


def _fase(nummer: int) -> str:
    cel = ave.fase(nummer).cellen["situatie"]
    erbij = _ONBEVESTIGD.format(cel.bron.tekst()) if cel.bron and not cel.bevestigd else ""
    return cel.tekst + erbij


if __name__ == "__main__":
    sys.exit(main())
