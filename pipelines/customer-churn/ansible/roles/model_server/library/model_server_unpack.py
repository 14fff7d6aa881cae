# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Unpacks an archive that came to a host, once its digest is the right one, and marks what it held as complete."""
import grp
import hashlib
import os
import shutil
import stat
import tarfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_files import write

BLOCK = 1 << 20


class Refused(Exception):
    """What is wrong with the archive."""


def digest(path):
    found = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            found.update(block)
    return found.hexdigest()


def clear(folder, archive):
    """Removes what an interrupted run left beside the archive."""
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.path != archive:
            os.remove(entry.path)


def give(path, group, mode):
    os.chown(path, 0, group)
    os.chmod(path, mode)


def unpack(archive, target, group):
    """Files and folders below the target, and nothing else: what leads elsewhere is refused. They are on the disk when they are marked as complete."""
    made = {target}
    os.makedirs(target, exist_ok=True)
    give(target, group, 0o750)
    with tarfile.open(archive) as source:
        for member in source:
            parts = [part for part in member.name.split("/") if part not in ("", ".")]
            if member.name.startswith("/") or ".." in parts or not (member.isfile() or member.isdir()):
                raise Refused(f"'{member.name}' in the archive is no file or folder below it")
            path = target
            for part in parts if member.isdir() else parts[:-1]:
                path = os.path.join(path, part)
                if path not in made:
                    os.mkdir(path)
                    give(path, group, 0o750)
                    made.add(path)
            if member.isfile():
                path = os.path.join(path, parts[-1])
                with open(path, "xb") as file:
                    shutil.copyfileobj(source.extractfile(member), file, BLOCK)
                    file.flush()
                    os.fsync(file.fileno())
                give(path, group, 0o750 if member.mode & stat.S_IXUSR else 0o640)


def main():
    required = {"type": "str", "required": True}
    module = AnsibleModule(
        argument_spec={"folder": required, "archive": required, "sha256": required, "inside": {"type": "str", "default": ""}, "mark": required, "group": required, "remedy": required},
        supports_check_mode=True)
    if module.check_mode:
        module.exit_json(changed=True, msg=f"{module.params['folder']} would be unpacked from {module.params['mark']}")
    folder, archive = module.params["folder"], os.path.join(module.params["folder"], module.params["archive"])
    try:
        found = digest(archive)
        if found != module.params["sha256"]:
            raise Refused(f"What came to the host has the digest sha256:{found}, not sha256:{module.params['sha256']}")
        group = grp.getgrnam(module.params["group"]).gr_gid
        clear(folder, archive)
        unpack(archive, os.path.join(folder, module.params["inside"]).rstrip("/"), group)
        give(folder, group, 0o750)
        os.remove(archive)
        write(os.path.join(folder, "digest"), f"{module.params['mark']}\n".encode(), group, 0o640)
    except OSError as problem:
        module.fail_json(msg=str(problem))
    except (Refused, tarfile.TarError) as problem:
        module.fail_json(msg=f"{problem}: {module.params['remedy']}.")
    module.exit_json(changed=True)


if __name__ == "__main__":
    main()
