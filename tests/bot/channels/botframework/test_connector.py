"""Een antwoord komt aan, ook als Teams remt, hapert of ons token niet meer kent."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.channels.botframework import connector as module
from bot.channels.botframework.connector import Connector, NietVerstuurd
from bot.channels.botframework.inlog import App, Inlog, NietIngelogd
from tests.bot.channels.botframework.nepteams import APP_ID, BREEK, GEHEIM, HANG

BERICHT = {"type": "message", "text": "hallo"}


def _doe(nep, werk, geheim=GEHEIM, klok=None, seconden=5.0):
    """Voer werk uit met een connector; geeft wat het gaf en hoe lang er gewacht is."""
    gewacht: list[float] = []

    async def slaap(duur: float) -> None:
        gewacht.append(duur)

    async def alles():
        app = App(APP_ID, geheim, nep.token_url)
        inlog = Inlog(app, klok) if klok else Inlog(app)
        connector = Connector(inlog, (nep.adres,), slaap, aiohttp.ClientTimeout(total=seconden))
        try:
            return await werk(connector)
        finally:
            await connector.sluit()

    return asyncio.run(alles()), gewacht


def _stuur(nep):
    return lambda connector: connector.stuur(f"{nep.adres}/", "a:1/vreemd", BERICHT)


def test_een_bericht_komt_aan_met_ons_token(nep):
    nummer, _ = _doe(nep, _stuur(nep))

    (verzoek,) = nep.verzoeken
    assert verzoek.pad == "/v3/conversations/a:1%2Fvreemd/activities"
    assert verzoek.inhoud == BERICHT
    assert verzoek.koppen["Authorization"] == "Bearer token-1"
    assert nummer.startswith("1:")


@pytest.mark.parametrize("storing", [412, 429, 500, 502, 503, 504, BREEK])
def test_na_een_storing_gaat_het_bericht_nog_eens_en_komt_het_een_keer_aan(nep, storing):
    nep.storingen.extend([storing, storing])

    _, gewacht = _doe(nep, _stuur(nep))

    assert nep.gestuurd() == [BERICHT]
    assert len(gewacht) == 2
    assert gewacht[1] >= 2.0


def test_wat_teams_vraagt_te_wachten_wordt_gewacht_maar_niet_eindeloos(nep):
    nep.storingen.extend([(429, {"Retry-After": "7"}), (429, {"Retry-After": "86400"})])

    _, gewacht = _doe(nep, _stuur(nep))

    assert 7 <= gewacht[0] < 10
    assert gewacht[1] >= module.LANGSTE_WACHT
    assert nep.gestuurd() == [BERICHT]


def test_een_verzoek_dat_hangt_wordt_afgebroken_en_gaat_nog_eens(nep):
    nep.storingen.append(HANG)

    _doe(nep, _stuur(nep), seconden=1.5)

    assert nep.gestuurd() == [BERICHT]


def test_na_alle_pogingen_is_het_niet_verstuurd_en_kan_het_later_wel(nep):
    nep.storingen.extend([503] * 50)

    with pytest.raises(NietVerstuurd) as fout:
        _doe(nep, _stuur(nep))

    assert (fout.value.soort, fout.value.definitief) == ("http_503", False)
    assert len(nep.storingen) == 50 - module.POGINGEN


@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_een_blijvende_weigering_wordt_niet_herhaald(nep, status):
    nep.storingen.extend([status] * 3)

    with pytest.raises(NietVerstuurd) as fout:
        _doe(nep, _stuur(nep))

    assert fout.value.definitief
    assert len(nep.storingen) == 2


def test_een_token_dat_teams_niet_meer_kent_wordt_vervangen(nep):
    nep.storingen.append(401)

    _doe(nep, _stuur(nep))

    assert nep.uitgegeven == 2
    assert nep.gestuurd() == [BERICHT]


def test_ons_token_gaat_alleen_naar_een_server_op_de_lijst(nep):
    with pytest.raises(NietVerstuurd, match="niet_op_de_lijst"):
        _doe(nep, lambda c: c.stuur("http://127.0.0.1:9/", "a:1", BERICHT))

    assert nep.uitgegeven == 0


def test_een_omleiding_wordt_niet_gevolgd(nep):
    nep.storingen.append((307, {"Location": f"{nep.adres}/v3/elders"}))

    with pytest.raises(NietVerstuurd):
        _doe(nep, _stuur(nep))

    assert nep.verzoeken == []


def test_veel_berichten_tegelijk_delen_een_token(nep):
    async def alles(connector):
        await asyncio.gather(*(_stuur(nep)(connector) for _ in range(20)))

    _doe(nep, alles)

    assert nep.uitgegeven == 1
    assert len(nep.gestuurd()) == 20


def test_een_token_wordt_vervangen_voor_het_verloopt_en_de_wandklok_telt_niet(nep):
    nu = [0.0]

    async def alles(connector):
        for moment in (0.0, 3200.0, 3400.0):
            nu[0] = moment
            await _stuur(nep)(connector)

    _doe(nep, alles, klok=lambda: nu[0])

    assert [v.koppen["Authorization"] for v in nep.verzoeken] == [
        "Bearer token-1",
        "Bearer token-1",
        "Bearer token-2",
    ]


def test_een_verlopen_geheim_is_te_zien_en_het_bericht_kan_later_alsnog(nep):
    fout = {"error_description": "AADSTS7000222: The provided client secret keys are expired."}
    nep.tokens.append((401, fout))

    async def alles(connector):
        with pytest.raises(NietVerstuurd) as mislukt:
            await _stuur(nep)(connector)
        na_de_fout = connector.inlog.laatste_fout
        await _stuur(nep)(connector)
        return mislukt.value.definitief, na_de_fout, connector.inlog.laatste_fout

    uitkomst, _ = _doe(nep, alles)

    assert uitkomst == (False, "AADSTS7000222", "")


@pytest.mark.parametrize(
    "inhoud",
    [
        {},
        {"access_token": "x"},
        {"access_token": "", "expires_in": 9},
        [],
        "x",
        {"access_token": "x", "expires_in": "gauw"},
    ],
)
def test_een_vreemd_antwoord_van_de_inlogdienst_is_geen_token(nep, inhoud):
    nep.tokens.append((200, inhoud))

    async def alles():
        async with aiohttp.ClientSession() as sessie:
            await Inlog(App(APP_ID, GEHEIM, nep.token_url)).token(sessie)

    with pytest.raises(NietIngelogd):
        asyncio.run(alles())


def test_het_geheim_staat_niet_in_de_weergave_van_de_app():
    assert GEHEIM not in repr(App(APP_ID, GEHEIM, "https://login.example"))


def test_een_gesprek_beginnen_en_een_deelnemer_opvragen(nep):
    nep.lid = {"email": "iemand@haarlem.nl"}

    async def alles(connector):
        gesprek = await connector.begin(nep.adres, {"members": [{"id": "29:x"}]})
        await connector.wijzig(nep.adres, "a:1", "17", BERICHT)
        return gesprek, await connector.lid(nep.adres, "a:1", "29:x")

    (gesprek, lid), _ = _doe(nep, alles)

    assert gesprek.startswith("1:")
    assert lid == nep.lid
    assert [(v.methode, v.pad) for v in nep.verzoeken] == [
        ("POST", "/v3/conversations"),
        ("PUT", "/v3/conversations/a:1/activities/17"),
        ("GET", "/v3/conversations/a:1/members/29:x"),
    ]
