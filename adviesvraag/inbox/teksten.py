"""De woorden van de inbox bij codes die elders wonen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adviesvraag.inbox.gebruiker import Gebruiker

STATUSNAMEN: Mapping[str, str] = {
    "ontvangen": "Nieuw",
    "in_behandeling": "In behandeling",
    "aanvulling_gevraagd": "Wacht op aanvulling",
    "beantwoord": "Beantwoord",
    "opgeschaald": "Opgeschaald",
    "afgesloten": "Afgesloten",
    "ingetrokken": "Ingetrokken",
}
STATUSKLASSEN: Mapping[str, str] = {
    "ontvangen": "wacht",
    "in_behandeling": "bezig",
    "aanvulling_gevraagd": "wacht",
    "beantwoord": "klaar",
    "opgeschaald": "bezig",
    "afgesloten": "weg",
    "ingetrokken": "weg",
}
SOORTNAMEN: Mapping[str, str] = {
    "informatievraag": "Informatievraag",
    "adviesvraag": "Adviesvraag",
    "aanmelding_voorbereiden": "Aanmelding voorbereiden",
}
UITKOMSTEN: Mapping[str, str] = {
    "hoort_thuis": "Past bij het Veiligheidshuis",
    "hoort_niet_thuis": "Hoort nu niet in het Veiligheidshuis",
    "twijfel": "Nog niet duidelijk",
    "gebiedsgebonden": "Probleem van een gebied",
    "acuut": "Acuut gevaar",
}
CRITERIA: Mapping[str, str] = {
    "multiprobleem": "Problemen op meer leefgebieden (K1)",
    "ketenoverstijgend": "Eén keten lukt het niet alleen (K2)",
    "systeem": "Gezin of omgeving speelt mee (K3)",
    "gebiedsgebonden": "Probleem van een gebied (K4)",
    "zorgcomponent": "Zorg of hulp nodig",
    "veiligheidscomponent": "Overlast, strafbaar feit of dreiging",
    "regulier_doorlopen": "Gewone weg geprobeerd",
}
WAARDEN: Mapping[str, str] = {"ja": "Ja", "nee": "Nee", "onbekend": "Niet bekend"}
VOLGORDEN: Mapping[str, str] = {
    "termijn": "Uiterste datum eerst",
    "nieuw": "Nieuwste eerst",
    "oud": "Oudste eerst",
}
GEBEURTENISSEN: Mapping[str, str] = {
    "ingediend": "Ingediend",
    "status_gewijzigd": "Status gewijzigd",
    "toegewezen": "Toegewezen",
    "genoteerd": "Notitie geschreven",
    "aangevuld": "Aanvulling van de indiener",
    "regio_gewijzigd": "Regio gewijzigd",
    "opnieuw_bezorgd": "Bezorging opnieuw gestart",
    "opgeschaald": "Een trede hoger op de ladder",
    "opgeruimd": "Inhoud gewist",
    "adres_verbeterd": "Werkadres verbeterd",
}
BERICHTEN: Mapping[str, str] = {
    "vraag": "Vraag aan de indiener",
    "antwoord": "Antwoord",
    "aanvulling": "Aanvulling van de indiener",
}
RICHTINGEN: Mapping[str, str] = {
    "naar_indiener": "Aan de indiener",
    "van_indiener": "Van de indiener",
}
BEZORGSOORTEN: Mapping[str, str] = {
    "mail": "E-mail",
    "webhook": "Systeem van een partner",
    "kanaal": "In het gesprek",
}
BEZORGSTATEN: Mapping[str, str] = {
    "wacht": "Wordt nog bezorgd",
    "verzonden": "Bezorgd",
    "dood": "Niet gelukt",
}
MELDINGSTATUSSEN: Mapping[str, str] = {
    "aangepast": "Aangepast",
    "klopte_toch": "Klopte toch",
}
MELDINGSOORTEN: Mapping[str, str] = {
    "nummer_klopt_niet": "Het nummer klopt niet",
    "geen_gehoor": "Geen gehoor",
    "verkeerd_loket": "Het verkeerde loket",
    "tijden_kloppen_niet": "De tijden kloppen niet",
    "bestaat_niet_meer": "Bestaat niet meer",
    "anders": "Iets anders",
}
LEEMTESOORTEN: Mapping[str, str] = {
    "kennisvraag": "Vragen zonder antwoord",
    "misverstaan": "Niet begrepen",
    "contact": "Contacten die ontbreken",
    "duim_omlaag": "Duim omlaag",
}
LEEMTESTATUSSEN: Mapping[str, str] = {
    "verwerkt": "Verwerkt",
    "hoort_niet": "Hier gaat de assistent niet over",
}
_INDIENER = {"indiener": "Indiener", "systeem": "Systeem"}


def menu(gebruiker: Gebruiker) -> tuple[tuple[str, str], ...]:
    """De pagina's in het hoofdmenu van deze gebruiker: adres en naam."""
    rechten = (("/rechten", "Rechten van de indiener"),) if gebruiker.is_beheerder else ()
    redactie = (("/onbeantwoord", "Onbeantwoord"),) if gebruiker.redigeert else ()
    return (
        ("/", "Adviesvragen"),
        ("/trends", "Trends"),
        ("/knelpunten", "Knelpunten"),
        ("/meldingen", "Contacten"),
        *redactie,
        *rechten,
        ("/hulp", "Hulp"),
    )


def actor(wie: str, namen: Mapping[str, str]) -> str:
    """Wie iets deed, met de naam van een collega als die bekend is."""
    rol, _, nummer = wie.partition(":")
    if rol in _INDIENER:
        return _INDIENER[rol]
    return collega(nummer, namen)


def collega(nummer: str, namen: Mapping[str, str]) -> str:
    """De naam van een collega; wie hier niet bekend is, heet naar zijn nummer."""
    return namen.get(nummer, f"Collega {nummer[:6]}")
