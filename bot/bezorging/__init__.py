"""De wegen waarlangs een bericht de deur uit gaat: post, een webhook, en het webgesprek."""
