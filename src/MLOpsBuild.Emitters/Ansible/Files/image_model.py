"""Compares the model in a container image with the release's, which came to the host apart and was checked there.

A host reads this program from standard input, with a call of compare() below it. The engine hands the image's files out; nothing of the image runs.
"""
import hashlib
import json
import os
import subprocess
import sys
import tarfile

MODEL = "/app/model"


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode().strip()


def digest(file):
    content = hashlib.sha256()
    for piece in iter(lambda: file.read(1 << 20), b""):
        content.update(piece)
    return content.hexdigest()


def in_image(engine, image, container):
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
                        found[name] = "no file"
        return found
    finally:
        run(engine, "rm", "--force", container)


def in_release(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(path, name)
            with open(full, "rb") as file:
                found[os.path.relpath(full, folder)] = digest(file)
    return found


def compare(engine, image, container, folder):
    """Writes as JSON what differs; null where nothing does. What an interrupted comparison left by the container's name goes."""
    there, here = in_image(engine, image, container), in_release(folder)
    differing = sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
    json.dump({"refusal": f"The image {image} holds another model than the release: {', '.join(differing[:5])} differ{'s' if len(differing) == 1 else ''}. Make the release's image again: ./build.sh Image --daemonless." if differing else None}, sys.stdout)
