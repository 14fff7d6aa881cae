#!/bin/sh
# A build.sh that records in $CALLS how it is called, what it finds and what it is given, and leaves what the target would.
set -eu
call=$*
target=$1
pipeline=$3
environment=
part=
previous=
for word in "$@"; do
    if [ "$previous" = --environment ]; then environment=$word; fi
    if [ "$previous" = --partition ]; then part=${word%/*}; fi
    previous=$word
done

record=$CALLS/$(printf %s "$call" | tr / -)
printf '%s\n' "$call" >> "$CALLS/order"
find artifacts .mlops -type f 2>/dev/null | sort > "$record.files"
env -0 | sort -z > "$record.environment"
for key in ANSIBLE_PRIVATE_KEY_FILE MLOPSBUILD_KNOWN_HOSTS KUBECONFIG MLOPSBUILD_SIGNING_KEY; do
    file=$(printenv "$key" || true)
    if [ -f "$file" ]; then
        printf '%s %s %s\n' "$key" "$(stat -c %a "$file")" "$file" >> "$record.keys"
        cat "$file" > "$record.$key"
    fi
done
if [ "$target${part:+ }$part" = "${FAILS:-}" ]; then
    echo "$target fails" >&2
    exit 7
fi

mkdir -p .mlops/registry ".mlops/ledger/$pipeline"
printf '%s\n' "$call" > .mlops/registry/index.json
if [ -n "$environment" ] && [ "$target" != PlanDeploy ]; then printf '%s\n' "$call" > ".mlops/ledger/$pipeline/$environment.jsonl"; fi
if [ "$target" = PlanDeploy ]; then
    folder=artifacts/$pipeline/plan-$environment
    mkdir -p "$folder"
    printf '{ "environment": "%s" }\n' "$environment" > "$folder/plan.json"
    printf '# What a deploy to %s would change\n\nnothing, and it costs $5 & `more`\n' "$environment" > "$folder/plan.md"
else
    folder=artifacts/$pipeline/$(printf %s "$target" | tr A-Z a-z)
    mkdir -p "$folder"
    if [ -n "$part" ]; then printf '%s\n' "$call" > "$folder/part-$part.txt"; fi
    printf '{ "headline": "%s", "facts": [] }\n' "$call" > "$folder/stage.json"
    if [ "$target" = Push ]; then printf '{ "digest": "sha256:%064d" }\n' 7 > "$folder/push.json"; fi
    printf '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>' > "$folder/junit.xml"
fi
