# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Looks what a host has, and holds it for one run where it is asked to; then removes what a killed run had not written to its end."""
import glob
import grp
import hashlib
import json
import os
import pwd
import stat

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_files import PARTIAL
from ansible.module_utils.model_server_answers import serves

SLOTS = ("a", "b", "trial")
FORMAT = 1


class Refused(Exception):
    """What is wrong with the host, and what to do about it."""


def content(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def holder(path):
    """Who holds the host; a link's making either succeeds or fails, whoever else tries, and its target says who made it."""
    try:
        return os.readlink(path)
    except FileNotFoundError:
        return ""
    except OSError:
        return "an unknown run"


def hold(path, by, instead_of):
    if instead_of and holder(path) == instead_of:
        os.remove(path)
    try:
        os.symlink(by, path)
    except FileExistsError:
        pass


def clear(root, units, prefix):
    partials = (f"{root}/{PARTIAL}", f"{root}/*/*/{PARTIAL}", f"{units}/{PARTIAL.format(prefix + '-{}.service')}")
    for path in [found for pattern in partials for found in glob.glob(pattern.format("*"))]:
        os.remove(path)


def record(path):
    written = content(path)
    if written is None:
        return {}
    try:
        found = json.loads(written)
        version = found.get("format", FORMAT)
    except (ValueError, AttributeError):
        raise Refused(f"{path} is no record of a deployment: remove it where nothing serves, or put the one before back.") from None
    if version != FORMAT:
        raise Refused(f"{path} has the format {version}, and this role knows {FORMAT}: use the version of MLOpsBuild that wrote it.")
    return found


def states(module, prefix):
    """What systemd says of each server, by its slot."""
    shown = ["systemctl", "show", "--property=ActiveState,UnitFileState"] + [f"{prefix}-{slot}.service" for slot in SLOTS]
    exit_code, output, error = module.run_command(shown)
    units = [dict(line.split("=", 1) for line in unit.splitlines()) for unit in output.strip().split("\n\n")]
    if exit_code != 0 or len(units) != len(SLOTS):
        raise Refused(f"systemd does not tell of the servers: {(error or output).strip()}")
    return {slot: state(unit.get("ActiveState", "inactive"), unit.get("UnitFileState") == "enabled") for slot, unit in zip(SLOTS, units)}


def state(active, enabled):
    return {"active": active, "enabled": enabled, "idle": active in ("inactive", "failed") and not enabled}


def checksum(path):
    found = content(path)
    return "" if found is None else hashlib.sha256(found).hexdigest()


def is_prepared(user, root):
    """Whether user and folders are as the role makes them."""
    try:
        account, group = pwd.getpwnam(user), grp.getgrnam(user)
    except KeyError:
        return False

    def is_folder(path, owning_group, mode):
        try:
            found = os.lstat(path)
        except FileNotFoundError:
            return False
        return stat.S_ISDIR(found.st_mode) and (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (0, owning_group, mode)

    return (
        (account.pw_gid, account.pw_shell, account.pw_dir) == (group.gr_gid, "/usr/sbin/nologin", "/nonexistent")
        and is_folder(os.path.dirname(root), 0, 0o755)
        and all(is_folder(path, group.gr_gid, 0o750) for path in (root, f"{root}/releases", f"{root}/servers")))


def folders(path):
    """The folders of releases or servers by name, each with the digest by which it is marked as complete; empty where it is not."""
    try:
        found = sorted(entry.name for entry in os.scandir(path) if entry.is_dir(follow_symlinks=False))
    except FileNotFoundError:
        return {}
    return {name: (content(f"{path}/{name}/digest") or b"").decode("utf-8", "replace").strip() for name in found}


def look(module):
    given = module.params
    if given["holder"] and not module.check_mode:
        hold(given["lock"], given["holder"], given["take_over"])
        found = holder(given["lock"])
        if found != given["holder"]:
            module.fail_json(
                msg=f"The host is held by {found}: wait until that has ended; where it is gone, take over with -e 'model_server_take_over={found}'.",
                holder=found)
        clear(given["root"], given["units"], given["prefix"])
    recorded = record(f"{given['root']}/deployment.json")
    return {
        "holder": holder(given["lock"]),
        "record": recorded,
        "states": states(module, given["prefix"]),
        "units": {slot: checksum(f"{given['units']}/{given['prefix']}-{slot}.service") for slot in SLOTS},
        "serves": serves(given["url"], given["name"]) if recorded.get("serving") else [],
        "is_prepared": is_prepared(given["user"], given["root"]),
        "is_trusting": bool(given["trust"]) and os.path.lexists(given["trust"]),
        "has_runtime": os.path.exists(given["runtime"]),
        "releases": folders(f"{given['root']}/releases"),
        "servers": folders(f"{given['root']}/servers"),
    }


def main():
    required = {"type": "str", "required": True}
    optional = {"type": "str", "default": ""}
    module = AnsibleModule(
        argument_spec={
            "name": required, "user": required, "prefix": required, "root": required, "units": required, "runtime": required, "lock": required,
            "url": required, "holder": optional, "take_over": optional, "trust": optional,
        },
        supports_check_mode=True)
    try:
        module.exit_json(changed=False, **look(module))
    except (OSError, Refused) as problem:
        module.fail_json(msg=str(problem))


if __name__ == "__main__":
    main()
