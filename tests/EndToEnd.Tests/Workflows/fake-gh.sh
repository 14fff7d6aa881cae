#!/bin/sh
# gh api PATH [--jq FILTER], answered from the file in $ANSWERS that the path names with dashes.
set -eu
[ "$1" = api ] && [ "$GH_TOKEN" = 'token of the run' ]
file=$ANSWERS/$(printf %s "$2" | tr / -).json
if [ ! -f "$file" ]; then
    echo 'gh: Not Found (HTTP 404)' >&2
    exit 1
fi
if [ "${3:-}" = --jq ]; then jq -r "$4" "$file"; else cat "$file"; fi
