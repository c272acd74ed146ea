#!/bin/sh
# Maakt de omgeving met Microsofts botframework-connector, alleen voor één toets: zijn oordeel over
# een token naast dat van ons. Lukt dat niet, dan zegt één regel dat die toets overgeslagen wordt.
set -eu
hier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
doel="$hier/../build/orakel"
slot="$hier/../requirements-orakel.lock"

if [ -f "$doel/klaar" ] && cmp -s "$slot" "$doel/klaar"; then
    exit 0
fi
mkdir -p "$doel"
if ! "$hier/omgeving.sh" "$doel" "3.10" "$slot" >"$doel.log" 2>&1; then
    echo "De toets naast Microsofts botframework-connector wordt overgeslagen: installeren lukte niet."
    exit 0
fi
cp "$slot" "$doel/klaar"
