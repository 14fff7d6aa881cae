"""Collects the signatures that are attached to a package in an OCI image layout; who judges them is the host.

attached.py LAYOUT DIGEST: prints the manifest and the signatures in base64 as JSON.
"""
import base64
import json
import os
import re
import sys

DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
SIGNATURE = "application/vnd.dev.sigstore.bundle.v0.3+json"
LONGEST_DOCUMENT = 4 << 20


def read(layout, digest):
    if not isinstance(digest, str) or not DIGEST.match(digest):
        raise ValueError(f"'{digest}' is no digest")
    path = os.path.join(layout, "blobs", "sha256", digest[7:])
    if os.path.getsize(path) > LONGEST_DOCUMENT:
        raise ValueError(f"{path} is too long for a document")
    with open(path, "rb") as file:
        return file.read()


def signature(layout, referrer, subject):
    """The payload of a referrer of the subject; empty, which is no signature, where it cannot be read."""
    try:
        manifest = json.loads(read(layout, referrer["digest"]))
        (payload,) = manifest["layers"]
        return read(layout, payload["digest"]) if manifest["subject"]["digest"] == subject else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return b""


def signatures(layout, subject):
    with open(os.path.join(layout, "index.json"), encoding="utf-8") as file:
        entries = json.load(file)["manifests"]
    tag = subject.replace(":", "-")
    listed = [entry["digest"] for entry in entries if entry.get("annotations", {}).get("org.opencontainers.image.ref.name") == tag]
    for digest in listed:
        for referrer in json.loads(read(layout, digest))["manifests"]:
            if referrer.get("artifactType") == SIGNATURE:
                found = signature(layout, referrer, subject)
                if found is not None:
                    yield found


def text(data):
    return base64.b64encode(data).decode()


def main(layout, digest):
    try:
        found = {"manifest": text(read(layout, digest)), "signatures": [text(data) for data in signatures(layout, digest)]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
        sys.exit(f"{layout} cannot be read as an OCI image layout ({type(bad).__name__}: {bad}): push the package again.")
    json.dump(found, sys.stdout)


main(sys.argv[1], sys.argv[2])
