#!/bin/sh
# Haalt Microsofts Web Chat op voor de toetsen: ongewijzigd, en alleen met de controlesom uit
# webchat.sha512. Zonder npm of zonder verbinding zegt één regel dat die toetsen overgeslagen worden.
set -eu
hier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
doel="$hier/../build/webchat"
pakket=botframework-webchat-4.18.1.tgz

overslaan() {
    echo "De toetsen met Microsofts Web Chat worden overgeslagen: $1."
    exit 0
}

[ ! -f "$doel/webchat.js" ] || exit 0
command -v npm >/dev/null || overslaan "npm ontbreekt"
mkdir -p "$doel"
cd "$doel"
npm pack --silent "botframework-webchat@4.18.1" >/dev/null 2>&1 || overslaan "ophalen lukte niet"
sha512sum --check --status "$hier/webchat.sha512" || {
    rm -f "$pakket"
    echo "De controlesom van $pakket klopt niet; het is weggegooid." >&2
    exit 1
}
tar -xzOf "$pakket" package/dist/webchat.js >webchat.deel
mv webchat.deel webchat.js
rm -f "$pakket"
