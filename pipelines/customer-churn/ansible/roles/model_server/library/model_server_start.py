# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Writes the unit of a server and starts it; it has started when it is ready."""
from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_files import replace


def systemctl(module, *words):
    exit_code, output, error = module.run_command(["systemctl", *words])
    if exit_code != 0:
        module.fail_json(msg=f"Unable to start service {module.params['name']}: {(error or output).strip()}")


def main():
    required = {"type": "str", "required": True}
    module = AnsibleModule(
        argument_spec={"name": required, "text": required, "units": required, "enabled": {"type": "bool", "default": False}, "keep": {"type": "path"}, "keep_group": {"type": "str"}},
        required_together=[("keep", "keep_group")],
        supports_check_mode=True)
    given = module.params
    try:
        if given["keep"] and not module.check_mode:
            replace(module, given["keep"], given["text"], given["keep_group"], 0o640)
        written = replace(module, f"{given['units']}/{given['name']}.service", given["text"], "root", 0o644)
    except OSError as problem:
        module.fail_json(msg=str(problem))
    if not module.check_mode:
        systemctl(module, "daemon-reload")
        if given["enabled"]:
            systemctl(module, "enable", given["name"])
        systemctl(module, "restart", given["name"])
    module.exit_json(changed=True, diff=written["diff"])


if __name__ == "__main__":
    main()
