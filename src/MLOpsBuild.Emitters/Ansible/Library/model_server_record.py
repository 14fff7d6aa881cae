"""Replaces the record of a host's deployment in one step."""
import json

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_files import replace


def main():
    module = AnsibleModule(
        argument_spec={"path": {"type": "path", "required": True}, "record": {"type": "dict", "required": True}, "group": {"type": "str", "required": True}},
        supports_check_mode=True)
    given = module.params
    try:
        module.exit_json(**replace(module, given["path"], json.dumps(given["record"], indent=4, sort_keys=True) + "\n", given["group"], 0o640))
    except OSError as problem:
        module.fail_json(msg=str(problem))


if __name__ == "__main__":
    main()
