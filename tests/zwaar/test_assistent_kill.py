"""De hele assistent hard gestopt tijdens het bevestigen: niets is verloren en niets is dubbel."""

from __future__ import annotations

import http.client
import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from statistics import median

import pytest
from sqlalchemy import select

from adviesvraag import model
from adviesvraag.opslag import open_opslag
from tests.bot.praten import custom, payload
from tests.processen import SLEUTEL, webserver
from tests.voorgeladen import Voorgeladen
from tests.zwaar.restgesprek import RestGesprek

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

KEREN = 5
"""Per database; samen tien, naast de 390 van test_indienen_kill.py."""

GEMETEN = 4


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path) -> str:
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'data' / 'wegwijzer.db'}"


def test_een_harde_stop_van_de_assistent_verliest_en_verdubbelt_niets(tmp_path, url, geladen):
    begin = time.monotonic()
    (tmp_path / "data").mkdir()
    bevestigd: dict[str, str] = {}
    stond_er = niet_bevestigd = 0
    open_: RestGesprek | None = None
    with _server(tmp_path, url, geladen) as server:
        duren = []
        for _ in range(GEMETEN):
            praat = _tot_controle(server)
            bevestigd[praat.gesprek] = _kenmerk(praat.kies("indienen"))
            duren.append(praat.seconden)
        open_ = _tot_controle(server)
        _dien_in_en_stop(server, open_, median(duren), bevestigd)
    for keer in range(1, KEREN + 1):
        rijen = _rijen(url)
        assert set(bevestigd.values()) <= rijen, "bevestigd, maar niet opgeslagen"
        # Er is er hooguit een meer dan bevestigd: die van de laatste stop.
        assert len(rijen) - len(bevestigd) in {0, 1}
        stond_er += len(rijen) - len(bevestigd)
        niet_bevestigd += open_.gesprek not in bevestigd
        with _server(tmp_path, url, geladen) as server:
            _dien_opnieuw_in(server, open_, bevestigd, url)
            if keer < KEREN:
                open_ = _tot_controle(server)
                _dien_in_en_stop(server, open_, median(duren), bevestigd)
    rijen = _rijen(url)
    assert rijen == set(bevestigd.values())
    assert len(rijen) == GEMETEN + KEREN
    print(
        f"\nde hele assistent op {url.partition(':')[0]}: {KEREN} keer hard gestopt tijdens het "
        f"bevestigen, in {time.monotonic() - begin:.0f} s; {KEREN - niet_bevestigd} keer was er al "
        f"bevestigd, {stond_er} keer stond de adviesvraag er zonder bevestiging; {len(rijen)} "
        "adviesvragen, geen verloren en geen dubbel"
    )


@contextmanager
def _server(tmp_path, url: str, geladen: Voorgeladen) -> Iterator:
    map_ = tmp_path / uuid.uuid4().hex
    map_.mkdir()
    with webserver(
        map_,
        tmp_path / "data",
        geladen=geladen,
        WEGWIJZER_DATABASE_URL=url,
        WEGWIJZER_REST="aan",
        WEGWIJZER_LOGNIVEAU="ERROR",
    ) as server:
        yield server


def _tot_controle(server) -> RestGesprek:
    praat = RestGesprek(server.adres, uuid.uuid4().hex)
    praat.tot_controle()
    return praat


def _kenmerk(berichten) -> str:
    (gemeld,) = custom(berichten, "adviesvraag")
    return str(gemeld["kenmerk"])


def _dien_in_en_stop(server, praat: RestGesprek, duur: float, bevestigd: dict[str, str]) -> None:
    """Klik op Indienen en schiet de server af op een toevallig moment in die beurt of vlak erna."""
    stop = threading.Timer(secrets.randbelow(1500) / 1000 * duur, server.proces.kill)
    stop.start()
    # Zonder antwoord is er niets bevestigd.
    with suppress(OSError, http.client.HTTPException):
        bevestigd[praat.gesprek] = _kenmerk(praat.verstuur(payload(praat.berichten, "indienen")))
    stop.join()
    server.proces.wait(30)


def _dien_opnieuw_in(server, praat: RestGesprek, bevestigd: dict[str, str], url: str) -> None:
    """Na de herstart geeft dezelfde klik dezelfde adviesvraag, of zegt dat de ronde klaar is."""
    praat.adres = server.adres
    gemeld = custom(praat.verstuur(payload(praat.berichten, "indienen")), "adviesvraag")
    nieuw = _rijen(url) - set(bevestigd.values()) if praat.gesprek not in bevestigd else set()
    for een in gemeld:
        assert een["kenmerk"] == bevestigd.get(praat.gesprek, een["kenmerk"])
        bevestigd[praat.gesprek] = een["kenmerk"]
    if praat.gesprek not in bevestigd:
        (bevestigd[praat.gesprek],) = nieuw


def _rijen(url: str) -> set[str]:
    opslag = open_opslag(url, sleutels=[SLEUTEL])
    try:
        with opslag.leessessie() as sessie:
            kenmerken = sessie.execute(select(model.adviesvraag.c.kenmerk)).scalars().all()
    finally:
        opslag.sluit()
    assert len(kenmerken) == len(set(kenmerken))
    return set(kenmerken)
