"""Het webkanaal: een deel van Direct Line 3.0, met de pagina's van de chat (docs/web-kanaal.md)."""
