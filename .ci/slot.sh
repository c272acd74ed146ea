#!/bin/sh
# Zet alle pakketten opnieuw vast, met hashes en zonder adres van een pakketbron.
set -eu
uv=.gereedschap/bin/uv
zet_vast() {
    "$uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
        --no-annotate --custom-compile-command "make lock" "$@"
}
zet_vast --universal --python-version 3.8 requirements-uv.in -o requirements-uv.lock
zet_vast --python-version 3.10 requirements.in -o requirements.lock
zet_vast --python-version 3.10 requirements-dev.in -o requirements-dev.lock
zet_vast --universal --python-version 3.11 requirements-domein.in -o requirements-domein.lock
zet_vast --universal --python-version 3.11 requirements-inbox.in -o requirements-inbox.lock
zet_vast --universal --python-version 3.11 requirements-inbox-dev.in -o requirements-inbox-dev.lock
zet_vast --python-version 3.10 requirements-orakel.in -o requirements-orakel.lock
