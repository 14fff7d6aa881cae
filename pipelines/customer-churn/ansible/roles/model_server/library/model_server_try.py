# Generated from pipelines/customer-churn/CustomerChurn.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
"""Sends the known rows to a release that is on trial, holds its answers to the trained model's, and ends the trial."""
import http.client
import json

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.model_server_answers import ask

TOLERANCE = 0.000001


class Refused(Exception):
    """Why the release may not serve."""


def predictions(url, rows):
    status, body = ask(url, "POST", "/predict", json.dumps([row["cells"] for row in rows]))
    if status != http.client.OK:
        raise Refused(f"The known rows are answered with {status}: {body}")
    return json.loads(body)


def judge(rows, answers):
    if len(rows) != len(answers):
        raise Refused(f"{len(rows)} known rows get {len(answers)} answers.")
    for row, answer in zip(rows, answers):
        if not abs(row["probability"] - answer["probability"]) <= TOLERANCE:
            raise Refused(f"The known row '{row['name']}' gets {answer['probability']} instead of {row['probability']}.")


def main():
    required = {"type": "str", "required": True}
    module = AnsibleModule(argument_spec={"name": required, "known_rows": required})
    name = module.params["name"]
    try:
        with open(f"/run/{name}/url", encoding="utf-8") as file:
            url = file.read().strip()
        with open(module.params["known_rows"], encoding="utf-8") as file:
            rows = json.load(file)["rows"]
        judge(rows, predictions(url, rows))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, Refused) as problem:
        module.fail_json(msg=str(problem) if isinstance(problem, (OSError, Refused)) else f"What {name} answers is no list of predictions ({type(problem).__name__}: {problem}).")
    exit_code, output, error = module.run_command(["systemctl", "stop", name])
    if exit_code != 0:
        module.fail_json(msg=f"Unable to stop service {name}: {(error or output).strip()}")
    module.exit_json(changed=True)


if __name__ == "__main__":
    main()
