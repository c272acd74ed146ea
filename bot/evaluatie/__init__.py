"""Meten hoe goed de assistent verstaat wat mensen schrijven."""
