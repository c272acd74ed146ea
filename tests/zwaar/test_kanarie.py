"""Driehonderd geplante gegevens over elk kanaal: daarna staat er nergens een van."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import Text, cast, create_engine, inspect, literal_column, select, table
from sqlalchemy.engine import make_url

from tests import kanariepaden, kanaries
from tests.bot.channels.web.client import BASIS, Gesprek, vraag
from tests.processen import webserver

pytestmark = [pytest.mark.zwaar, pytest.mark.rasa]

AANTAL = 300
AANTAL_TERMINAL = 100
GENOEG_BYTES = 100_000
WEBHOOK = "/webhooks/rest/webhook"

Rand = Callable[[kanaries.Kanarie], bytes]
"""Doet een verzoek met een gegeven erin en geeft wat terugkwam en nergens in mag staan."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kooi(request, tmp_path, geladen):
    """Een server op DEBUG met alles wat hij schrijft onder één map."""
    postgres = request.param == "postgres"
    database = request.getfixturevalue("postgres_url") if postgres else ""
    (tmp_path / "tmp").mkdir()
    with webserver(
        tmp_path,
        geladen=geladen,
        WEGWIJZER_LOGNIVEAU="DEBUG",
        WEGWIJZER_REST="aan",
        WEGWIJZER_REST_PER_AFZENDER="1000000",
        WEGWIJZER_WEB_PER_GESPREK="1000000",
        WEGWIJZER_WEB_GESPREKKEN_PER_ADRES="10000",
        TMPDIR=str(tmp_path / "tmp"),
        **({"WEGWIJZER_DATABASE_URL": database} if postgres else {}),
    ) as server:
        yield tmp_path, server, database


def test_van_driehonderd_geplante_gegevens_blijft_er_nergens_een(kooi):
    map_, server, database = kooi
    geplant = kanaries.plant(AANTAL, zaad=2026)
    gezien: list[bytes] = []
    vragen = _over_rest(server.adres, geplant[0::3], gezien)
    gesprekken, meer_vragen = _over_web(server.adres, geplant[1::3], gezien)
    _langs_de_randen(server.adres, geplant[2::3], gezien)
    plekken = {"antwoorden": gezien}
    plekken["geschiedenis"] = [g.doe("GET", f"{g.pad}/activities").ruw for g in gesprekken]
    if database:
        plekken["tabellen"] = list(_tabellen(database))

    print(f"\nKanarie, {AANTAL} gegevens: {dict(Counter(k.soort for k in geplant))}")
    _eis_alle_vragen("REST", vragen)
    _eis_alle_vragen("web", meer_vragen)
    _eis_nergens(geplant, plekken, map_)


def test_in_de_terminal_blijft_er_ook_niets_achter(opslag, tmp_path, caplog, capfd):
    partner = _partner()
    geplant = kanaries.plant(AANTAL_TERMINAL, zaad=7)
    nummer = itertools.count()
    caplog.set_level(logging.DEBUG, "bot")

    def begin() -> kanariepaden.Zeg:
        gesprek = f"terminal-{next(nummer)}"

        def zeg(tekst: str) -> list[dict[str, object]]:
            berichten = asyncio.run(partner.zeg(gesprek, tekst))
            return kanariepaden.objecten(berichten)

        return zeg

    vragen = kanariepaden.loop_door_vragenlijsten(begin, geplant)
    uitvoer = capfd.readouterr()
    plekken = {
        "uitvoer": [uitvoer.out.encode(), uitvoer.err.encode(), caplog.text.encode()],
    }
    print(f"\nKanarie in de terminal, {AANTAL_TERMINAL} gegevens in {next(nummer)} gesprekken")
    _eis_alle_vragen("terminal", vragen)
    _eis_nergens(geplant, plekken, tmp_path)


def _eis_alle_vragen(kanaal: str, geteld: Counter[kanariepaden.Vraag]) -> None:
    alle = kanariepaden.alle_vragen()
    per_lijst = Counter(lijst for lijst, _ in geteld)
    print(
        f"  {kanaal}: {sum(geteld.values())} keer getypt, bij {len(geteld)} van {len(alle)} vragen "
        f"({', '.join(f'{lijst} {aantal}' for lijst, aantal in sorted(per_lijst.items()))})"
    )
    assert not alle - geteld.keys()


def _partner():
    from bot.assistent import Gesprekspartner
    from bot.instellingen import instellingen
    from bot.model import zorg_voor_model

    return Gesprekspartner.laad(zorg_voor_model(), instellingen())


def _eis_nergens(
    geplant: list[kanaries.Kanarie], plekken: dict[str, list[bytes]], map_: Path
) -> None:
    for pad, inhoud in kanaries.bestanden(map_):
        plekken.setdefault(f"bestanden in {pad.relative_to(map_).parts[0]}", []).append(inhoud)
    lek: dict[str, set[str]] = {}
    for plek, stukken in plekken.items():
        lek[plek] = {gevonden for stuk in stukken for gevonden in kanaries.zoek(stuk, geplant)}
        print(
            f"  {plek}: {len(stukken)} stukken, {sum(map(len, stukken))} bytes, "
            f"{len(lek[plek])} gevonden"
        )
    assert sum(map(len, itertools.chain.from_iterable(plekken.values()))) > GENOEG_BYTES
    assert not any(lek.values()), {p: sorted(g)[:20] for p, g in lek.items() if g}


def _tabellen(database: str) -> Iterator[bytes]:
    """Elke rij van elke tabel als tekst, zoals een reservekopie hem zou bevatten."""
    server = create_engine(make_url(database).set(drivername="postgresql+psycopg2"), future=True)
    with server.connect() as verbinding:
        for tabel in inspect(server).get_table_names():
            rij = table(tabel).alias("rij")
            rijen = verbinding.execute(select(cast(literal_column("rij"), Text)).select_from(rij))
            yield "\n".join(rijen.scalars()).encode()
    server.dispose()


def _over_rest(
    adres: str, geplant: list[kanaries.Kanarie], gezien: list[bytes]
) -> Counter[kanariepaden.Vraag]:
    nummer = itertools.count()

    def begin() -> kanariepaden.Zeg:
        gesprek = f"rest-{next(nummer)}"

        def zeg(tekst: str) -> list[dict[str, object]]:
            antwoord = vraag(adres, "POST", WEBHOOK, {"sender": gesprek, "message": tekst})
            assert antwoord.status == 200, antwoord.ruw
            gezien.append(antwoord.ruw)
            return kanariepaden.objecten(antwoord.json)

        return zeg

    return kanariepaden.loop_door_vragenlijsten(begin, geplant)


def _over_web(
    adres: str, geplant: list[kanaries.Kanarie], gezien: list[bytes]
) -> tuple[list[Gesprek], Counter[kanariepaden.Vraag]]:
    gesprekken: list[Gesprek] = []

    def begin() -> kanariepaden.Zeg:
        gesprek = Gesprek.begin(adres)
        gesprekken.append(gesprek)

        def zeg(tekst: str) -> list[dict[str, object]]:
            activiteiten = gesprek.zeg(tekst)
            gezien.append(json.dumps(activiteiten).encode())
            eigen = [activiteit["channelData"]["wegwijzer"] for activiteit in activiteiten]
            acties = [
                actie
                for activiteit in activiteiten
                for actie in activiteit.get("suggestedActions", {}).get("actions", ())
            ]
            knoppen = {actie["title"]: actie["value"] for actie in acties}
            inhoud = [een for deel in eigen for een in deel["objecten"]]
            return [*inhoud, {"soort": "knoppen", "knoppen": knoppen}]

        return zeg

    vragen = kanariepaden.loop_door_vragenlijsten(begin, geplant)
    return gesprekken, vragen


def _langs_de_randen(adres: str, geplant: list[kanaries.Kanarie], gezien: list[bytes]) -> None:
    """Knoppen, koppen, velden, adressen en kapotte verzoeken: overal zit een gegeven in."""
    gesprek = Gesprek.begin(adres)
    randen = [*_rest_randen(adres), *_web_randen(gesprek), *_ruwe_randen(adres)]
    for nummer, kanarie in enumerate(geplant):
        gezien.append(randen[nummer % len(randen)](kanarie))
    gezien.append(gesprek.doe("GET", f"{gesprek.pad}/activities").ruw)


def _rest_randen(adres: str) -> list[Rand]:
    def rest(inhoud: object, pad: str = WEBHOOK, **koppen: str) -> bytes:
        antwoord = vraag(adres, "POST", pad, inhoud, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return b"" if antwoord.status == 200 and _is_afzender(inhoud) else antwoord.ruw

    def bericht(tekst: object, **meer: object) -> dict[str, object]:
        return {"sender": "rand", "message": tekst, **meer}

    return [
        lambda k: rest({"sender": k.waarde, "message": "hallo"}),
        lambda k: rest(bericht(f"keuze~{k.waarde}~soort~casus~AAAAAAAAAAAAAAAA")),
        lambda k: rest(bericht(f'/kies{{"waarde": "{k.waarde}"}}')),
        lambda k: rest(bericht(f"EXTERNAL: {k.zin}")),
        lambda k: rest(bericht("hallo", metadata={"naam": k.waarde}, input_channel=k.waarde)),
        lambda k: rest(bericht({"tekst": k.waarde})),
        lambda k: rest(bericht([k.zin, k.zin])),
        lambda k: rest(f'{{"sender": "rand", "message": "{k.zin}"'.encode()),
        lambda k: rest(bericht(k.zin + " en nog wat" * 300)),
        lambda k: rest(bericht("Hij heeft een mes en bedreigt ons nu. " + k.zin)),
        lambda k: rest(bericht(k.zin + " x" * 200_000)),
        lambda k: rest(b'{"message": "' + k.zin.encode() + b"a" * 1_100_000 + b'"}'),
        lambda k: rest(bericht("hallo"), X_Naam=_kop(k), User_Agent=_kop(k), Cookie=_kop(k)),
        lambda k: rest(bericht("hallo"), Referer=_kop(k), Authorization=_kop(k)),
        lambda k: rest(bericht("hallo"), f"{WEBHOOK}?naam={quote(k.waarde)}"),
        lambda k: rest(bericht("hallo"), f"/webhooks/rest/{quote(k.waarde, safe='')}"),
    ]


def _web_randen(gesprek: Gesprek) -> list[Rand]:
    def stuur(inhoud: object, **koppen: str) -> bytes:
        antwoord = gesprek.doe("POST", f"{gesprek.pad}/activities", inhoud, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return antwoord.ruw

    def activiteit(**meer: object) -> dict[str, object]:
        return {"type": "message", "text": "hallo", **meer}

    def haal(pad: str, **koppen: str) -> bytes:
        antwoord = vraag(gesprek.adres, "GET", pad, **koppen)
        assert antwoord.status < 500, antwoord.ruw
        return antwoord.ruw

    return [
        lambda k: stuur(activiteit(value={"payload": k.zin})),
        lambda k: stuur(activiteit(value=f"keuze~{k.waarde}~a~b~AAAAAAAAAAAAAAAA")),
        lambda k: stuur(activiteit(**{"from": {"id": k.waarde, "name": k.waarde}})),
        lambda k: stuur(activiteit(channelData={"clientActivityID": k.waarde, "naam": k.waarde})),
        lambda k: stuur(activiteit(id=k.waarde, locale=k.waarde, name=k.waarde)),
        lambda k: stuur(activiteit(entities=[{"naam": k.waarde}], speak=k.zin)),
        lambda k: stuur(activiteit(attachments=[{"name": k.waarde, "content": k.zin}])),
        lambda k: stuur({"type": k.waarde, "text": k.zin}),
        lambda k: stuur(f'{{"type": "message", "text": "{k.zin}'.encode()),
        lambda k: stuur(activiteit(text=k.zin + " y" * 20_000)),
        lambda k: stuur(activiteit(), Origin=f"https://{_kop(k)}"),
        lambda k: haal(f"{BASIS}/conversations/{quote(k.waarde, safe='')}/activities"),
        lambda k: haal(f"{gesprek.pad}/activities?watermark={quote(k.waarde)}"),
        lambda k: haal(f"{gesprek.pad}/activities", Authorization=f"Bearer {_kop(k)}"),
        lambda k: haal(f"/webhooks/web/bestanden/{quote(k.waarde, safe='')}/x.js"),
    ]


def _ruwe_randen(adres: str) -> list[Rand]:
    """Verzoeken die geen HTTP zijn, of half."""
    delen = urlsplit(adres)

    def ruw(inhoud: bytes) -> bytes:
        with socket.create_connection((str(delen.hostname), int(delen.port or 0)), 5) as lijn:
            lijn.sendall(inhoud)
            lijn.shutdown(socket.SHUT_WR)
            with contextlib.suppress(TimeoutError, ConnectionError):
                while lijn.recv(65_536):
                    pass
        return b""

    return [
        lambda k: ruw(f"{k.zin}\r\n\r\n".encode()),
        lambda k: ruw(f"POST {WEBHOOK} HTTP/1.1\r\nX-Naam: {k.zin}\r\n".encode()),
        lambda k: ruw(f"GET /{k.waarde} HTTP/1.1\r\nHost: x\r\n\r\n".encode()),
        lambda k: ruw(b"GET / HTTP/1.1\r\nX: " + k.zin.encode() * 4_000 + b"\r\n\r\n"),
        lambda k: ruw(f"POST {WEBHOOK} HTTP/1.1\r\nContent-Length: {k.waarde}\r\n\r\n".encode()),
    ]


def _is_afzender(inhoud: object) -> bool:
    """De afzender krijgt zijn eigen naam terug; dat is het verzoek, niet wat er bewaard is."""
    return isinstance(inhoud, dict) and inhoud.get("sender") != "rand"


def _kop(kanarie: kanaries.Kanarie) -> str:
    return kanarie.waarde.encode("ascii", "replace").decode()
