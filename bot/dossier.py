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


@dataclass(frozen=True)
class Blad:
    """Eén lopende vragenlijst.

    Attributes:
        run: willekeurige naam van deze ronde; knoppen van een andere ronde gelden niet.
        keuze: onderdelen die bij een meerkeuzevraag al zijn aangeklikt.
        misverstaan: hoe vaak achter elkaar een antwoord niet werd begrepen.
        extra: gegevens van het gesprek bij deze lijst, zoals `signalen` of `concept_id`.
    """

    vragenlijst: str
    run: str
    stand: Stand = field(default_factory=Stand)
    keuze: tuple[str, ...] = ()
    misverstaan: int = 0
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
        voorgesteld: de gebruiker weet dat dit een digitale assistent is.
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

    def als_json(self) -> dict[str, Any]:
        """Het dossier zoals het slot het bewaart."""
        stapel = [
            {
                "vragenlijst": blad.vragenlijst,
                "run": blad.run,
                "stand": blad.stand.als_json(),
                "keuze": list(blad.keuze),
                "misverstaan": blad.misverstaan,
                "extra": dict(blad.extra),
            }
            for blad in self.stapel
        ]
        return {**asdict(replace(self, stapel=())), "stapel": stapel}

    @classmethod
    def uit_json(cls, inhoud: Mapping[str, Any] | None) -> Dossier:
        """Het dossier terug uit het slot; een leeg slot is een leeg dossier."""
        if not inhoud:
            return cls()
        stapel = tuple(
            Blad(
                vragenlijst=blad["vragenlijst"],
                run=blad["run"],
                stand=Stand.uit_json(blad["stand"]),
                keuze=tuple(blad["keuze"]),
                misverstaan=blad["misverstaan"],
                extra=dict(blad["extra"]),
            )
            for blad in inhoud["stapel"]
        )
        return cls(**{**inhoud, "stapel": stapel})
