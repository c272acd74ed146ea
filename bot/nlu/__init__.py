"""Onderdelen van de NLU-pijplijn van Rasa."""
