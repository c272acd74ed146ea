"""Een beurt die rekent, houdt de lus van de webserver niet op."""

import asyncio
import threading

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.beurtlus import Beurtlus

pytestmark = pytest.mark.rasa
WACHT_SECONDEN = 30


class Rekenaar:
    """Een agent die de draad bezet houdt tot hij verder mag."""

    def __init__(self):
        self.bezig = threading.Event()
        self.verder = threading.Event()

    def is_ready(self):
        return True

    async def handle_message(self, message):
        self.bezig.set()
        assert self.verder.wait(WACHT_SECONDEN)
        await message.output_channel.send_text_message(message.sender_id, message.text.upper())


class Wachter:
    """Een agent die nooit klaar is, en onthoudt dat hij is afgebroken."""

    def __init__(self):
        self.bezig = threading.Event()
        self.afgebroken = threading.Event()

    def is_ready(self):
        return False

    async def handle_message(self, message):
        self.bezig.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.afgebroken.set()


class Stuk:
    def is_ready(self):
        return True

    async def handle_message(self, message):
        raise LookupError(message.text)


def _bericht(tekst):
    return UserMessage(tekst, CollectingOutputChannel(), "g")


async def _tot(gebeurtenis):
    assert await asyncio.to_thread(gebeurtenis.wait, WACHT_SECONDEN)


def test_de_lus_van_de_aanroeper_loopt_door_terwijl_een_beurt_rekent():
    async def proef():
        agent = Rekenaar()
        lus = Beurtlus(agent)
        bericht = _bericht("hallo")
        beurt = asyncio.create_task(lus.handle_message(bericht))
        await _tot(agent.bezig)
        assert not beurt.done()
        agent.verder.set()
        await beurt
        await lus.sluit()
        return bericht.output_channel.messages

    assert asyncio.run(proef()) == [{"recipient_id": "g", "text": "HALLO"}]


@pytest.mark.parametrize("door", ["afbreken", "sluiten"])
def test_wie_niet_meer_wacht_laat_geen_beurt_achter(door):
    async def proef():
        agent = Wachter()
        lus = Beurtlus(agent)
        beurt = asyncio.create_task(lus.handle_message(_bericht("hallo")))
        await _tot(agent.bezig)
        if door == "afbreken":
            beurt.cancel()
        else:
            await lus.sluit()
        with pytest.raises(asyncio.CancelledError):
            await beurt
        await _tot(agent.afgebroken)
        if door == "afbreken":
            await lus.sluit()

    asyncio.run(proef())


def test_een_fout_in_een_beurt_komt_bij_de_aanroeper():
    async def proef():
        lus = Beurtlus(Stuk())
        try:
            with pytest.raises(LookupError, match="kapot"):
                await lus.handle_message(_bericht("kapot"))
        finally:
            await lus.sluit()

    asyncio.run(proef())


@pytest.mark.parametrize(("agent", "klaar"), [(Rekenaar(), True), (Wachter(), False)])
def test_klaar_is_zodra_de_agent_klaar_is(agent, klaar):
    lus = Beurtlus(agent)
    assert lus.is_ready() is klaar
    asyncio.run(lus.sluit())
