"""Bronnen, vragenlijsten en de functies die erover redeneren."""
