"""Elke beurt eindigt met een bericht: bij een fout, een trage beurt, en een gestorven proces."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.channels.gate import Poort
from bot.channels.web import beurten as module
from bot.channels.web.activiteiten import Binnen
from bot.channels.web.beurten import Beurten
from bot.channels.web.fouten import Weigering
from bot.channels.web.historie import GeenGesprek, HistorieNietBereikbaar
from bot.webhistorie import maak_historie
from tests.processen import SLEUTEL

GESPREK = "web-toets"


@pytest.fixture
def historie(tmp_path):
    historie = maak_historie(f"sqlite:///{tmp_path / 'web.db'}", 60)
    historie.bereid()
    historie.begin(GESPREK)
    yield historie
    historie.sluit()


def _beurten(historie, verwerk):
    gewekt: list[str] = []

    async def draad(functie, *delen):
        return await asyncio.to_thread(functie, *delen)

    poort = Poort((SLEUTEL,), frozenset(), ())
    return Beurten(poort, historie, draad, verwerk, gewekt.append), gewekt


def _loop(historie, verwerk, *teksten: str):
    async def alles():
        beurten, gewekt = _beurten(historie, verwerk)
        for nummer, tekst in enumerate(teksten):
            await beurten.neem_aan(GESPREK, Binnen(tekst, f"n{nummer}"))
        await beurten.rond_af(20)
        return gewekt

    return asyncio.run(alles())


async def _echo(bericht):
    await bericht.output_channel.send_text_message(bericht.sender_id, f"echo {bericht.text}")


def _gezegd(historie):
    return [rij.inhoud["text"] for rij in historie.lees(GESPREK, 0)]


def _eigen(rij):
    return rij.inhoud["channelData"]["wegwijzer"]


def test_een_fout_in_de_beurt_geeft_een_zin_met_een_lognummer_en_112(historie, caplog):
    async def kapot(_bericht):
        raise RuntimeError("stuk")

    gewekt = _loop(historie, kapot, "hallo")

    (vraag, antwoord) = historie.lees(GESPREK, 0)
    assert vraag.inhoud["text"] == "hallo"
    assert "ging iets mis" in antwoord.inhoud["text"]
    assert "112" in antwoord.inhoud["text"]
    assert _eigen(antwoord) == {"objecten": [], "laatste": True, "fout": True}
    nummer = antwoord.inhoud["text"].split("nummer ")[1].split()[0]
    assert nummer in caplog.text
    assert set(gewekt) == {GESPREK}


def test_een_beurt_die_te_lang_duurt_krijgt_ook_een_zin(historie, monkeypatch):
    monkeypatch.setattr(module, "GRENS_SECONDEN", 0.05)

    async def traag(_bericht):
        await asyncio.sleep(60)

    _loop(historie, traag, "hallo")

    assert _eigen(historie.lees(GESPREK, 0)[-1])["fout"] is True


def test_een_beurt_zonder_antwoord_wijst_de_weg(historie):
    async def stil(_bericht):
        return

    _loop(historie, stil, "hallo")

    assert _gezegd(historie) == [
        "hallo",
        "Ik heb hier geen antwoord op. Typ hulp om te zien wat ik kan.",
    ]


def test_beurten_van_een_gesprek_lopen_na_elkaar_ook_als_de_eerste_trager_is(historie):
    async def eerste_trager(bericht):
        await asyncio.sleep(0.2 if bericht.text == "een" else 0)
        await _echo(bericht)

    _loop(historie, eerste_trager, "een", "twee", "drie")

    assert [t for t in _gezegd(historie) if t.startswith("echo")] == [
        "echo een",
        "echo twee",
        "echo drie",
    ]


def test_een_traag_gesprek_houdt_een_ander_niet_op(historie):
    historie.begin("web-ander")

    async def alles():
        mag_verder = asyncio.Event()

        async def een_wacht(bericht):
            if bericht.sender_id == GESPREK:
                await mag_verder.wait()
            await _echo(bericht)

        beurten, _ = _beurten(historie, een_wacht)
        await beurten.neem_aan(GESPREK, Binnen("traag", "a"))
        await beurten.neem_aan("web-ander", Binnen("vlot", "a"))
        grens = time.monotonic() + 20
        while len(historie.lees("web-ander", 0)) < 2:
            assert time.monotonic() < grens
            await asyncio.sleep(0.01)
        assert beurten.bezig(GESPREK)
        gezegd = [rij.inhoud["text"] for rij in historie.lees("web-ander", 0)]
        mag_verder.set()
        await beurten.rond_af(20)
        return gezegd

    assert asyncio.run(alles()) == ["vlot", "echo vlot"]


def test_meer_dan_vijf_wachtende_berichten_worden_geweigerd(historie):
    klaar = asyncio.Event()

    async def wacht(bericht):
        await klaar.wait()
        await _echo(bericht)

    async def alles():
        beurten, _ = _beurten(historie, wacht)
        for nummer in range(5):
            await beurten.neem_aan(GESPREK, Binnen(f"b{nummer}", f"n{nummer}"))
        with pytest.raises(Weigering) as vol:
            await beurten.neem_aan(GESPREK, Binnen("b6", "n6"))
        klaar.set()
        await beurten.rond_af(20)
        await beurten.neem_aan(GESPREK, Binnen("b6", "n6"))
        await beurten.rond_af(20)
        return vol.value

    assert asyncio.run(alles()).status == 429
    assert _gezegd(historie)[-1] == "echo b6"


def test_breekt_de_client_af_tijdens_het_aannemen_dan_gaat_de_beurt_toch_door(historie):
    async def alles():
        gezegd = asyncio.Event()

        async def echo(bericht):
            await _echo(bericht)
            gezegd.set()

        beurten, _ = _beurten(historie, echo)
        taak = asyncio.create_task(beurten.neem_aan(GESPREK, Binnen("hallo", "n")))
        await asyncio.sleep(0)
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)
        await asyncio.wait_for(gezegd.wait(), 20)
        await beurten.rond_af(20)

    asyncio.run(alles())

    assert _gezegd(historie) == ["hallo", "echo hallo"]


def test_een_antwoord_dat_niet_meteen_bewaard_kan_worden_komt_later(historie, monkeypatch):
    echt, keren = historie.antwoord, []

    def soms(*delen):
        keren.append(delen)
        if len(keren) == 1:
            raise HistorieNietBereikbaar
        echt(*delen)

    monkeypatch.setattr(historie, "antwoord", soms)
    _loop(historie, _echo, "hallo")

    assert _gezegd(historie) == ["hallo", "echo hallo"]


def test_wissen_tijdens_de_beurt_laat_niets_achter(historie):
    async def wis(bericht):
        historie.wis(GESPREK)
        await _echo(bericht)

    _loop(historie, wis, "hallo")

    with pytest.raises(GeenGesprek):
        historie.lees(GESPREK, 0)


def test_een_bericht_van_een_gestorven_proces_krijgt_alsnog_een_antwoord(historie, monkeypatch):
    monkeypatch.setattr(module, "OPGEGEVEN_SECONDEN", -1.0)
    historie.zeg(GESPREK, "n1", {"text": "hallo"})

    async def alles():
        beurten, gewekt = _beurten(historie, _echo)
        await beurten.geef_op()
        await beurten.geef_op()
        return gewekt

    assert asyncio.run(alles()) == [GESPREK]
    antwoord = historie.lees(GESPREK, 1)[0]
    assert antwoord.inhoud["replyToId"] == f"{GESPREK}|0000001"
    assert _eigen(antwoord)["fout"] is True
    assert "Stuur het nog een keer" in antwoord.inhoud["text"]
