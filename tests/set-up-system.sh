#!/usr/bin/env bash
# The programs that the long tests drive, from Debian's packages. Installed where one is missing and that is allowed;
# else said aloud: its tests are skipped.
set -uo pipefail
declare -A needed=([chromium]=chromium [curl]=curl [npm]=npm [strace]=strace [virtuoso-t]=virtuoso-opensource)
missing=()
for program in "${!needed[@]}"; do
    command -v "$program" >/dev/null || missing+=("${needed[$program]}")
done
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet --quiet
    wanted=("${missing[@]}") missing=()
    for package in "${wanted[@]}"; do
        apt-get install --yes --quiet --no-install-recommends "$package" >/dev/null || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && exit 0
fi
echo "The long tests need what is not here and could not be installed: ${missing[*]}. What needs it is skipped." >&2
