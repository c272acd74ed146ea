"""De adviesvraag: het kenmerk, de opslag en de dienst die indient, opzoekt en intrekt."""
