"""Antwoorden op vragen over contacten, ook als vervolg op wat net genoemd is."""

from __future__ import annotations

from dataclasses import replace

from bot.beurt import GLOBAAL, Beurt, Knop
from bot.casuslezing import lees_plaats
from bot.contactbericht import NIET_WACHTEN, contacten_object, contacttekst, is_dicht, kort, tijdzin
from bot.contactgesprek import Contactgesprek
from bot.contactmelding import meld, vraag_welk
from bot.keuring import keuring, nu
from bot.leemte import geen_contact
from bot.payload import Keuze
from bot.routeantwoord import zeg_route
from bot.vraagbericht import plaatsnaam
from bot.waar import gemeente_van
from knowledge.antwoordsoort import vraagt_bereik
from knowledge.contactvraag import (
    ANDERS,
    BUITEN_KANTOORUREN,
    GEEN_GEHOOR,
    KIND,
    MAIL,
    NIET_JUIST,
    OPEN,
    WEBSITE,
    lees_contactvraag,
)
from knowledge.probleemlezing import lees_probleem
from sociale_kaart.contact import Contact
from sociale_kaart.genoemd import soorten_in
from sociale_kaart.kaart import SocialeKaart
from sociale_kaart.openingstijden import DAG_EN_NACHT, buiten_kantooruren
from sociale_kaart.plaatsen import Gemeente, op_code
from sociale_kaart.wegwijzer import niet_gevuld

_KORT_VERVOLG = 9
_VOOR_EEN_KIND = ("jeugdteam", "veilig_thuis")
_GEMEENTE = "gemeente="
_UITGEBREID = 2


async def vervolg_op_contact(beurt: Beurt) -> bool:
    """Beantwoord een korte vraag die verdergaat op de laatst genoemde contacten.

    Returns:
        Of het bericht zo'n vervolg was; anders is er niets gezegd.
    """
    vorige = Contactgesprek.uit(beurt.dossier)
    over_iets_anders = beurt.dossier.kennisvraag is not None or beurt.dossier.blad is not None
    meldt = lees_contactvraag(beurt.tekst) == GEEN_GEHOOR
    if (vorige is None and not meldt) or beurt.keuze or over_iets_anders:
        return False
    if len(beurt.tekst.split()) > _KORT_VERVOLG:
        return False
    return await antwoord_over_contact(beurt)


def vult_melding_aan(beurt: Beurt) -> bool:
    """Of een kort bericht zegt over welk contact de melding van de vorige beurt gaat."""
    gevraagd = beurt.keuze is None and beurt.verwacht in {NIET_JUIST, GEEN_GEHOOR}
    if not gevraagd or len(beurt.tekst.split()) > _KORT_VERVOLG:
        return False
    return bool(soorten_in(beurt.tekst)) and not vraagt_bereik(beurt.tekst)


async def antwoord_over_contact(beurt: Beurt) -> bool:
    """Beantwoord een vraag over een genoemde organisatie of over het vorige contact.

    Returns:
        Of duidelijk was over welk contact het gaat; anders is er niets gezegd.
    """
    vorige = Contactgesprek.uit(beurt.dossier)
    vraag, doel = _gevraagd(beurt)
    genoemd = () if beurt.keuze else soorten_in(beurt.tekst)
    if vraag in {NIET_JUIST, GEEN_GEHOOR}:
        return await _meld(beurt, vraag, doel, genoemd, vorige)
    gesprek = _gesprek(beurt, vraag, doel, genoemd, vorige)
    if gesprek is None:
        return False
    plaats = None if beurt.keuze else lees_plaats(beurt.tekst)
    if plaats and plaats.mogelijk:
        beurt.dossier = replace(gesprek, gemeente=None).bewaar_in(beurt.dossier)
        _vraag_gemeente(beurt, plaats.plaats, plaats.mogelijk)
    elif gesprek.probleem and vraag in {None, KIND}:
        await zeg_route(beurt, gesprek)
    else:
        await _zeg_contacten(beurt, gesprek, vraag)
    return True


def _gevraagd(beurt: Beurt) -> tuple[str | None, str]:
    """De soort vraag, en bij een knop het contact of de gemeente waar die over gaat."""
    if beurt.keuze is None:
        return lees_contactvraag(beurt.tekst) or _gevraagde_melding(beurt), ""
    if beurt.keuze.waarde.startswith(_GEMEENTE):
        return None, beurt.keuze.waarde.removeprefix(_GEMEENTE)
    vraag, _, doel = beurt.keuze.waarde.partition("=")
    return vraag, doel


def _gevraagde_melding(beurt: Beurt) -> str | None:
    """De melding waarvan de assistent net vroeg over welk contact zij gaat."""
    return beurt.verwacht if vult_melding_aan(beurt) else None


def _gesprek(
    beurt: Beurt,
    vraag: str | None,
    doel: str,
    genoemd: tuple[str, ...],
    vorige: Contactgesprek | None,
) -> Contactgesprek | None:
    """Waar de vraag over gaat: een genoemde organisatie, of het vorige met wat er verandert."""
    gemeente = doel or gemeente_van(beurt)
    if genoemd:
        return Contactgesprek(soorten=genoemd, gemeente=gemeente)
    if vorige is None:
        return None
    plaats = lees_plaats(beurt.tekst)
    probleem = lees_probleem(beurt.tekst).zeker
    if vraag == KIND:
        kind = replace(vorige, minderjarig=True, gemeente=gemeente)
        return kind if vorige.probleem else replace(kind, soorten=_VOOR_EEN_KIND)
    if probleem and vraag is None:
        return Contactgesprek(gemeente=gemeente, probleem=probleem, tekst=beurt.tekst)
    nieuw = bool(doel or plaats.gemeente or plaats.mogelijk)
    if not nieuw and vraag is None:
        return None
    return replace(vorige, gemeente=gemeente, ook_in=()) if nieuw else vorige


async def _zeg_contacten(beurt: Beurt, gesprek: Contactgesprek, vraag: str | None) -> None:
    gekeurd, moment = await keuring(), nu()
    contacten = gekeurd.merk(_contacten(gesprek))
    if vraag in {OPEN, BUITEN_KANTOORUREN}:
        regels = [tijdzin(contact, moment) for contact in contacten]
        if any(is_dicht(contact, moment) for contact in contacten):
            regels.append(NIET_WACHTEN)
        if vraag == BUITEN_KANTOORUREN:
            regels = _buiten_kantooruren(contacten)
    elif vraag in {MAIL, WEBSITE}:
        regels = [_online(contact, vraag) for contact in contacten]
    elif vraag == ANDERS:
        regels = [f"Na {contacten[0].naam}:", *(f"- {kort(een)}" for een in contacten[1:])]
    else:
        regels = [contacttekst(een, moment) for een in contacten[:_UITGEBREID]]
        regels += [kort(een) for een in contacten[_UITGEBREID:]]
    regels.append(_over_de_plek(gesprek, contacten))
    klopt_niet = Knop("Contact klopt niet", Keuze(GLOBAAL, "contact", NIET_JUIST))
    beurt.zeg(
        "\n\n".join(regel for regel in regels if regel),
        [klopt_niet] if any(een.telefoon for een in contacten) else [],
        contacten_object(contacten, gekeurd, moment),
    )
    beurt.dossier = gesprek.met_contacten(contacten).bewaar_in(beurt.dossier)


def _contacten(gesprek: Contactgesprek) -> tuple[Contact, ...]:
    kaart = SocialeKaart.laad()
    if gesprek.soorten:
        return kaart.voor(gesprek.soorten, gesprek.gemeente)
    gemeente = op_code(gesprek.gemeente) if gesprek.gemeente else None
    return tuple(kaart.per_id[een].voor_gemeente(gemeente) for een in gesprek.ids)


def _buiten_kantooruren(contacten: tuple[Contact, ...]) -> list[str]:
    altijd = [een for een in contacten if buiten_kantooruren(een) == DAG_EN_NACHT]
    anders = [een for een in contacten if een not in altijd]
    regels = [f"{een.naam}: ook buiten kantooruren, {een.telefoon}." for een in altijd]
    regels += [f"{een.naam}: {een.bereikbaar}." for een in anders]
    return regels if altijd else [*regels, NIET_WACHTEN]


def _online(contact: Contact, vraag: str) -> str:
    """De website; een mailadres staat er niet in de kaart, en dat wordt gezegd."""
    bellen = f" Bellen kan wel: {contact.telefoon}." if contact.telefoon else ""
    site = f"website {contact.website}" if contact.website else "een website ken ik niet"
    geen_mail = " Een mailadres ken ik niet." if vraag == MAIL else ""
    return f"{contact.naam}: {site}.{geen_mail}{bellen} ({contact.herkomst()}.)"


def _over_de_plek(gesprek: Contactgesprek, contacten: tuple[Contact, ...]) -> str:
    """Zeg wat er over de regio bij hoort: nog niet gevuld, of de gemeente is nog niet bekend."""
    kaart = SocialeKaart.laad()
    if gesprek.gemeente is None:
        lokaal = any(
            een.gemeenten for soort in gesprek.soorten for een in kaart.per_soort.get(soort, ())
        )
        return "Noem je gemeente, dan noem ik het contact daar." if lokaal else ""
    gemeente = op_code(gesprek.gemeente)
    landelijk = not any(contact.gemeenten for contact in contacten)
    gevuld = gemeente.regio_code in kaart.gevulde_regios
    if not landelijk or gevuld:
        return ""
    for soort in gesprek.soorten:
        geen_contact(soort, gemeente.code)
    return niet_gevuld(gemeente)


def _vraag_gemeente(beurt: Beurt, plaats: str, mogelijk: tuple[Gemeente, ...]) -> None:
    beurt.zeg(
        f"{plaats} kan op meer plekken liggen. Welke gemeente bedoel je?",
        [
            Knop(plaatsnaam(een.code), Keuze(GLOBAAL, "contact", f"{_GEMEENTE}{een.code}"))
            for een in mogelijk
        ],
    )


async def _meld(
    beurt: Beurt,
    soort: str,
    doel: str,
    genoemd: tuple[str, ...],
    vorige: Contactgesprek | None,
) -> bool:
    """Leg een melding vast; vraag eerst over welk contact het gaat als dat niet duidelijk is."""
    kaart = SocialeKaart.laad()
    cijfers = "".join(filter(str.isdigit, beurt.tekst))
    gemeente = gemeente_van(beurt)
    if doel:
        kandidaten = [kaart.per_id[doel]] if doel in kaart.per_id else []
    elif genoemd:
        kandidaten = list(kaart.voor(genoemd, gemeente))
    elif vorige is not None:
        kandidaten = list(_contacten(vorige))
        met_nummer = [een for een in kandidaten if een.telefoon]
        if soort == NIET_JUIST and met_nummer:
            kandidaten = [e for e in met_nummer if _cijfers(e) in cijfers] or met_nummer
        else:
            kandidaten = (met_nummer or kandidaten)[:1]
    else:
        kandidaten = []
    if len(kandidaten) == 1:
        await meld(beurt, soort, kandidaten[0], gemeente, _daarna(vorige, kandidaten[0]))
        return True
    vraag_welk(beurt, soort, kandidaten)
    return True


def _daarna(vorige: Contactgesprek | None, gemeld: Contact) -> list[Contact]:
    andere = _contacten(vorige) if vorige else ()
    zelfde = {gemeld.telefoon} - {""}
    return [een for een in andere if een.id != gemeld.id and een.telefoon not in zelfde]


def _cijfers(contact: Contact) -> str:
    return "".join(filter(str.isdigit, contact.telefoon))
