# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Writes the unit of a server and starts it; it has started when it is ready and, where that is asked for, new connections come to it."""
import time

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_answers import serves
from ansible.module_utils.model_server_files import replace

LOOKS = 50
PAUSE_SECONDS = 0.1


def systemctl(module, *words):
    exit_code, output, error = module.run_command(["systemctl", *words])
    if exit_code != 0:
        module.fail_json(msg=f"Unable to start service {module.params['name']}: {(error or output).strip()}")


def await_connections(module, url, name, release):
    for _ in range(LOOKS):
        found = serves(url, name)
        if found == [release]:
            return
        time.sleep(PAUSE_SECONDS)
    module.fail_json(msg=f"New connections to {url} do not come to {release}: {', '.join(found) or 'nothing'} answers.")


def main():
    required = {"type": "str", "required": True}
    module = AnsibleModule(
        argument_spec={
            "name": required, "text": required, "units": required, "enabled": {"type": "bool", "default": False},
            "keep": {"type": "path"}, "group": {"type": "str"},
            "url": {"type": "str"}, "model": {"type": "str"}, "release": {"type": "str"},
        },
        required_together=[("keep", "group"), ("url", "model", "release")],
        supports_check_mode=True)
    given = module.params
    try:
        if given["keep"] and not module.check_mode:
            replace(module, given["keep"], given["text"], given["group"], 0o640)
        written = replace(module, f"{given['units']}/{given['name']}.service", given["text"], "root", 0o644)
    except OSError as problem:
        module.fail_json(msg=str(problem))
    if not module.check_mode:
        systemctl(module, "daemon-reload")
        if given["enabled"]:
            systemctl(module, "enable", given["name"])
        systemctl(module, "restart", given["name"])
        if given["url"]:
            await_connections(module, given["url"], given["model"], given["release"])
    module.exit_json(changed=True, diff=written["diff"])


if __name__ == "__main__":
    main()
