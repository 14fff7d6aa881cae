"""Loaded by every Python of a test host (as sitecustomize): counts what a module is about to change on the host, and kills it before the change whose number is in /run/kill/at.

A program that a module starts counts twice: it is killed before it starts the program, and while the program runs.
"""
import fcntl
import os
import signal
import sys
import threading

FOLDER = '/run/kill/'
OURS = ('/opt/models', '/etc/', '/run/lock')
PATHS = {'os.rename', 'os.remove', 'os.mkdir', 'os.rmdir', 'os.chmod', 'os.chown', 'os.link', 'os.symlink', 'os.truncate', 'os.utime'}
LOOKS = ('show', 'is-enabled', 'is-active', '--diff', '--list', '-dtvf', 'journalctl')
counting = threading.local()


def change(event, arguments):
    if event == 'subprocess.Popen':
        words = ' '.join(str(word) for word in arguments[1])
        return None if any(look in words for look in LOOKS) else words
    if event == 'open' and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)):
        return None
    if event == 'open' or event in PATHS:
        touched = [os.fsdecode(path) for path in arguments[:2] if isinstance(path, (str, bytes))]
        return ' '.join(touched) if any(path.startswith(OURS) for path in touched) else None
    return None


def due(event, what):
    with open(FOLDER + 'count', 'r+') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        number = int(file.read() or 0) + 1
        file.seek(0)
        file.write(str(number))
    with open(FOLDER + 'at') as file:
        if number != int(file.read()):
            return False
    with open(FOLDER + 'killed', 'w') as file:
        file.write(event + ' ' + what)
    return True


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def before(event, arguments):
    if getattr(counting, 'on', False):
        return
    counting.on = True
    try:
        what = change(event, arguments)
        if what is None:
            return
        if due(event, what):
            kill()
        if event == 'subprocess.Popen' and due('while it runs:', what):
            threading.Timer(0.05, kill).start()
    finally:
        counting.on = False


if os.path.exists(FOLDER + 'at'):
    sys.addaudithook(before)
