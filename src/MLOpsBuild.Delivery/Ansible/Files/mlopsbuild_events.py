"""Writes what a run of Ansible does as lines of JSON to standard output, as it happens."""
import json
import os
import signal
import sys

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = '''
    name: mlopsbuild_events
    type: stdout
    short_description: Writes events as lines of JSON
    description: One line for each start of a task and each result on a host.
'''


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'mlopsbuild_events'

    def __init__(self):
        super().__init__()
        self._interrupted = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, number, frame):
        self._interrupted = True
        raise KeyboardInterrupt

    def _write(self, event, **fields):
        # An interruption that came where Python drops exceptions, as while it forks, counts from here.
        if self._interrupted:
            raise KeyboardInterrupt
        try:
            sys.stdout.write(json.dumps(dict(fields, event=event), default=str) + '\n')
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever started this run was killed; the next one takes its hosts over, so that nothing more is begun here.
            os.kill(os.getpid(), signal.SIGINT)

    def _result(self, event, result, **fields):
        values = {} if result._result.get('_ansible_no_log') else result._result
        message = values.get('msg')
        self._write(
            event,
            host=result._host.get_name(),
            task=result._task.get_name().split(' : ', 1)[-1],
            changed=bool(values.get('changed')),
            told=message if isinstance(message, dict) else None,
            message=message if isinstance(message, str) else None,
            settings=values.get('settings'),
            configuration=values.get('configuration'),
            **fields)

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._write('task', task=task.get_name().split(' : ', 1)[-1])

    def v2_runner_on_ok(self, result):
        self._result('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._result('failed', result, error=str(result._result.get('module_stderr') or result._result.get('exception') or ''), holder=result._result.get('holder'))

    def v2_runner_on_unreachable(self, result):
        self._result('unreachable', result)
