"""Tells which settings of a server would change: those of the unit that is on the host against those of the one that would come. It only reads."""
import hashlib

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_unit import differences


def first(paths):
    """The text of the first file that is there; None where none is."""
    for path in paths:
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            continue
    return None


def main():
    required = {"type": "str", "required": True}
    names = {"type": "list", "elements": "str", "required": True}
    module = AnsibleModule(
        argument_spec={"units": names, "text": required, "before": names, "after": names},
        supports_check_mode=True)
    given = module.params
    try:
        found = first(given["units"])
    except OSError as problem:
        module.fail_json(msg=str(problem))
    module.exit_json(
        changed=False,
        configuration=hashlib.sha256(given["text"].encode()).hexdigest(),
        settings=[] if found is None else differences(found, given["text"], given["before"], given["after"]))


if __name__ == "__main__":
    main()
