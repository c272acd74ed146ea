"""De assistent in dit proces: het model, de acties, de gesprekken en de poort bij elkaar."""

from __future__ import annotations

import itertools
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from adviesvraag.kenmerk import lees as lees_kenmerk
from bot.actie_endpoint import ActiesElders, ActiesInProces
from bot.channels.gate import Poort
from bot.channels.rest import RestKanaal
from bot.gespreksopslag import open_gespreksopslag
from bot.gespreksslot import Sloten, open_sloten
from bot.instellingen import Instellingen
from bot.model import eis_eigen_model
from bot.rasa_versneld import versnel
from knowledge import taalmodel
from knowledge.casus import lees_casus
from knowledge.kennis import zoek
from knowledge.regios import partnerdomeinen
from knowledge.triage_teksten import teksten
from knowledge.vragenlijst_bestand import namen, vragenlijst
from privacy.logboek import ZonderInhoud
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.plaatsen import herken


def laad_agent(model: Path, gegevens: Instellingen, sloten: Sloten | None = None) -> Agent:
    """De Rasa-agent met het model, de acties en de bewaarde gesprekken.

    Args:
        model: het model.
        gegevens: de instellingen van dit proces.
        sloten: sloten die de aanroeper zelf sluit; anders die van deze database.

    Raises:
        SystemExit: als het model niet hier getraind is of daarna veranderd is.
    """
    eis_eigen_model(model)
    versnel()
    acties = _elders(gegevens.acties_url) if gegevens.acties_url else ActiesInProces()
    gesprekken = open_gespreksopslag(gegevens.gesprekken_url, gegevens.opslag_seconden)
    sloten = sloten or open_sloten(gegevens.gesprekken_url, gegevens.opslag_seconden)
    agent = Agent(tracker_store=gesprekken, lock_store=sloten, action_endpoint=acties)
    # Rasa legt er een vangnet omheen dat bij een storing doorgaat met een leeg gesprek.
    agent.tracker_store = gesprekken
    agent.load_model(str(model))
    taalmodel.gebruik(gegevens.spacy_model)
    _warm_op()
    return agent


def maak_poort(gegevens: Instellingen) -> Poort:
    """De poort met de partnerdomeinen en met wat nooit gelakt mag worden."""
    contacten = list(itertools.chain.from_iterable(SocialeKaart.laad().per_soort.values()))
    nummers = frozenset(_cijfers(contact.telefoon) for contact in contacten if contact.telefoon)
    organisaties = frozenset(
        deel.strip().lower() for contact in contacten for deel in contact.naam.split(",")
    )
    return Poort(gegevens.sleutels, partnerdomeinen(), Behoud(nummers, organisaties))


@dataclass(frozen=True)
class Behoud:
    """Wat nooit gelakt wordt: een echt kenmerk, en nummers en namen uit de sociale kaart."""

    nummers: frozenset[str]
    namen: frozenset[str]

    def __contains__(self, stuk: object) -> bool:
        """Of dit stuk tekst mag blijven staan."""
        tekst = str(stuk)
        if tekst.lower() in self.namen or _cijfers(tekst) in self.nummers:
            return True
        return lees_kenmerk(tekst) is not None


def maak_rest(gegevens: Instellingen, poort: Poort) -> RestKanaal:
    """Het REST-kanaal met de poort ervoor."""
    per_adres = gegevens.per_proces(gegevens.rest_per_adres)
    return RestKanaal(poort, gegevens.rest_per_afzender, per_adres)


class Gesprekspartner:
    """De assistent zonder webserver, zoals de terminal en de toetsen hem gebruiken."""

    def __init__(self, agent: Agent, kanaal: RestKanaal) -> None:
        self.agent = agent
        self._kanaal = kanaal

    @classmethod
    def laad(cls, model: Path, gegevens: Instellingen) -> Gesprekspartner:
        """Laad het model en maak de assistent klaar."""
        return cls(laad_agent(model, gegevens), maak_rest(gegevens, maak_poort(gegevens)))

    async def zeg(self, gesprek: str, tekst: str) -> list[dict[str, Any]]:
        """Eén beurt: de berichten die de assistent teruggeeft."""
        return await self._kanaal.beurt(gesprek, tekst, self.agent.handle_message)


def stel_log_in(niveau: str) -> None:
    """Zet het logniveau van dit programma en maak Rasa en de webserver stil."""
    uit = logging.StreamHandler()
    uit.setFormatter(ZonderInhoud("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=niveau, handlers=[uit])
    stil = max(logging.WARNING, logging.getLevelName(niveau))
    # Rasa logt op debug hele berichten; die mogen nergens staan, ook niet als iemand debug aanzet.
    configure_structlog(stil)
    for naam in ("rasa", "rasa_sdk", "sanic", "alembic", "matplotlib", "apscheduler", "absl"):
        logging.getLogger(naam).setLevel(stil)


def _warm_op() -> None:
    """Lees de woordenlijsten, artikelen en plaatsen nu, zodat de eerste gebruiker niet wacht."""
    zin = "Een man in Haarlem veroorzaakt overlast; wat doet het Veiligheidshuis?"
    teksten()
    for naam in namen():
        vragenlijst(naam)
    lees_casus(zin)
    herken(zin)
    zoek(zin)


def _elders(adres: str) -> EndpointConfig:
    """Een aparte actieserver; naam en geheim gaan in een kop, zodat ze in geen log komen."""
    delen = urlsplit(adres)
    if not delen.password:
        return ActiesElders(adres)
    kaal = delen._replace(netloc=delen.netloc.rpartition("@")[2]).geturl()
    toegang = {"username": unquote(delen.username or ""), "password": unquote(delen.password)}
    return ActiesElders(kaal, basic_auth=toegang)


def _cijfers(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)
