#!/usr/bin/env bash
# The browser of the tests: Debian's Chromium. Installed where it is missing and that is allowed; else said aloud.
set -euo pipefail
if command -v chromium >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update --quiet --quiet
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "The tests of the pages need Chromium, which is not here: install the package 'chromium'. They are skipped." >&2
