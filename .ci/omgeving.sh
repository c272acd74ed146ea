#!/bin/sh
# Maakt een Python-omgeving met vastgezette pakketten.
# Gebruik: omgeving.sh MAP "VERSIE [VERSIE ...]" SLOT [SLOT ...]
# Neemt de eerste versie die er is: op PATH, van pyenv, of een die uv kan installeren.
set -eu

map=$1
versies=$2
shift 2
hier=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
uv="$hier/.gereedschap/bin/uv"

if [ ! -x "$uv" ]; then
    echo "uv wordt geïnstalleerd."
    python3 -m venv "$hier/.gereedschap" || {
        echo "Installeer eerst Python 3 met venv (op Debian: apt install python3-venv)." >&2
        exit 1
    }
    "$hier/.gereedschap/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes -r "$hier/requirements-uv.lock"
fi

vind_python() {
    for versie in $versies; do
        for kandidaat in "$(command -v "python$versie" || true)" \
            "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$versie"*/bin/python; do
            if [ -x "$kandidaat" ] &&
                [ "$("$kandidaat" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$versie" ]; then
                echo "$kandidaat"
                return 0
            fi
        done
    done
    for versie in $versies; do
        if "$uv" python install --quiet "$versie" 2>/dev/null; then
            "$uv" python find "$versie"
            return 0
        fi
    done
    return 1
}

if [ ! -x "$map/bin/python" ]; then
    python=$(vind_python) || {
        echo "Installeer Python ${versies%% *}; ik vond het niet en kon het niet ophalen." >&2
        exit 1
    }
    "$uv" venv --quiet --python "$python" "$map"
fi

echo "Pakketten voor $map worden geïnstalleerd."
for slot in "$@"; do
    set -- "$@" -r "$slot"
    shift
done
"$uv" pip install --python "$map/bin/python" --require-hashes "$@"
