"""Persoonsgegevens in Nederlandse tekst vinden, weglaten en versleutelen."""
