"""De kanalen, met de ene poort ervoor."""
