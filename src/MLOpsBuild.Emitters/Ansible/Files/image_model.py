"""Compares the model in a container image with the release's, which came to the host apart and was checked there.

A host reads this program from standard input, with a call of compare() below it. The engine hands the image's files out; nothing of the image runs.
"""
import hashlib
import json
import os
import stat
import subprocess
import sys
import tarfile

MODEL = "/app/model"
NO_FILE = "no file"


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def digest(file):
    content = hashlib.sha256()
    for piece in iter(lambda: file.read(1 << 20), b""):
        content.update(piece)
    return content.hexdigest()


def mounted(engine, image):
    """What podman shows of an image; a link in it does not lead out of it."""
    folder = run(engine, "image", "mount", image) + MODEL
    try:
        return files(folder) if os.path.realpath(folder) == folder else {}
    finally:
        run(engine, "image", "unmount", image)


def copied(engine, image, container):
    """What docker copies out of a container that never runs; what an interrupted comparison left by its name goes."""
    subprocess.run((engine, "rm", "--force", container), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run(engine, "create", "--name", container, "--network", "none", image)
    try:
        with subprocess.Popen([engine, "cp", f"{container}:{MODEL}", "-"], stdout=subprocess.PIPE) as copy:
            with tarfile.open(fileobj=copy.stdout, mode="r|") as archive:
                found = {}
                for member in archive:
                    name = member.name.split("/", 1)[-1]
                    if member.isfile():
                        found[name] = digest(archive.extractfile(member))
                    elif not member.isdir():
                        found[name] = NO_FILE
        return found
    finally:
        run(engine, "rm", "--force", container)


def files(folder):
    found = {}
    for path, folders, names in os.walk(folder):
        for name in names + [name for name in folders if os.path.islink(os.path.join(path, name))]:
            full = os.path.join(path, name)
            if stat.S_ISREG(os.lstat(full).st_mode):
                with open(full, "rb") as file:
                    found[os.path.relpath(full, folder)] = digest(file)
            else:
                found[os.path.relpath(full, folder)] = NO_FILE
    return found


def compare(there, image, folder):
    """Writes as JSON what differs; null where nothing does."""
    here = files(folder)
    differing = sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
    json.dump({"refusal": f"The image {image} holds another model than the release: {', '.join(differing[:5])} differ{'s' if len(differing) == 1 else ''}. Make the release's image again: ./build.sh Image --daemonless." if differing else None}, sys.stdout)
