"""Een kwartaal van het jaar, zoals het in Nederland begint en eindigt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adviesvraag.fouten import OngeldigeInvoer

if TYPE_CHECKING:
    from datetime import date

_HIER = ZoneInfo("Europe/Amsterdam")
_VORM = re.compile(r"(20[0-9]{2})-([1-4])")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """Een kwartaal, zoals 2026-1."""

    jaar: int
    nummer: int

    @classmethod
    def van(cls, moment: datetime) -> Kwartaal:
        """Het kwartaal waar een moment in valt, in Nederlandse tijd."""
        return cls.van_dag(moment.astimezone(_HIER).date())

    @classmethod
    def van_dag(cls, dag: date) -> Kwartaal:
        """Het kwartaal waar een dag in valt."""
        return cls(dag.year, (dag.month - 1) // 3 + 1)

    @classmethod
    def lees(cls, tekst: str) -> Kwartaal:
        """Het kwartaal bij een tekst als 2026-1.

        Raises:
            OngeldigeInvoer: de tekst is geen kwartaal.
        """
        gevonden = _VORM.fullmatch(tekst)
        if gevonden is None:
            raise OngeldigeInvoer("Schrijf een kwartaal als jaar en nummer, zoals 2026-1.")
        return cls(int(gevonden[1]), int(gevonden[2]))

    @classmethod
    def uit_getal(cls, getal: int) -> Kwartaal:
        """Het kwartaal zoals het in de database staat: 20261 is 2026-1."""
        return cls(*divmod(getal, 10))

    @property
    def getal(self) -> int:
        """Zoals het in de database staat."""
        return self.jaar * 10 + self.nummer

    @property
    def begin(self) -> datetime:
        """Het eerste moment, in UTC."""
        return datetime(self.jaar, self.nummer * 3 - 2, 1, tzinfo=_HIER).astimezone(timezone.utc)

    def terug(self, aantal: int = 1) -> Kwartaal:
        """Het kwartaal zoveel eerder."""
        jaar, rest = divmod(self.jaar * 4 + self.nummer - 1 - aantal, 4)
        return Kwartaal(jaar, rest + 1)

    def __str__(self) -> str:
        return f"{self.jaar}-{self.nummer}"

    @property
    def naam(self) -> str:
        """Zoals een mens het leest."""
        return f"{self.nummer}e kwartaal {self.jaar}"
