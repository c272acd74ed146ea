#!/bin/sh
# Haalt Microsofts eigen client en manifestcontrole van Teams op voor de toetsen: precies de versies
# en controlesommen uit tests/zwaar/teams/package-lock.json, zonder iets uit te voeren. Zonder npm of
# zonder verbinding zegt één regel dat die toetsen overgeslagen worden.
set -eu
hier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
bron="$hier/../tests/zwaar/teams"
doel="$hier/../build/teamsclient"

overslaan() {
    echo "De toetsen met Microsofts eigen client van Teams worden overgeslagen: $1."
    exit 0
}

if [ -f "$doel/klaar" ] && cmp -s "$bron/package-lock.json" "$doel/klaar"; then
    exit 0
fi
command -v npm >/dev/null || overslaan "npm ontbreekt"
mkdir -p "$doel"
cp "$bron/package.json" "$bron/package-lock.json" "$doel/"
cd "$doel"
npm ci --silent --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || overslaan "ophalen lukte niet"
cp package-lock.json klaar
