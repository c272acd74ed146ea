"""`make bench`: meet starttijd, traintijd, geheugen en tijd per beurt; zie docs/metingen.md."""
