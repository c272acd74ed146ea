# Opdrachten van Wegwijzer Zorg en Veiligheid; zie docs/contract.md.
.DEFAULT_GOAL := help
.PHONY: help run inboxlink chat train gevaar betekenis probleem test toets-rasa toets-apart test-heavy lint check-content bench eval docs lock teams-app

PY := .venv/bin/python
DOMEIN := .venv-domein/bin
INBOX := .venv-inbox/bin
DOMEINTOETSEN := tests/knowledge tests/sociale_kaart tests/privacy tests/adviesvraag
POSTGRES_ZIN = $(if $(TEST_POSTGRES_URL),,Zonder TEST_POSTGRES_URL worden de toetsen op PostgreSQL overgeslagen.)

help: ## Toon deze lijst
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: .venv/.run .venv-inbox/.run ## Installeer wat ontbreekt en start de assistent en de inbox
	@exec $(PY) -m bot.start

inboxlink: .venv/.run ## Maak een nieuwe eenmalige link om in te loggen in de inbox
	@$(PY) -m bot.inbox

chat: .venv/.run ## Dezelfde assistent in de terminal
	@exec $(PY) -m bot.chat

train: .venv/.run ## Train het model als de invoer is veranderd
	@$(PY) -m bot.model

gevaar: .venv/.run ## Leer de kans op gevaar opnieuw, na een wijziging in de zinnen
	@$(PY) -m bot.nlu.gevaarleren

betekenis: .venv/.run ## Bewaar de betekenis van nieuwe zinnen, zodat de start snel blijft
	@$(PY) -m bot.nlu.betekenisbewaren

probleem: .venv/.run ## Leer de soort probleem opnieuw, na een wijziging in zinnen of woorden
	@$(PY) -m bot.nlu.probleemleren

test: .venv/.dev .venv-domein/.klaar .venv-inbox/.dev ## Alle toetsen zonder server van buiten
	@echo "$(POSTGRES_ZIN)"
	@$(PY) -m bot.model
	@$(MAKE) --no-print-directory -j2 toets-rasa toets-apart

# Twee helften die ongeveer even lang duren; wat geen domein is, valt vanzelf in de eerste.
toets-rasa:
	$(PY) -m pytest -q -m "not zwaar" $(DOMEINTOETSEN:%=--ignore=%)

toets-apart:
	$(PY) -m pytest -q -m "not zwaar" $(DOMEINTOETSEN)
	$(DOMEIN)/python -m pytest -q -m "not zwaar" $(DOMEINTOETSEN)
	$(INBOX)/python -m pytest -q -m "not zwaar" tests/inbox

test-heavy: .venv/.dev .venv-inbox/.dev ## De lange toetsen, begrensd in aantal en tijd
	@.ci/webchat.sh
	@.ci/orakel.sh
	@.ci/teamsclient.sh
	@$(PY) -m bot.model
	$(PY) -m pytest -q -s -m zwaar

lint: .venv-domein/.klaar .venv-inbox/.dev ## Opmaak, regels, typen en de importtabel
	$(DOMEIN)/ruff check .
	$(DOMEIN)/ruff format --check .
	$(DOMEIN)/mypy
	$(INBOX)/mypy --config-file mypy-inbox.ini -p adviesvraag.inbox -p bot.channels.botframework
	$(DOMEIN)/lint-imports
	@! grep -rnE -A1 '^@actie' bot/actions | grep -E '[-]def ' || { echo "Een actie is async def." >&2; exit 1; }

teams-app: .venv/.run ## Bouw het app-pakket voor Teams (MAKER, WEBSITE, PRIVACY, VOORWAARDEN)
	@$(PY) -m bot.teamsapp --maker "$(MAKER)" --website "$(WEBSITE)" --privacy "$(PRIVACY)" --voorwaarden "$(VOORWAARDEN)"

check-content: .venv/.run ## Controleer vragenlijsten, bronnen, artikelen, regio's en contacten
	@$(PY) -m bot.controle

bench: .venv/.dev ## Meet starttijd, traintijd, geheugen en tijd per beurt
	@$(PY) -m bot.bench

eval: .venv/.dev ## Meet hoe goed de assistent verstaat en vergelijk met de vorige keer
	@$(PY) -m bot.evaluatie

docs: .venv/.run ## Maak de tekeningen van de vragenlijsten opnieuw
	@$(PY) -m bot.controle --schrijf

lock: .venv/.run ## Zet de pakketten opnieuw vast
	@.ci/slot.sh

.venv/.run: requirements.lock .ci/omgeving.sh requirements-uv.lock
	@.ci/omgeving.sh .venv "3.10" requirements.lock
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@.ci/omgeving.sh .venv "3.10" requirements.lock requirements-dev.lock
	@touch $@

.venv-domein/.klaar: requirements-domein.lock .ci/omgeving.sh requirements-uv.lock
	@.ci/omgeving.sh .venv-domein "3.13 3.12 3.11" requirements-domein.lock
	@touch $@

.venv-inbox/.run: requirements-inbox.lock .ci/omgeving.sh requirements-uv.lock
	@.ci/omgeving.sh .venv-inbox "3.13 3.12 3.11" requirements-inbox.lock
	@touch $@

.venv-inbox/.dev: .venv-inbox/.run requirements-inbox-dev.lock
	@.ci/omgeving.sh .venv-inbox "3.13 3.12 3.11" requirements-inbox.lock requirements-inbox-dev.lock
	@touch $@
