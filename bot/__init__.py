"""De bot: instellingen, kanalen, acties en het programma dat alles start."""
