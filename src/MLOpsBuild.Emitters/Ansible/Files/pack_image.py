"""Packs the image of a release out of an OCI image layout into one archive that podman and docker load, beside the layout.

pack_image.py LAYOUT NAME:TAG PACKAGE: prints the image's digest, its id, and path and SHA-256 of the archive as JSON. PACKAGE is the digest of the
model package that the image must say it holds. With --no-archive after these nothing is packed. An archive that is there already is not written again.
"""
import glob
import hashlib
import io
import json
import os
import re
import sys
import tarfile

DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
LABEL = "vnd.mlopsbuild.package"
REMEDY = "make the image of the release again: ./build.sh Image --daemonless."


class Hashed:
    """Hands on what is read or written, and hashes it."""

    def __init__(self, file):
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size=-1):
        data = self.file.read(size)
        self.hash.update(data)
        return data

    def write(self, data):
        self.hash.update(data)
        return self.file.write(data)


def path_of(layout, digest):
    if not DIGEST.match(digest):
        sys.exit(f"{layout} names '{digest}', which is no digest: {REMEDY}")
    return os.path.join(layout, "blobs", "sha256", digest[7:])


def document(layout, digest):
    with open(path_of(layout, digest), "rb") as file:
        data = file.read()
    if "sha256:" + hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{path_of(layout, digest)} is damaged: {REMEDY}")
    return data


def find(layout, reference):
    try:
        with open(os.path.join(layout, "index.json"), encoding="utf-8") as file:
            entries = json.load(file)["manifests"]
    except FileNotFoundError:
        entries = []
    for entry in entries:
        if entry.get("annotations", {}).get("org.opencontainers.image.ref.name") == reference:
            return entry["digest"]
    return sys.exit(f"There is no image {reference} in {layout}: {REMEDY}")


def member(archive, name, size, source):
    info = tarfile.TarInfo(name)
    info.size = size
    archive.addfile(info, source)


def pack(layout, manifest, target):
    config = manifest["config"]["digest"]
    layers = list(dict.fromkeys(layer["digest"] for layer in manifest["layers"]))
    listing = [{"Config": config[7:] + ".json", "RepoTags": None, "Layers": [layer["digest"][7:] + ".tar" for layer in manifest["layers"]]}]
    with tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for digest, ending in [(config, ".json"), *((layer, ".tar") for layer in layers)]:
            path = path_of(layout, digest)
            with open(path, "rb") as file:
                source = Hashed(file)
                member(archive, digest[7:] + ending, os.path.getsize(path), source)
            if "sha256:" + source.hash.hexdigest() != digest:
                sys.exit(f"{path} is damaged: {REMEDY}")
        text = json.dumps(listing).encode()
        member(archive, "manifest.json", len(text), io.BytesIO(text))


def archive_of(layout, digest, manifest):
    """Path and SHA-256 of the archive, which is hashed as it is packed or, where it is there, as it is read."""
    path = f"{layout}-{digest[7:]}.tar"
    if not os.path.exists(path):
        for old in glob.glob(glob.escape(layout) + "-" + "[0-9a-f]" * 64 + ".tar"):
            os.remove(old)
        temporary = f"{path}.{os.getpid()}"
        try:
            with open(temporary, "wb") as file:
                target = Hashed(file)
                pack(layout, manifest, target)
            os.replace(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.remove(temporary)
        return path, target.hash.hexdigest()
    with open(path, "rb") as file:
        source = Hashed(file)
        while source.read(1 << 20):
            pass
    return path, source.hash.hexdigest()


def main(layout, reference, package, *options):
    layout = os.path.realpath(layout)
    digest = find(layout, reference)
    manifest = json.loads(document(layout, digest))
    labels = json.loads(document(layout, manifest["config"]["digest"]))["config"].get("Labels") or {}
    if labels.get(LABEL) != package:
        sys.exit(f"The image {reference} in {layout} says that it holds the package {labels.get(LABEL, 'of nobody')}, and not {package}: {REMEDY}")
    path, archive = (None, None) if options else archive_of(layout, digest, manifest)
    json.dump({"digest": digest, "id": manifest["config"]["digest"], "path": path, "archive": archive}, sys.stdout)


main(*sys.argv[1:])
