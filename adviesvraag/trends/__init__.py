"""Wat de adviesvragen samen vertellen: tellen per kwartaal en afschermen; zie docs/trends.md."""
