#!/bin/sh
# Runs the build: ./build.sh [Target...] [--option value...]; ./build.sh --help tells more.
# Compiles build/ only when its sources changed; otherwise starts the built program at once.
set -eu

self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
case $self in
    */*) root=${self%/*} ;;
    *) root=. ;;
esac
root=$(cd -P -- "${root:-/}" && pwd)

engine=${TargetEngine:-own}
program=$root/.build/$engine/bin/_build/release/_build.dll
state=$root/.build/$engine/compiled

# Everything that the compiler reads. Change time and size stand for content; where they differ, the content is asked.
sources() {
    find "$root/build" "$root/src" "$root/pipelines" "$root/global.json" "$root/.editorconfig" \
        "$root/Directory.Build.props" "$root/Directory.Packages.props" \
        \( -path "$root/pipelines/*" ! -name "*.cs" ! -name "*.csproj" ! -name "packages*.lock.json" -o -name "*.md" -o -type d \) -o "$@"
}
listing() {
    sources -printf '%C@ %s %p\n' 2>/dev/null && return
    sources -exec stat -f '%Fc %z %N' {} + 2>/dev/null
}
contents() {
    sources -print | LC_ALL=C sort | while IFS= read -r file; do
        printf '%s\n' "${file#"$root"}"
        cksum < "$file"
    done | digest
}
digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

check_sdk() {
    if found=$(cd "$root" && dotnet --version 2>/dev/null); then return; fi
    wanted=$(sed -n 's/.*"version" *: *"\([^"]*\)".*/\1/p' "$root/global.json")
    have=$(dotnet --list-sdks 2>/dev/null | sed 's/ .*//' | paste -sd ' ' -)
    echo "The .NET SDK $wanted or a later 10.0 is needed (global.json); installed: ${have:-none}. Get it at https://dotnet.microsoft.com/download" >&2
    exit 3
}

# Each error once, as a path from the root; all that was said where it says nothing of errors.
errors() {
    ROOT="$root/" awk '
        / error [A-Z]/ || /: error / {
            sub(/ \[[^][]*\]$/, "")
            if (index($0, ENVIRON["ROOT"]) == 1) $0 = substr($0, length(ENVIRON["ROOT"]) + 1)
            if (!told[$0]++) print
            found = 1
        }
        END { exit !found }' "$state/log" || cat "$state/log"
}

# Machine code for the target engine halves what a start costs. Made when the engine changed; where it cannot be made, all works without.
ahead() {
    code=$root/.build/$engine/obj/MLOpsBuild.Targets/release/MLOpsBuild.Targets.dll
    if ! [ -f "$code" ]; then return; fi
    if ! cmp -s "$code" "$state/ahead.from"; then
        rm -f "$state/ahead.dll"
        cp "$code" "$state/ahead.from"
        dotnet build "$root/build/ahead/ahead.proj" -restore -t:Ahead -v quiet -nologo -nodeReuse:false \
            -p:TargetEngine="$engine" -p:Assembly="$code" -p:Image="$state/ahead.dll" >> "$state/log" 2>&1 || rm -f "$state/ahead.dll"
    fi
    if [ -f "$state/ahead.dll" ]; then
        cp "$state/ahead.dll" "$state/ahead.new"
        mv "$state/ahead.new" "${program%/*}/MLOpsBuild.Targets.dll"
    fi
}

compile() {
    mkdir -p "$state"
    listing > "$state/listing.new" || true
    contents > "$state/contents.new"
    if [ -f "$program" ] && cmp -s "$state/contents.new" "$state/contents"; then
        mv "$state/listing.new" "$state/listing"
        return
    fi
    check_sdk
    rm -f "$state/listing" "$state/contents"
    echo "Compiling the build ..." >&2
    if ! dotnet build "$root/build/_build.csproj" -c Release -v quiet -nologo -clp:NoSummary -nodeReuse:false \
        -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:TargetEngine="$engine" > "$state/log" 2>&1; then
        errors >&2
        echo "The build does not compile." >&2
        exit 1
    fi
    ahead
    mv "$state/contents.new" "$state/contents"
    mv "$state/listing.new" "$state/listing"
}

# One at a time compiles; who waited finds the work done.
compile_alone() {
    mkdir -p "$state"
    if command -v flock >/dev/null; then
        exec 9> "$state/lock"
        flock -n 9 || { echo "Another run compiles the build; waiting ..." >&2; flock 9; }
        compile
        exec 9>&-
        return
    fi
    until mkdir "$state/lock.d" 2>/dev/null; do
        if ! kill -0 "$(cat "$state/lock.d/pid" 2>/dev/null || echo $$)" 2>/dev/null; then rm -rf "$state/lock.d"; fi
        sleep 1
    done
    trap 'rm -rf "$state/lock.d"' EXIT
    echo $$ > "$state/lock.d/pid"
    compile
    rm -rf "$state/lock.d"
    trap - EXIT
}

if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK is needed and 'dotnet' is not on the path. Get it at https://dotnet.microsoft.com/download" >&2
    exit 3
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if ! [ -f "$program" ] || ! listing | cmp -s - "$state/listing"; then
    compile_alone
fi

# OpenMP threads that wait actively make training many times slower on a busy machine.
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}" MLOPSBUILD_ROOT="$root"
exec dotnet "$program" "$@"
