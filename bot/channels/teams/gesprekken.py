"""Wat er met een bericht van Teams gebeurt, nadat vaststaat dat het van Teams komt."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from bot.channels.botframework import activiteiten
from bot.channels.botframework.activiteiten import PERSOONLIJK, Activiteit, Verwijzing
from bot.channels.botframework.connector import Connector, NietVerstuurd
from bot.channels.gate import Doorgelaten, Poort
from bot.channels.teams import teksten
from bot.channels.teams.levering import Levering
from bot.channels.teams.opslag import TeamsOpslag
from bot.channels.teams.tekstdelen import objecten
from bot.channels.tempo import Tempo
from bot.channels.web.activiteiten import Binnen, titel_van
from bot.channels.web.beurten import Beurten, Draad
from bot.channels.web.fouten import Weigering
from bot.channels.web.historie import Historie
from bot.payload import Keuze, teken
from privacy.werkmail import is_werkmail, versleutel_werkmail

logger = logging.getLogger(__name__)

TYPEN_NA_SECONDEN = 0.7
_TYPEN_OPNIEUW_SECONDEN = 4.0
_GEHEUGEN = 2_000


@dataclass(frozen=True)
class Delen:
    """Waar het kanaal uit bestaat."""

    poort: Poort
    historie: Historie
    opslag: TeamsOpslag
    connector: Connector
    levering: Levering
    draad: Draad
    tempo: Tempo


@dataclass
class Gesprekken:
    """Behandelt berichten van Teams.

    Args:
        delen: zie daar.
        beurten: neemt een bericht aan en beantwoordt het.
        begin: start werk op de achtergrond.
        organisatie: de organisatie van deze gebruikers, of leeg als die niet vaststaat.
    """

    delen: Delen
    beurten: Beurten
    begin: Callable[[Coroutine[Any, Any, None]], None]
    organisatie: str = ""
    _gezien: dict[str, None] = field(default_factory=dict)

    async def ontvang(self, activiteit: Activiteit) -> dict[str, Any]:
        """Behandel een bericht; geeft wat Teams als antwoord op het verzoek krijgt.

        Raises:
            HistorieNietBereikbaar: als het bericht niet bewaard kon worden.
        """
        verwijzing = activiteiten.verwijzing(activiteit)
        if verwijzing is None:
            return {}
        soort, naam = activiteit.get("type"), activiteit.get("name")
        if soort == "message":
            await self._bericht(activiteit, verwijzing)
        elif soort == "invoke" and naam == "adaptiveCard/action":
            await self._bericht(activiteit, verwijzing)
            soort_antwoord = "application/vnd.microsoft.activity.message"
            return {"statusCode": 200, "type": soort_antwoord, "value": "Ontvangen"}
        elif soort == "invoke" and naam == "message/submitAction":
            await self._oordeel(activiteit, verwijzing)
        elif soort in {"conversationUpdate", "installationUpdate"}:
            await self._erbij_of_weg(activiteit, verwijzing)
        return {}

    async def welkom(self, verwijzing: Verwijzing) -> None:
        """Zeg in de eigen chat wie dit is en wat er kan; staat dat er net, dan niet nog eens."""
        gesprek, delen = verwijzing.naam, self.delen
        bekend = await delen.draad(delen.opslag.onthoud, verwijzing)
        if not bekend.mail:
            # Nu al: de eerste klik kan een adviesvraag beginnen.
            self.begin(self._vraag_mail(verwijzing))
        await delen.draad(delen.historie.begin, gesprek)
        await delen.draad(delen.historie.meld, lambda naam: naam == gesprek, self._welkom(gesprek))
        self.begin(self._lever(gesprek))

    async def meld_storing(self, activiteit: Activiteit) -> None:
        """Zeg dat een bericht niet bewaard kon worden; zonder die zin lijkt alles goed te gaan."""
        verwijzing = activiteiten.verwijzing(activiteit)
        if verwijzing is not None and activiteit.get("type") == "message":
            self.begin(self._zeg(verwijzing, teksten.NIET_BEWAARD))

    async def _bericht(self, activiteit: Activiteit, verwijzing: Verwijzing) -> None:
        if not self.delen.tempo.mag(verwijzing.naam):
            await self._zeg(verwijzing, teksten.TE_SNEL)
        elif verwijzing.soort == PERSOONLIJK:
            await self._eigen_chat(activiteit, verwijzing)
        elif self._is_nieuw(activiteit, verwijzing):
            self.begin(self._in_groep(activiteit, verwijzing))

    async def _eigen_chat(self, activiteit: Activiteit, verwijzing: Verwijzing) -> None:
        gesprek, delen = verwijzing.naam, self.delen
        keuzes = activiteiten.keuzes(activiteit)
        tekst = keuzes[0] if keuzes else activiteiten.getypt(activiteit)
        if not keuzes:
            tekst = await delen.levering.payload_bij(gesprek, tekst) or tekst
        if not tekst and activiteit.get("attachments"):
            await self._zeg(verwijzing, teksten.GEEN_BIJLAGEN)
            return
        bekend = await delen.draad(delen.opslag.onthoud, verwijzing)
        nieuw = await delen.draad(delen.historie.begin, gesprek)
        binnen = Binnen(
            tekst,
            activiteiten.nummer(activiteit) or uuid.uuid4().hex,
            keuzes[1:],
            self._van_de_gebruiker(bekend, welkom=not nieuw),
        )
        try:
            await self.beurten.neem_aan(gesprek, binnen)
        except Weigering as weigering:
            await self._zeg(verwijzing, weigering.zin)
            return
        self.begin(self._toon_typen(verwijzing))
        if not bekend.mail:
            self.begin(self._vraag_mail(verwijzing))
        if keuzes:
            op = str(activiteit.get("replyToId") or "")
            self.begin(self._toon_keuze(gesprek, keuzes, op))

    def _van_de_gebruiker(self, verwijzing: Verwijzing, *, welkom: bool) -> dict[str, Any]:
        """Wat Teams van de gebruiker weet; het adres alleen versleuteld, en alleen werkmail."""
        poort = self.delen.poort
        uit: dict[str, Any] = {"voorgesteld": True} if welkom else {}
        if verwijzing.mail and is_werkmail(verwijzing.mail, poort.domeinen):
            uit["werkmail"] = versleutel_werkmail(verwijzing.mail, poort.sleutels)
        if self.organisatie:
            uit["organisatie"] = self.organisatie
        return uit

    async def _in_groep(self, activiteit: Activiteit, verwijzing: Verwijzing) -> None:
        """Bespreek niets in een groep; ga verder met wie het vroeg."""
        door = await self.delen.poort.lees(verwijzing.naam, activiteiten.getypt(activiteit))
        gevaar = isinstance(door, Doorgelaten) and "gevaar" in door.meta
        zin = (
            teksten.NAAR_EIGEN_CHAT
            if await self._open_eigen(verwijzing)
            else (teksten.ZOEK_EIGEN_CHAT)
        )
        await self._zeg(verwijzing, f"{teksten.EERST_112 if gevaar else ''}{zin}")

    async def _open_eigen(self, verwijzing: Verwijzing) -> bool:
        wie = {
            "isGroup": False,
            "bot": {"id": verwijzing.bot},
            "members": [{"id": verwijzing.gebruiker}],
            "tenantId": verwijzing.tenant,
            "channelData": {"tenant": {"id": verwijzing.tenant}},
        }
        try:
            gesprek = await self.delen.connector.begin(verwijzing.service_url, wie)
        except NietVerstuurd:
            # Meestal staat de app niet bij deze gebruiker; dan zegt het antwoord hoe wel.
            return False
        await self.welkom(replace(verwijzing, gesprek=gesprek, soort=PERSOONLIJK, mail=""))
        return True

    async def _erbij_of_weg(self, activiteit: Activiteit, verwijzing: Verwijzing) -> None:
        if activiteiten.gaat_weg(activiteit):
            naam, delen = verwijzing.naam, self.delen
            await delen.draad(delen.historie.wis, naam)
            await delen.draad(delen.opslag.verwijder, lambda gesprek: gesprek == naam)
        elif not activiteiten.komt_erbij(activiteit):
            return
        elif verwijzing.soort == PERSOONLIJK:
            await self.welkom(verwijzing)
        # Teams stuurt in een groep beide soorten; één welkom is genoeg.
        elif activiteit.get("type") == "conversationUpdate" and self._is_nieuw(
            activiteit, verwijzing
        ):
            self.begin(self._zeg(verwijzing, teksten.WELKOM_GROEP))

    async def _oordeel(self, activiteit: Activiteit, verwijzing: Verwijzing) -> None:
        oordeel = activiteiten.oordeel(activiteit)
        if oordeel is None:
            return
        gesprek, delen = verwijzing.naam, self.delen
        door = await delen.poort.lees(gesprek, oordeel.tekst)
        gelakt = door.tekst if isinstance(door, Doorgelaten) else ""
        if isinstance(door, Doorgelaten) and "gevaar" in door.meta:
            self.begin(self._zeg(verwijzing, f"{teksten.EERST_112}{teksten.NIET_GELEZEN}"))
        op = await self._beoordeeld(gesprek, oordeel.op)
        if not op:
            return
        over = _onderwerp(await delen.levering.antwoord_bij(gesprek, op))
        await delen.draad(
            delen.opslag.bewaar_oordeel, gesprek, replace(oordeel, op=op, tekst=gelakt), over
        )

    async def _beoordeeld(self, gesprek: str, op: str) -> str:
        """Onder welk antwoord een duim hoort; wat van buiten komt telt alleen als het er staat."""
        if op in (await self.delen.draad(self.delen.opslag.staat_er, gesprek)).values():
            return op
        return await self.delen.levering.laatste_met_duimen(gesprek)

    async def _toon_typen(self, verwijzing: Verwijzing) -> None:
        """Laat zien dat er gewerkt wordt als het antwoord er niet meteen is."""
        await asyncio.sleep(TYPEN_NA_SECONDEN)
        while self.beurten.bezig(verwijzing.naam):
            await self._stuur(verwijzing, {"type": "typing"})
            await asyncio.sleep(_TYPEN_OPNIEUW_SECONDEN)

    async def _toon_keuze(self, gesprek: str, keuzes: tuple[str, ...], op: str) -> None:
        delen = self.delen
        rijen = await delen.draad(delen.historie.lees, gesprek, 0)
        titels = [titel_van(payload, reversed(rijen)) for payload in keuzes]
        if all(titels):
            await delen.levering.toon_keuze(gesprek, keuzes[0], ", ".join(map(str, titels)), op)

    async def _vraag_mail(self, verwijzing: Verwijzing) -> None:
        """Vraag Teams één keer naar de werkmail; lukt het niet, dan vraagt de vragenlijst haar."""
        try:
            lid = await self.delen.connector.lid(
                verwijzing.service_url, verwijzing.gesprek, verwijzing.gebruiker
            )
        except NietVerstuurd:
            return
        mail = lid.get("email") or lid.get("userPrincipalName")
        if isinstance(mail, str) and mail:
            await self.delen.draad(self.delen.opslag.onthoud_mail, verwijzing.naam, mail)

    async def _lever(self, gesprek: str) -> None:
        await self.delen.levering.lever(gesprek)

    async def _zeg(self, verwijzing: Verwijzing, tekst: str) -> None:
        await self._stuur(verwijzing, teksten.gewoon(tekst))

    async def _stuur(self, verwijzing: Verwijzing, inhoud: dict[str, Any]) -> None:
        """Stuur iets wat niet bewaard hoeft te worden; lukt het niet, dan is er niets verloren."""
        try:
            await self.delen.connector.stuur(verwijzing.service_url, verwijzing.gesprek, inhoud)
        except NietVerstuurd as fout:
            logger.info("Een los bericht kwam niet in Teams: %s", fout.soort)

    def _is_nieuw(self, activiteit: Activiteit, verwijzing: Verwijzing) -> bool:
        """Of dit geen herhaling is van een bericht dat niet in de geschiedenis komt."""
        nummer = f"{verwijzing.naam}|{activiteiten.nummer(activiteit) or uuid.uuid4().hex}"
        if nummer in self._gezien:
            return False
        self._gezien[nummer] = None
        if len(self._gezien) > _GEHEUGEN:
            del self._gezien[next(iter(self._gezien))]
        return True

    def _welkom(self, gesprek: str) -> dict[str, Any]:
        sleutel = self.delen.poort.sleutels[0]
        knoppen = [
            {"title": titel, "value": teken(sleutel, gesprek, Keuze("-", "opdracht", opdracht))}
            for titel, opdracht in teksten.BEGIN
        ]
        return {
            "from": {"id": "wegwijzer", "name": "Wegwijzer", "role": "bot"},
            "text": teksten.WELKOM,
            "suggestedActions": {"actions": knoppen},
            "channelData": {"wegwijzer": {"objecten": [], "laatste": True, "fout": False}},
        }


def _onderwerp(rijen: list[dict[str, Any]]) -> str:
    """Waar een antwoord over ging, zonder tekst van de gebruiker: soort, bron of uitkomst."""
    delen = []
    for inhoud in (o for rij in rijen for o in objecten(rij)):
        bronnen = [f"{b.get('document')} {b.get('paragraaf')}" for b in inhoud.get("bronnen", ())]
        uitkomst = str(inhoud.get("uitkomst") or inhoud.get("fase") or "")
        delen.append(" ".join(filter(None, (str(inhoud.get("soort")), uitkomst, *bronnen))))
    return "; ".join(delen)
