"""Het protocol van Microsoft Teams (Bot Connector v3), zonder Rasa en zonder webserver.

Alleen aiohttp en PyJWT, zodat dit ook los van de assistent kan draaien; zie docs/teams.md.
"""
