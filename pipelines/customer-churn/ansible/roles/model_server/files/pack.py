# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Packs the compiled model server into one archive whose bytes follow from its files alone, beside its folder.

pack.py FOLDER: prints the archive's SHA-256 and path as JSON. An archive that is there already is not written again.
"""
import glob
import hashlib
import json
import os
import stat
import sys
import tarfile


class Hashed:
    """Hands on what is written, and hashes it."""

    def __init__(self, target):
        self.target = target
        self.hash = hashlib.sha256()

    def write(self, data):
        self.hash.update(data)
        return self.target.write(data)


def normal(member):
    executable = member.isdir() or member.mode & stat.S_IXUSR
    member.mode = 0o750 if executable else 0o640
    member.mtime = 0
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def pack(folder, target):
    hashed = Hashed(target)
    with tarfile.open(fileobj=hashed, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(os.listdir(folder)):
            archive.add(os.path.join(folder, name), arcname=name, filter=normal)
    return hashed.hash.hexdigest()


def main(folder):
    folder = os.path.realpath(folder)
    with open(os.devnull, "wb") as nowhere:
        digest = pack(folder, nowhere)
    path = f"{folder}-{digest}.tar"
    if not os.path.exists(path):
        for old in glob.glob(glob.escape(folder) + "-" + "[0-9a-f]" * 64 + ".tar"):
            os.remove(old)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "wb") as file:
            digest_written = pack(folder, file)
        if digest_written != digest:
            os.remove(temporary)
            sys.exit(f"{folder} changed while it was packed: run again.")
        os.replace(temporary, path)
    json.dump({"digest": digest, "path": path}, sys.stdout)


main(sys.argv[1])
