"""De acties van Rasa, één bestand per gesprek."""
