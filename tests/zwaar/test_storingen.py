"""Alles gaat een keer kapot terwijl mensen indienen: niets is weg, niets is dubbel, niemand wacht.

De tabel aan het eind staat met gemeten waarden in `docs/metingen.md`. De aparte actieserver die weg
is, hangt of een storing geeft staat in `tests/bot/test_actie_endpoint.py`.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.processen import vrije_poort
from tests.zwaar.eigenpostgres import EigenPostgres, eigen_postgres
from tests.zwaar.gereedheid import Waarnemer
from tests.zwaar.storing import BREEKT, GEWOON, TRAAG, WEG, Tussenstation
from tests.zwaar.storingstabel import Venster, rijen_in, toon
from tests.zwaar.uitgerold import Opstelling, uitgerold, vraag
from tests.zwaar.volhouders import Volhouders

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

HEEL = os.environ.get("HEAVY") == "full"
KEREN = 5 if HEEL else 1
GEBRUIKERS = 6
PAUZE = 0.05
MINSTENS = 100 if HEEL else 50
LANGSTE_STILTE = 5.0
"""Op een machine die al vol is, zegt een wachttijd niets over de storing; dan staat zij alleen in
de tabel."""

SECONDEN = 230
"""Op een drukke machine blijft over wat dan nog niet begon; HEAVY=full doet alles, vijf keer."""

DUUR = 3.0
"""Zo lang blijft iets weg, traag of vol."""

NETTIJD = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")
UREN = 3


Plan = list[tuple[str, tuple[Callable[[], None], ...]]]


@dataclass
class Kapot:
    """De onderdelen van de opstelling, om stuk te maken."""

    opstelling: Opstelling
    postgres: EigenPostgres
    station: Tussenstation
    drukte: float

    def assistent(self) -> None:
        os.kill(next(iter(self.opstelling.assistenten().values())), signal.SIGKILL)

    def beide_assistenten(self) -> None:
        for pid in self.opstelling.assistenten().values():
            os.kill(pid, signal.SIGKILL)

    def inbox(self) -> None:
        os.kill(self.opstelling.pid_van("adviesvraag.inbox"), signal.SIGKILL)

    def verdeler(self) -> None:
        os.kill(self.opstelling.pid_van("nginx"), signal.SIGKILL)

    def postgres_weg(self) -> None:
        self.postgres.stop_hard()
        time.sleep(1)
        self.postgres.start()

    def netwerk(self, stand: str) -> None:
        self.station.zet(stand)
        time.sleep(DUUR)
        self.station.zet(GEWOON)

    def schijf_vol(self) -> None:
        with self.postgres.schijf_vol():
            time.sleep(DUUR)
        if not self.postgres.draait:
            # Zonder plek voor zijn logboek stopt PostgreSQL zelf; wie hem beheert start hem dan.
            self.postgres.stop_hard()
            self.postgres.start()

    def vernieuw(self) -> None:
        voor = set(self.opstelling.assistenten().values())
        self.opstelling.proces.send_signal(signal.SIGHUP)
        self.opstelling.wacht_tot(lambda: not voor & set(self.opstelling.assistenten().values()))

    def hersteld(self) -> bool:
        """Of elk proces er is en zelf zegt dat het gereed is."""
        assistenten = self.opstelling.assistenten()
        inbox = vraag(self.opstelling.inbox_poort, "GET", "/gezond")[0] == 200
        gereed = len(assistenten) == 2 and all(map(self.opstelling.gereed, assistenten))
        return gereed and inbox and self.opstelling.gereed()


def _plan(kapot: Kapot) -> Plan:
    k = kapot
    plan: Plan = [
        ("inbox", (k.inbox,)),
        ("verdeler", (k.verdeler,)),
        ("PostgreSQL", (k.postgres_weg,)),
        ("inbox en PostgreSQL", (k.inbox, k.postgres_weg)),
        ("netwerk weg", (lambda: k.netwerk(WEG),)),
        ("netwerk traag", (lambda: k.netwerk(TRAAG),)),
        ("netwerk breekt", (lambda: k.netwerk(BREEKT),)),
    ]
    if k.postgres.klein:
        plan.append(("schijf vol", (k.schijf_vol,)))
    # Achteraan wat lang duurt: een assistent laadt na een herstart zijn model.
    return [
        *plan,
        ("assistent", (k.assistent,)),
        ("assistent en PostgreSQL", (k.assistent, k.postgres_weg)),
        ("assistent en inbox", (k.assistent, k.inbox)),
        ("beide assistenten", (k.beide_assistenten,)),
        ("vernieuwen", (k.vernieuw,)),
    ]


@contextmanager
def _opgezet(map_: Path, **omgeving: str) -> Iterator[Kapot]:
    drukte = os.getloadavg()[0]
    instellingen = {
        "WEGWIJZER_OIDC_ISSUER": f"http://127.0.0.1:{vrije_poort()}",
        "WEGWIJZER_OIDC_CLIENT_ID": "storing",
        "WEGWIJZER_OIDC_CLIENT_SECRET": "storing",
        **omgeving,
    }
    with (
        eigen_postgres() as postgres,
        Tussenstation("127.0.0.1", postgres.poort).draaiend() as station,
    ):
        url = f"postgresql://postgres@127.0.0.1:{station.poort}/postgres"
        with uitgerold(map_, url, **instellingen) as opstelling:
            yield Kapot(opstelling, postgres, station, drukte)


def test_wat_er_ook_kapot_gaat_elke_bevestigde_adviesvraag_staat_er_een_keer(tmp_path):
    with _opgezet(tmp_path) as kapot:
        gebruikers = _doorsta(kapot, _plan(kapot) * KEREN)
    assert len(gebruikers.gesprekken) >= MINSTENS
    if kapot.drukte < (os.cpu_count() or 1):
        stilten = [duur for een in gebruikers.gesprekken for _, duur in een.stilten]
        assert max(stilten) < LANGSTE_STILTE
    else:
        print(f"de machine was vooraf al vol (drukte {kapot.drukte:.1f}); stilte niet getoetst")


@pytest.mark.skipif(not NETTIJD.exists(), reason="libfaketime staat niet op deze machine")
def test_een_verzette_klok_verliest_en_verdubbelt_niets(tmp_path):
    # Apart: met een klok die te verzetten is kost elke beurt vijf keer zoveel tijd.
    klok = tmp_path / "klok"
    klok.write_text("+0h\n")

    def verzet(uren: int) -> None:
        klok.write_text(f"{uren:+d}h\n")
        time.sleep(DUUR)

    nettijd = {
        "LD_PRELOAD": str(NETTIJD),
        "FAKETIME_TIMESTAMP_FILE": str(klok),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    plan: Plan = [
        ("klok vooruit", (partial(verzet, UREN),)),
        ("klok terug", (partial(verzet, -UREN), partial(verzet, 0))),
    ]
    with _opgezet(tmp_path, **nettijd) as kapot:
        gebruikers = _doorsta(kapot, plan * KEREN)
    assert gebruikers.gesprekken


def _doorsta(kapot: Kapot, plan: Plan) -> Volhouders:
    """Maak alles uit het plan stuk terwijl mensen indienen, en toets wat er daarna staat."""
    begin = time.monotonic()
    gebruikers = Volhouders(kapot.opstelling.poort, GEBRUIKERS, PAUZE)
    waarnemer = Waarnemer(kapot.opstelling.poort)
    kapot.opstelling.wacht_tot(kapot.hersteld)
    gebruikers.start()
    vensters: list[Venster] = []
    with waarnemer.kijkt():
        try:
            time.sleep(1)
            for naam, storing in plan:
                if not HEEL and time.monotonic() - begin > SECONDEN:
                    print(f"de tijd is op; niet geprobeerd: {naam}")
                    continue
                van = time.monotonic()
                for deel in storing:
                    deel()
                duur = kapot.opstelling.wacht_tot(kapot.hersteld)
                vensters.append(Venster(naam, van, time.monotonic()))
                print(
                    f"{time.monotonic() - begin:5.0f} s  {naam}, hersteld na {duur:.1f} s",
                    flush=True,
                )
                time.sleep(0.5)
        finally:
            gebruikers.rond_af(120)
    toon(vensters, gebruikers, waarnemer, kapot.postgres.url)
    assert not gebruikers.fouten, gebruikers.fouten
    rijen = rijen_in(kapot.postgres.url)
    bevestigd = [een.kenmerk for een in gebruikers.gesprekken]
    assert sorted(kenmerk for kenmerk, _ in rijen) == sorted(bevestigd)
    assert len({wie for _, wie in rijen}) == len(rijen), "een gesprek diende twee keer in"
    assert waarnemer.onwaar == []
    return gebruikers
