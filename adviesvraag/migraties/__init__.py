"""De migraties van de opslag. ``versies/`` bevat ze op volgorde; ze gaan alleen vooruit."""
