"""Instellingen die voor alle toetsen gelden."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Tijd hoort in make bench: een drukke machine mag geen toets laten falen.
settings.register_profile(
    "wegwijzer", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.load_profile("wegwijzer")
