"""De fouten die de opslag en de dienst kunnen geven; elke melding is een Nederlandse zin."""

from __future__ import annotations


class AdviesvraagFout(Exception):
    """Iets wat de dienst of de opslag niet kan of niet mag doen."""


class OngeldigConcept(AdviesvraagFout):
    """Het concept mist iets of heeft een waarde die niet bestaat."""


class OngeldigeMelding(AdviesvraagFout):
    """Een melding over een contact mist iets of heeft een waarde die niet bestaat."""


class NietGevonden(AdviesvraagFout):
    """Er is geen adviesvraag met dit kenmerk, of geen melding met dit nummer."""


class NietToegestaan(AdviesvraagFout):
    """De wijziging past niet bij de status of bij de rol."""


class NietMeerActueel(AdviesvraagFout):
    """Een ander wijzigde de adviesvraag nadat deze gebruiker haar las."""


class OngeldigeInvoer(AdviesvraagFout):
    """Een tekst, naam of keuze van een medewerker of indiener kan zo niet."""


class OngeldigeAfspraak(AdviesvraagFout):
    """Een instelling over termijnen of bezorging klopt niet."""


class OpslagFout(AdviesvraagFout):
    """De opslag zelf werkt niet mee."""


class OngeldigAdres(OpslagFout):
    """Het adres van de database is niet te gebruiken."""


class OpslagNietBereikbaar(OpslagFout):
    """De database antwoordt niet. Er is zeker niets opgeslagen."""


class UitkomstOnbekend(OpslagFout):
    """De verbinding brak tijdens of na het opslaan.

    Of het gelukt is, is niet bekend. Zoek later op concept (``op_concept``) of dien hetzelfde
    concept opnieuw in: dat geeft nooit een tweede adviesvraag.
    """


class OpslagTeNieuw(OpslagFout):
    """De database is bijgewerkt door een nieuwere versie van dit programma."""


class SleutelFout(AdviesvraagFout):
    """De sleutels zijn niet te gebruiken."""


class OngeldigeSleutel(SleutelFout):
    """Een sleutel ontbreekt of heeft niet de juiste vorm."""


class VerkeerdeSleutel(SleutelFout):
    """Geen van de sleutels past op de gegevens in de database."""
