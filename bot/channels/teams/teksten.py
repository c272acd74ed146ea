"""Wat het Teams-kanaal zelf zegt."""

from __future__ import annotations

from typing import Any

WELKOM = (
    "Welkom bij de Wegwijzer Zorg en Veiligheid. Ik ben een digitale assistent, geen mens. Ik "
    "zoek een contact voor je, toets met je of een casus in het Veiligheidshuis past, leg uit met "
    "de bron erbij en stel een adviesvraag op. Ik adviseer; jij en de organisaties beslissen. Typ "
    "geen persoonsgegevens, zoals namen, geboortedata of adressen. Is er nu gevaar, bel 112."
)
WELKOM_GROEP = (
    "Ik ben de Wegwijzer Zorg en Veiligheid, een digitale assistent. Hier bespreek ik geen casus, "
    "want anderen lezen mee. Noem mij met @ in een bericht, dan ga ik met jou alleen verder. Is er "
    "nu gevaar, bel 112."
)
NAAR_EIGEN_CHAT = (
    "Hier bespreek ik geen casus, want anderen lezen mee. Ik heb je een bericht gestuurd in onze "
    "eigen chat; daar gaan we verder. Is er nu gevaar, bel 112."
)
ZOEK_EIGEN_CHAT = (
    "Hier bespreek ik geen casus, want anderen lezen mee. Zoek mij in Teams op onder Apps, kies "
    "Toevoegen en stel je vraag in onze eigen chat. Is er nu gevaar, bel 112."
)
NIET_GELEZEN = "Een toelichting onder een antwoord leest niemand meteen."
EERST_112 = "Bel nu 112. "
NIET_BEWAARD = (
    "Ik kan je bericht nu niet verwerken. Er is niets bewaard. Probeer het over een minuut nog een "
    "keer. Is er nu gevaar, bel 112."
)
TE_SNEL = "Je stuurt nu veel berichten. Wacht een minuut. Is er nu gevaar, bel 112."
GEEN_BIJLAGEN = "Bijlagen kan ik niet lezen. Typ wat er speelt, zonder namen."
BEGIN = (
    ("Casus toetsen", "start_triage"),
    ("Waar meld ik dit?", "route"),
    ("Adviesvraag indienen", "adviesvraag"),
    ("Een mens spreken", "mens"),
)
"""De knoppen onder het welkom: wat erop staat, en de opdracht."""


def gewoon(tekst: str) -> dict[str, Any]:
    """Een los bericht dat niet bij een beurt hoort."""
    return {"type": "message", "textFormat": "plain", "text": tekst}
