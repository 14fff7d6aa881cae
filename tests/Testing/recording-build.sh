#!/bin/sh
# A build.sh that records in $CALLS how it is called, what it finds and what it is given, and leaves what the target would.
set -eu
call=$*
target=$1
pipeline=$3
environment=
previous=
for word in "$@"; do
    if [ "$previous" = --environment ]; then environment=$word; fi
    previous=$word
done

printf '%s\n' "$call" >> "$CALLS/order"
find artifacts .mlops -type f 2>/dev/null | sort > "$CALLS/$call.files"
env -0 | sort -z > "$CALLS/$call.environment"
for key in ANSIBLE_PRIVATE_KEY_FILE MLOPSBUILD_KNOWN_HOSTS KUBECONFIG; do
    file=$(printenv "$key" || true)
    if [ -n "$file" ]; then
        printf '%s %s %s\n' "$key" "$(stat -c %a "$file")" "$file" >> "$CALLS/$call.keys"
        cat "$file" > "$CALLS/$call.$key"
    fi
done
if [ "$target" = "${FAILS:-}" ]; then
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
    printf '{ "headline": "%s", "facts": [] }\n' "$call" > "$folder/stage.json"
    if [ "$target" = Push ]; then printf '{ "digest": "sha256:%064d" }\n' 7 > "$folder/push.json"; fi
    printf '<testsuite><testcase name="a"/><testcase name="b"/></testsuite>' > "$folder/junit.xml"
fi
