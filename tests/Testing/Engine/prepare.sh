#!/usr/bin/env bash
# Starts a Docker engine where none answers, and makes the base image that the tests build on: Debian with this machine's .NET runtime, from no registry.
# prepare.sh FOLDER: the engine keeps its state there; its process id is in FOLDER/engine.pid where this script has started it.
set -euo pipefail
folder=$1
image=mlopsbuild-test-base
mkdir -p "$folder"

if ! docker version >/dev/null 2>&1; then
  nohup dockerd --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/engine.pid" >"$folder/log" 2>&1 &
  engine=$!
  until docker version >/dev/null 2>&1; do
    kill -0 "$engine" 2>/dev/null || { tail -5 "$folder/log" >&2; exit 1; }
    sleep 0.2
  done
fi

if ! docker image inspect "$image" >/dev/null 2>&1; then
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mmdebstrap --quiet --variant=minbase --include=libicu72,libgomp1,libssl3,ca-certificates \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook='mkdir -p "$1/usr/share/dotnet"' \
    --customize-hook="copy-in $dotnet/dotnet $dotnet/host $dotnet/shared /usr/share/dotnet" \
    --customize-hook='ln -s /usr/share/dotnet/dotnet "$1/usr/bin/dotnet"' \
    bookworm - | docker import - "$image" >/dev/null
fi
