"""De route bij een probleem zeggen: wie je belt, wat je klaarlegt en wie daarna komt."""

from __future__ import annotations

from dataclasses import replace

from bot.beurt import GLOBAAL, Beurt, Knop
from bot.contactbericht import andere_gemeente, contacten_object, kort, routetekst
from bot.contactgesprek import ONDER_ROUTE, Contactgesprek
from bot.dossier import Blad
from bot.keuring import keuring, nu
from bot.leemte import geen_contact
from bot.payload import Keuze
from bot.verwachting import NET_GELEZEN
from knowledge.casus import lees_casus
from knowledge.casuswoorden import PROBLEEM, problemen
from knowledge.contactvraag import GEEN_GEHOOR, NIET_JUIST
from knowledge.vragenlijst import ONBEKEND
from sociale_kaart.bovenregionaal import Samenloop
from sociale_kaart.wegwijzer import Route, wegwijzer

_ZEKER = 0.9


def gesprek_van(blad: Blad) -> Contactgesprek:
    """Waar een ingevuld blad over gaat: het probleem, de gemeente en wat er beschreven is."""
    gemeente, tekst = blad.stand.waarde("gemeente"), blad.stand.waarde("casus") or ""
    return Contactgesprek(
        gemeente=None if gemeente == ONBEKEND else gemeente,
        probleem=blad.stand.waarde("probleem") or ONBEKEND,
        minderjarig=True if "minderjarig" in blad.extra.get("signalen", ()) else None,
        tekst="" if tekst == ONBEKEND else tekst,
        ook_in=tuple(blad.extra.get("ook_in", ())),
    )


async def zeg_route(beurt: Beurt, gesprek: Contactgesprek) -> None:
    """Zeg de route van dit gesprek en onthoud haar voor een vervolgvraag."""
    gekeurd, moment = await keuring(), nu()
    codes = dict.fromkeys((gesprek.gemeente, *gesprek.ook_in))
    samen = Samenloop(tuple(_route(gesprek, code).gekeurd(gekeurd) for code in codes))
    eerste, *andere = samen.routes
    teksten = [samen.zin()] if andere else []
    teksten.append(routetekst(_kop(eerste), eerste, moment))
    teksten += [andere_gemeente(_kop(een), een) for een in andere]
    contacten = list({c.id + c.naam: c for een in samen.routes for c in een.contacten}.values())
    beurt.zeg(
        "\n\n".join(teksten),
        [*_vervolgknoppen(eerste), *_verbeterknop(beurt)],
        contacten_object(contacten, gekeurd, moment),
    )
    beurt.dossier = gesprek.met_contacten(contacten).bewaar_in(beurt.dossier)


async def zeg_eerste_contact(beurt: Beurt, gesprek: Contactgesprek) -> None:
    """Zeg kort wie als eerste te bellen is; de hele route komt achter een knop."""
    gekeurd, moment = await keuring(), nu()
    een = _route(gesprek, gesprek.gemeente).gekeurd(gekeurd)
    doe = "Bel eerst" if een.eerste.telefoon else "Begin bij"
    beurt.zeg(
        f"{doe}: {kort(een.eerste)}\n{een.geen_gehoor}",
        [Knop("Meer over dit contact", Keuze(GLOBAAL, ONDER_ROUTE, "route"))],
        contacten_object(een.contacten, gekeurd, moment),
    )
    beurt.dossier = gesprek.met_contacten(een.contacten).bewaar_in(beurt.dossier)


def _vervolgknoppen(een: Route) -> list[Knop]:
    """De stappen na een contact, de kleinste eerst."""
    geen_gehoor = Knop("Ik krijg geen gehoor", Keuze(GLOBAAL, "contact", GEEN_GEHOOR))
    klopt_niet = Knop("Contact klopt niet", Keuze(GLOBAAL, "contact", NIET_JUIST))
    return [
        *([geen_gehoor] if een.eerste.telefoon else []),
        Knop("Casus toetsen", Keuze(GLOBAAL, ONDER_ROUTE, "start_triage")),
        Knop("Adviesvraag indienen", Keuze(GLOBAAL, ONDER_ROUTE, "adviesvraag")),
        *([klopt_niet] if any(contact.telefoon for contact in een.contacten) else []),
    ]


def _verbeterknop(beurt: Beurt) -> list[Knop]:
    """Een knop om te verbeteren wat net uit de tekst is gehaald."""
    net_gelezen = beurt.dossier.verwacht == (NET_GELEZEN, beurt.bericht_id)
    return [beurt.opdracht("Klopt niet, aanpassen", "aanpassen")] if net_gelezen else []


def _route(gesprek: Contactgesprek, code: str | None) -> Route:
    """De route bij het probleem; wat de tekst nog meer noemt, komt als tweede contact."""
    probleem = gesprek.probleem or ONBEKEND
    gevonden = wegwijzer(
        probleem,
        code,
        nu_gevaar=False,
        minderjarig=gesprek.minderjarig,
        signalen=lees_casus(gesprek.tekst).signalen,
    )
    zonder_weg = not (gevonden.eerste.telefoon or gevonden.eerste.website)
    if gevonden.gemeente and (zonder_weg or not gevonden.regio_gevuld):
        geen_contact(probleem, gevonden.gemeente.code)
    tweede = _tweede_probleem(gesprek.tekst, probleem)
    if tweede is None:
        return gevonden
    ook = wegwijzer(tweede, code, nu_gevaar=False, minderjarig=gesprek.minderjarig).eerste
    daarna = [contact for contact in gevonden.daarna if contact.id != ook.id]
    if ook.id == gevonden.eerste.id:
        return gevonden
    return replace(gevonden, contacten=(gevonden.eerste, ook, *daarna))


def _tweede_probleem(tekst: str, eerste: str) -> str | None:
    zeker = dict.fromkeys(
        bevinding.waarde
        for bevinding in lees_casus(tekst).bevindingen
        if bevinding.code == PROBLEEM and bevinding.zekerheid >= _ZEKER
    )
    return next((code for code in zeker if code not in {eerste, "acuut_gevaar"}), None)


def _kop(een: Route) -> str:
    soort = problemen().get(een.probleem)
    wat = soort.titel if soort else "Soort probleem nog niet bekend"
    waar = f" in de gemeente {een.gemeente.naam}" if een.gemeente else ""
    return f"{wat}{waar}."
