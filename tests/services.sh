#!/usr/bin/env bash
# Starts what the tests need and a machine may lack: a Docker engine, the base image, and the image of the hosts that are deployed to. Registries, hosts and stand-ins the tests start themselves.
# services.sh FOLDER [COMMAND...]: the engine keeps its state there. With a command, runs it and then stops the engine, unless one ran before.
set -euo pipefail
folder=$1
shift
tests=$(dirname "${BASH_SOURCE[0]}")
stop_engine() {
  if [ -s "$folder/engine.pid" ]; then
    kill "$(cat "$folder/engine.pid")" && tail --pid="$(cat "$folder/engine.pid")" -f /dev/null
  fi
}
[ $# = 0 ] || docker version >/dev/null 2>&1 || trap stop_engine EXIT
"$tests/Testing/Engine/prepare.sh" "$folder"
"$tests/Testing/Hosts/prepare.sh"
[ $# = 0 ] || "$@"
