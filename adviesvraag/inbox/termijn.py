"""Hoeveel werkdagen er nog zijn tot een uiterste datum."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

_ZATERDAG = 5


def werkdagen(vanaf: date, tot: date) -> int:
    """Hoeveel werkdagen er na `vanaf` zijn tot en met `tot`; negatief als `tot` voorbij is."""
    if tot < vanaf:
        return -werkdagen(tot, vanaf)
    feestdagen = holidays.country_holidays("NL", years=range(vanaf.year, tot.year + 1))
    dagen = (vanaf + timedelta(days=nr) for nr in range(1, (tot - vanaf).days + 1))
    return sum(dag.weekday() < _ZATERDAG and dag not in feestdagen for dag in dagen)


def in_woorden(vandaag: date, uiterste: date) -> str:
    """De uiterste datum gezien vanaf vandaag, zoals "nog 3 werkdagen"."""
    if uiterste == vandaag:
        return "vandaag"
    over = werkdagen(vandaag, uiterste)
    if over == 0:  # er zit alleen een weekend of feestdag tussen
        return "te laat" if uiterste < vandaag else "hierna geen werkdag meer"
    dagen = f"{abs(over)} werkdag{'' if abs(over) == 1 else 'en'}"
    return f"nog {dagen}" if uiterste > vandaag else f"{dagen} te laat"
