"""De sociale kaart: gemeenten, plaatsen en contacten, als tabellen met controles."""
