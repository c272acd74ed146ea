"""Wat van Teams onthouden wordt: versleuteld, niet langer dan nodig, en elk antwoord één keer.

Op beide databases.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from weakref import WeakValueDictionary

import pytest
from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import select

from adviesvraag.verbinding import maak_engine
from bot.channels.beurt import Uitslag
from bot.channels.botframework.activiteiten import Verwijzing, getypt, keuzes, verwijzing
from bot.channels.botframework.connector import NietVerstuurd
from bot.channels.teams.kanaal import gezondheid
from bot.channels.teams.levering import Levering
from bot.channels.teams.opslag import LEEN_MS, Plek, TeamsOpslag
from bot.channels.teams.tabellen import gesprek_tabel
from bot.channels.web.activiteiten import van_assistent
from bot.teamsinstellingen import lees_teams
from bot.webhistorie import maak_historie
from tests.bot.channels.botframework.nepteams import APP_ID, TENANT_ID
from tests.processen import SLEUTEL

NIEUWE_SLEUTEL = Fernet.generate_key().decode()


class Klok:
    def __init__(self):
        self.nu = time.time()

    def __call__(self):
        return self.nu


@pytest.fixture
def klok():
    return Klok()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'web.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def historie(url, klok):
    geopend = maak_historie(url, 60)
    geopend._klok = klok
    geopend.bereid()
    yield geopend
    geopend.sluit()


@pytest.fixture
def opslag(url, historie, klok):
    geopend = _opslag(url, klok, SLEUTEL)
    geopend.bereid()
    yield geopend
    geopend.sluit()


def _opslag(url, klok, *sleutels):
    bos = MultiFernet([Fernet(sleutel) for sleutel in sleutels])
    return TeamsOpslag(maak_engine(url), bos, 90, klok)


def _verwijzing(**anders):
    gegevens = {
        "service_url": "https://smba.trafficmanager.net/emea/",
        "gesprek": f"a:{uuid.uuid4().hex}",
        "soort": "personal",
        "gebruiker": "29:iemand",
        "account": str(uuid.uuid4()),
        "bot": "28:bot",
        "tenant": TENANT_ID,
        **anders,
    }
    return Verwijzing(**gegevens)


def test_een_verwijzing_staat_alleen_versleuteld_in_de_database(opslag, url):
    eigen = _verwijzing(mail="collega@haarlem.nl")

    opslag.onthoud(eigen)
    opslag.onthoud(replace(eigen, mail=""))

    with maak_engine(url).connect() as verbinding:
        (rij,) = verbinding.execute(select(gesprek_tabel)).all()
    assert opslag.verwijzing(eigen.naam) == eigen
    for geheim in (eigen.gesprek, eigen.account, "haarlem.nl", "trafficmanager"):
        assert geheim not in str(rij)


def test_een_mailadres_dat_na_het_wissen_komt_zet_niets_terug(opslag):
    eigen = opslag.onthoud(_verwijzing())
    opslag.onthoud_mail(eigen.naam, "collega@haarlem.nl")
    bekend = opslag.verwijzing(eigen.naam)

    opslag.verwijder(lambda naam: naam == eigen.naam)
    opslag.onthoud_mail(eigen.naam, "collega@haarlem.nl")

    assert bekend == replace(eigen, mail="collega@haarlem.nl")
    assert opslag.verwijzing(eigen.naam) is None


def test_na_de_bewaartermijn_is_een_verwijzing_weg(opslag, klok):
    eigen = opslag.onthoud(_verwijzing())
    klok.nu += 91 * 24 * 3600

    assert opslag.verwijzing(eigen.naam) is None
    assert opslag.zoek(lambda naam: True) is None
    assert opslag.ruim_op() == 1


def test_een_nieuwe_sleutel_leest_en_herschrijft_wat_er_stond(opslag, url, klok):
    eigen = opslag.onthoud(_verwijzing())

    assert _opslag(url, klok, NIEUWE_SLEUTEL, SLEUTEL).hernieuw() == 1

    assert _opslag(url, klok, NIEUWE_SLEUTEL).verwijzing(eigen.naam) == eigen
    assert opslag.verwijzing(eigen.naam) is None


def test_de_naam_hangt_af_van_gesprek_en_gebruiker_en_zegt_er_niets_over():
    een = _verwijzing()
    namen = {een.naam, replace(een, account="ander").naam, replace(een, gesprek="a:ander").naam}

    assert len(namen) == 3
    assert replace(een, mail="x@y.nl", service_url="https://z").naam == een.naam
    assert all(naam.startswith("teams-") and len(naam) <= 64 for naam in namen)


def test_maar_een_proces_krijgt_een_antwoord_om_te_bezorgen(opslag, klok):
    plek = Plek("teams-x", 1, 5)

    with ThreadPoolExecutor(8) as draden:
        genomen = list(draden.map(lambda _: opslag.neem(plek), range(16)))

    assert sum(genomen) == 1
    klok.nu += LEEN_MS / 1000 + 1
    assert opslag.neem(plek)
    opslag.geleverd(plek, "1:a")
    klok.nu += LEEN_MS
    assert not opslag.neem(plek)


class NepConnector:
    def __init__(self, *uitkomsten):
        self.uitkomsten = list(uitkomsten)
        self.gestuurd = []

    async def stuur(self, _service_url, _gesprek, bericht):
        if self.uitkomsten and (fout := self.uitkomsten.pop(0)):
            raise fout
        self.gestuurd.append(bericht)
        return f"1:{len(self.gestuurd)}"


def _levering(historie, opslag, connector):
    async def draad(functie, *delen):
        return await asyncio.to_thread(functie, *delen)

    return Levering(historie, opslag, connector, draad, WeakValueDictionary())


def _met_antwoorden(historie, opslag, *zinnen):
    eigen = opslag.onthoud(_verwijzing())
    historie.begin(eigen.naam)
    for nummer, zin in enumerate(zinnen):
        nr, _ = historie.zeg(eigen.naam, f"n{nummer}", {"from": {"role": "user"}, "text": "x"})
        antwoorden = van_assistent(Uitslag([{"text": zin}, {"text": "vraag"}]), eigen.naam, nr)
        historie.antwoord(eigen.naam, nr, antwoorden)
    return eigen.naam


def test_valt_teams_weg_dan_gaat_het_antwoord_later_alsnog_op_volgorde_en_een_keer(
    historie, opslag, klok
):
    gesprek = _met_antwoorden(historie, opslag, "een", "twee")
    connector = NepConnector(NietVerstuurd("http_503", definitief=False))

    async def alles():
        levering = _levering(historie, opslag, connector)
        eerst = await levering.lever(gesprek)
        await levering.haal_in()
        te_vroeg = len(connector.gestuurd)
        klok.nu += 60
        await levering.haal_in()
        await levering.lever(gesprek)
        return eerst, te_vroeg

    assert asyncio.run(alles()) == (False, 0)
    assert [b["summary"] for b in connector.gestuurd] == ["een vraag", "twee vraag"]
    assert opslag.te_leveren(0) == []


def test_een_proces_dat_stierf_voor_het_bezorgen_laat_niets_liggen(historie, opslag, klok):
    _met_antwoorden(historie, opslag, "een")
    connector = NepConnector()
    klok.nu += 60

    asyncio.run(_levering(historie, opslag, connector).haal_in())

    assert len(connector.gestuurd) == 1


def test_wat_teams_nooit_aanneemt_houdt_het_volgende_niet_tegen(historie, opslag):
    gesprek = _met_antwoorden(historie, opslag, "een", "twee")
    connector = NepConnector(NietVerstuurd("http_413", definitief=True))

    assert asyncio.run(_levering(historie, opslag, connector).lever(gesprek))
    assert [b["summary"] for b in connector.gestuurd] == ["twee vraag"]


def test_een_webgesprek_is_geen_achterstand_van_teams(historie, opslag, klok):
    historie.begin("web-x")
    nr, _ = historie.zeg("web-x", "n", {"text": "x"})
    historie.antwoord("web-x", nr, van_assistent(Uitslag([{"text": "a"}]), "web-x", nr))
    klok.nu += 60

    assert opslag.te_leveren(0) == []


def test_alleen_de_vermelding_van_de_bot_zelf_gaat_uit_de_tekst():
    def vermelding(naam, wie):
        return {"type": "mention", "text": f"<at>{naam}</at>", "mentioned": {"id": wie}}

    activiteit = {
        "text": "<at>Wegwijzer</at> vraag het <at>Wegwijzer Team</at>",
        "recipient": {"id": "28:bot"},
        "entities": [vermelding("Wegwijzer", "28:bot"), vermelding("Wegwijzer Team", "29:x"), 7],
    }

    assert getypt(activiteit) == "vraag het <at>Wegwijzer Team</at>"
    assert getypt({"text": None}) == ""


@pytest.mark.parametrize(
    "vreemd", [{}, {"from": 1, "conversation": []}, {"serviceUrl": "x", "from": {"id": "y"}}]
)
def test_een_bericht_zonder_gesprek_heeft_geen_verwijzing(vreemd):
    assert verwijzing(vreemd) is None


@pytest.mark.parametrize(
    ("waarde", "gekozen"),
    [
        ({"payload": "a"}, ("a",)),
        ({"keuzes": "a,b, a"}, ("a", "b")),
        ({"keuze": "a"}, ("a",)),
        ({"action": {"data": {"payload": "a"}}}, ("a",)),
        ({"payload": {"x": 1}}, ()),
        ("a", ()),
        (None, ()),
    ],
)
def test_een_klik_geeft_zijn_payloads(waarde, gekozen):
    assert keuzes({"value": waarde}) == gekozen


@pytest.mark.parametrize(
    ("tot", "fout", "status"),
    [
        ("2026-12-31", "", "ok"),
        ("2026-06-10", "", "waarschuwing"),
        ("", "", "waarschuwing"),
        ("2026-05-31", "", "storing"),
        ("2026-12-31", "AADSTS7000222", "storing"),
    ],
)
def test_de_gezondheid_zegt_op_tijd_dat_het_geheim_verloopt(tot, fout, status):
    teams = lees_teams(
        {
            "WEGWIJZER_TEAMS_APP_ID": APP_ID,
            "WEGWIJZER_TEAMS_APP_SECRET": "heel geheim",
            "WEGWIJZER_TEAMS_TENANT_ID": TENANT_ID,
            "WEGWIJZER_TEAMS_APP_SECRET_TOT": tot,
        }
    )

    gezond = gezondheid(teams, fout, date(2026, 6, 1))

    assert gezond["status"] == status
    assert "geheim_dagen" in gezond
    assert "heel geheim" not in str(gezond)
