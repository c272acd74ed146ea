"""De hele assistent op een PostgreSQL die weg is, traag is of midden in iets breekt."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from itertools import cycle

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from adviesvraag import model
from adviesvraag.opslag import open_opslag
from tests.bot.praten import ADVIESVRAAG, custom, payload, teksten
from tests.processen import SLEUTEL, webserver
from tests.zwaar.restgesprek import RestGesprek
from tests.zwaar.storing import (
    GEWOON,
    HANGT_BIJ_VASTLEGGEN,
    STORINGEN,
    WEG_BIJ_SCHRIJVEN,
    WEG_BIJ_VASTLEGGEN,
    WEG_NA_VASTLEGGEN,
    Tussenstation,
)

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa, pytest.mark.postgres]

POGINGEN = 100
SECONDEN = 5
LAATSTE = {HANGT_BIJ_VASTLEGGEN, WEG_NA_VASTLEGGEN}
"""Hierna staat de adviesvraag er, ook al hoorde de gebruiker dat niet; dat gesprek is dan klaar."""

MOET_BEREIKEN = {WEG_BIJ_SCHRIJVEN, WEG_BIJ_VASTLEGGEN, WEG_NA_VASTLEGGEN}
"""Deze komen altijd bij een concept dat nog niet is ingediend, dus altijd bij het schrijven."""

KEREN = 5
BEZIG = "Ik ben nog bezig met je vorige bericht. Met dit bericht is niets gedaan"
ZINNEN = (
    BEZIG,
    "De opslag antwoordt niet op tijd.",
    "Het indienen is niet gelukt.",
    "Ik kan nu even niet bij je gesprek",
    "Er ging iets mis aan onze kant.",
    "De verbinding met de opslag viel weg.",
)


@pytest.fixture
def station(postgres_url):
    adres = make_url(postgres_url)
    with Tussenstation(adres.host, adres.port or 5432).draaiend() as gestart:
        yield gestart


def test_een_storing_bevestigt_niets_wat_er_niet_staat_en_houdt_het_concept(
    tmp_path, postgres_url, station
):
    from bot.model import zorg_voor_model

    zorg_voor_model()
    via = make_url(postgres_url).set(host="127.0.0.1", port=station.poort)
    geteld: Counter[tuple[str, str]] = Counter()
    gekozen: Counter[str] = Counter()
    bereikt: Counter[str] = Counter()
    storingen = cycle(STORINGEN)
    traagste = 0.0
    kenmerken: set[str] = set()
    pogingen = 0
    with webserver(
        tmp_path,
        WEGWIJZER_DATABASE_URL=via.render_as_string(hide_password=False),
        WEGWIJZER_REST="aan",
        WEGWIJZER_LOGNIVEAU="ERROR",
    ) as server:
        while pogingen < POGINGEN:
            praat = RestGesprek(server.adres, uuid.uuid4().hex)
            praat.tot_controle()
            klik = payload(praat.berichten, "indienen")
            for storing in storingen:
                station.zet(storing)
                try:
                    antwoord = praat.verstuur(klik)
                    bereikt[storing] += station.bereikt
                finally:
                    station.zet(GEWOON)
                pogingen += 1
                gekozen[storing] += 1
                traagste = max(traagste, praat.seconden)
                if gemeld := custom(antwoord, "adviesvraag"):
                    assert gemeld[0]["kenmerk"] in _rijen(postgres_url)
                    kenmerken.add(gemeld[0]["kenmerk"])
                    geteld[storing, "bevestigd, en het staat er"] += 1
                    break
                geteld[storing, _zin(antwoord)] += 1
                if storing in LAATSTE or pogingen == POGINGEN:
                    kenmerken.add(_lukt_daarna(praat, klik))
                    break
    print(f"\n{pogingen} keer indienen bij een storing, traagste antwoord {traagste:.1f} s:")
    for (storing, zin), aantal in sorted(geteld.items()):
        print(f"  {storing:20} {aantal:3} keer: {zin}")
    rijen = _rijen(postgres_url)
    print(f"  {sum(bereikt.values())} keer begon het schrijven van de adviesvraag")
    print(f"  {len(rijen)} adviesvragen, elk een keer, allemaal daarna bevestigd")
    assert set(rijen) == kenmerken
    assert set(rijen.values()) == {_antwoorden_per_vraag()}
    assert {naam: bereikt[naam] for naam in MOET_BEREIKEN} == {
        naam: gekozen[naam] for naam in MOET_BEREIKEN
    }
    assert traagste < SECONDEN


def _zin(antwoord) -> str:
    tekst = " ".join(teksten(antwoord))
    (zin,) = [zin for zin in ZINNEN if zin in tekst]
    return zin


def _lukt_daarna(praat: RestGesprek, klik: str) -> str:
    """Zodra de opslag er weer is, staat het concept er nog en lukt indienen.

    Loopt het bericht van tijdens de storing nog af, dan doet de gebruiker wat er staat: nog eens.
    """
    for _ in range(KEREN):
        berichten = praat.zeg(klik)
        if BEZIG not in " ".join(teksten(berichten)):
            break
        time.sleep(1)
    (gemeld,) = custom(berichten, "adviesvraag")
    return str(gemeld["kenmerk"])


def _antwoorden_per_vraag() -> int:
    return sum(vraag != "contact" for vraag, _ in ADVIESVRAAG)


def _rijen(url: str) -> dict[str, int]:
    """Elk kenmerk met hoeveel antwoorden erbij staan; gelezen zonder tussenstation."""
    opslag = open_opslag(url, sleutels=[SLEUTEL])
    try:
        with opslag.leessessie() as sessie:
            rijen = sessie.execute(
                select(model.adviesvraag.c.kenmerk, func.count(model.antwoord.c.volgorde))
                .join(model.antwoord)
                .group_by(model.adviesvraag.c.kenmerk)
            ).all()
    finally:
        opslag.sluit()
    return {rij.kenmerk: rij[1] for rij in rijen}
