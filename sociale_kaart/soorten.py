"""De soorten contact, met hun titel en wat geldt als een gemeente zo'n contact niet heeft."""

from __future__ import annotations

from types import MappingProxyType

from sociale_kaart.tabellen import DATAMAP, lees_tabel

_RIJEN = lees_tabel(
    DATAMAP / "soorten.csv", ("soort_contact", "titel", "terugval", "kan_niet_bij", "eerst_bij")
)

SOORTEN = MappingProxyType({rij["soort_contact"]: rij["titel"] for rij in _RIJEN})
"""Titel per soort_contact; de codes zijn die van het gedragscontract."""

TERUGVAL = MappingProxyType(
    {rij["soort_contact"]: rij["terugval"] for rij in _RIJEN if rij["terugval"]}
)
"""Welke soort wordt gegeven als er voor een gemeente geen contact van deze soort is."""


def _signalen(kolom: str) -> MappingProxyType[str, frozenset[str]]:
    return MappingProxyType(
        {rij["soort_contact"]: frozenset(rij[kolom].split(";")) for rij in _RIJEN if rij[kolom]}
    )


KAN_NIET_BIJ = _signalen("kan_niet_bij")
"""Bij welke signalen een soort er niet is: zonder huurder geen corporatie, zonder maatregel nog
geen gecertificeerde instelling."""

EERST_BIJ = _signalen("eerst_bij")
"""Bij welke signalen een soort vooraan komt, als zij in de route staat: wie een onafhankelijk
iemand naast zich wil, begint bij cliëntondersteuning."""

OVERIG = "overig"
"""De enige soort die verschillende diensten bij elkaar zet: alle passende worden gegeven."""
