"""Het dossier van een gesprek: de stapel vragenlijsten en wat er verder onthouden wordt.

Het staat als één JSON-waarde in het slot `dossier`. Er staan geen persoonsgegevens in: de poort
heeft elke tekst al gelakt.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from knowledge.vragenlijst import Stand, Vraag, Vragenlijst, volgende
from knowledge.vragenlijst_bestand import vragenlijst

_PAREN = ("verwacht", "ingediend")


@dataclass(frozen=True)
class Blad:
    """Eén lopende vragenlijst.

    Attributes:
        run: willekeurige naam van deze ronde; knoppen van een andere ronde gelden niet.
        keuze: onderdelen die bij een meerkeuzevraag al zijn aangeklikt.
        extra: gegevens van het gesprek bij deze lijst, zoals `signalen` of `concept_id`.
    """

    vragenlijst: str
    run: str
    stand: Stand = field(default_factory=Stand)
    keuze: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lijst(self) -> Vragenlijst:
        """De vragenlijst van dit blad."""
        return vragenlijst(self.vragenlijst)

    @property
    def vraag(self) -> Vraag | None:
        """De vraag die nu open staat."""
        return volgende(self.lijst, self.stand)

    def met(self, **extra: Any) -> Blad:
        """Hetzelfde blad met extra gegevens."""
        return replace(self, extra={**self.extra, **extra})

    def als_json(self) -> dict[str, Any]:
        """Het blad als gewone lijsten en woordenboeken."""
        return {
            "vragenlijst": self.vragenlijst,
            "run": self.run,
            "stand": self.stand.als_json(),
            "keuze": list(self.keuze),
            "extra": dict(self.extra),
        }

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, Any]) -> Blad:
        """Het blad terug uit `als_json`."""
        return cls(
            vragenlijst=inhoud["vragenlijst"],
            run=inhoud["run"],
            stand=Stand.uit_json(inhoud["stand"]),
            keuze=tuple(inhoud["keuze"]),
            extra=dict(inhoud["extra"]),
        )


def met_zwaartepunt(blad: Blad, code: str) -> Blad:
    """Het blad na het antwoord op de gemeente; de andere zeker genoemde gemeenten blijven staan."""
    andere = [andere for andere in blad.extra.get("plaatsen", ()) if andere != code]
    ook_in = andere if blad.extra.get("samen") else blad.extra.get("ook_in", [])
    ook_in = [andere for andere in ook_in if andere != code]
    return blad.met(plaatsen=[], plaats="", samen=False, ook_in=ook_in)


@dataclass(frozen=True)
class Dossier:
    """Alles wat een gesprek onthoudt.

    Attributes:
        stapel: de lopende vragenlijsten; de bovenste (laatste) is aan de beurt.
        acuut: er is net gevaar gemeld; de vraag wacht tot het veilig is.
        laatste: het laatste triage-oordeel, om een adviesvraag mee te vullen.
        kenmerk: het kenmerk van de laatst ingediende adviesvraag.
        intrekken: kenmerk waarvan het intrekken nog bevestigd moet worden.
        bericht: het laatst verwerkte bericht; elk bericht telt één keer.
        stil: de open vraag wordt deze keer niet herhaald.
        kennisvraag: de laatste kennisvraag, voor een vervolg als "en in IJsselland?".
        contact: de laatst genoemde contacten, voor een vervolg als "en in Deventer?".
        voorgesteld: de gebruiker weet dat dit een digitale assistent is.
        misverstaan: hoe vaak achter elkaar een bericht niet werd begrepen.
        klaar: de laatst afgeronde vragenlijst; een antwoord daarin is nog te verbeteren.
        bij_gevaar: wat de gebruiker bij een melding van gevaar schreef, als voorstel voor de open
            vraag.
        ingediend: de ronde en het concept van de laatst ingediende adviesvraag.
        weg: de gebruiker kwam na uren terug en hoort in deze beurt waar het gesprek was.
        verwacht: wat de assistent net vroeg naast de open vraag, en bij welk bericht.
    """

    stapel: tuple[Blad, ...] = ()
    acuut: bool = False
    laatste: Mapping[str, Any] | None = None
    kenmerk: str | None = None
    intrekken: str | None = None
    bericht: str | None = None
    stil: bool = False
    voorgesteld: bool = False
    kennisvraag: str | None = None
    contact: Mapping[str, Any] | None = None
    misverstaan: int = 0
    klaar: Blad | None = None
    bij_gevaar: str | None = None
    verwacht: tuple[str, str] | None = None
    ingediend: tuple[str, str] | None = None
    weg: bool = False

    @property
    def blad(self) -> Blad | None:
        """De vragenlijst die aan de beurt is."""
        return self.stapel[-1] if self.stapel else None

    def met_blad(self, blad: Blad) -> Dossier:
        """Het dossier met een nieuwe versie van het bovenste blad."""
        return replace(self, stapel=(*self.stapel[:-1], blad))

    def zonder_blad(self) -> Dossier:
        """Het dossier zonder het bovenste blad."""
        return replace(self, stapel=self.stapel[:-1])

    def open(self, naam: str, stand: Stand | None = None, **extra: Any) -> Dossier:
        """Leg een nieuwe vragenlijst bovenop; een eerdere van dezelfde soort vervalt."""
        rest = tuple(blad for blad in self.stapel if blad.vragenlijst != naam)
        blad = Blad(naam, secrets.token_hex(4), stand or Stand(), extra=extra)
        return replace(self, stapel=(*rest, blad))

    def blad_van(self, run: str) -> Blad | None:
        """Het blad met deze run, of None als die ronde klaar of weggegooid is."""
        return next((blad for blad in self.stapel if blad.run == run), None)

    def naar_boven(self, run: str) -> Dossier:
        """Het dossier met het blad van deze run aan de beurt; de rest wacht daaronder."""
        rest = tuple(blad for blad in self.stapel if blad.run != run)
        boven = tuple(blad for blad in self.stapel if blad.run == run)
        return replace(self, stapel=(*rest, *boven))

    def heropen_klaar(self) -> Dossier:
        """Leg de afgeronde vragenlijst terug op de stapel, als een nieuwe ronde."""
        if self.klaar is None:
            return self
        terug = self.open(self.klaar.vragenlijst, self.klaar.stand, **self.klaar.extra)
        return replace(terug, klaar=None)

    def als_json(self) -> dict[str, Any]:
        """Het dossier zoals het slot het bewaart."""
        rest = asdict(replace(self, stapel=(), klaar=None))
        klaar = self.klaar.als_json() if self.klaar else None
        paren = {naam: list(w) if (w := getattr(self, naam)) else None for naam in _PAREN}
        stapel = [blad.als_json() for blad in self.stapel]
        return {**rest, "stapel": stapel, "klaar": klaar, **paren}

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, Any] | None) -> Dossier:
        """Het dossier terug uit het slot; een leeg slot is een leeg dossier."""
        if not inhoud:
            return cls()
        stapel = tuple(Blad.uit_json(blad) for blad in inhoud["stapel"])
        klaar = Blad.uit_json(inhoud["klaar"]) if inhoud.get("klaar") else None
        paren = {naam: tuple(w) if (w := inhoud.get(naam)) else None for naam in _PAREN}
        return cls(**{**inhoud, "stapel": stapel, "klaar": klaar, **paren})
