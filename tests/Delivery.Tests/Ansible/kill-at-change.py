#!/usr/bin/python3
"""The Python of a test host, by which Ansible runs its modules: numbers every change that a module and the programs it starts are about to make, and kills them all before one of them.

A change is a system call that creates, writes, renames, links, removes, cuts, syncs or gives away a file below FOLDERS. What systemctl asks
systemd to change is one too, before it is asked and while it is awaited, and so is the end of a module that changed something and has not told it yet.
All processes of the module end at once, as they do where a host or its agent is lost: a program that ends alone is a failure that its module tells.

podman keeps images in a storage of its own. Of what a command of it does there a change is whatever makes or removes a file, renames, links or syncs one;
and so are the command's begin and its end. Names that it chooses by chance or by digest are made equal, and the changes that are alike then are
numbered among themselves, since its threads come to no fixed order; all others are numbered together.

WATCHED/at says which change is not made (0 for none), whether modules that come later are killed too, as where the controller is lost as well, and which kind
of podman's it is; WATCHED/points gets a line for each change, and WATCHED/killed the one that was not made.
"""
import collections
import ctypes
import os
import platform
import re
import signal
import struct
import sys

WATCHED = '/run/kill/'
FOLDERS = ('/opt/models', '/etc/', '/run/lock/model-')
ASKS = (b'StartUnit', b'StopUnit', b'RestartUnit', b'EnableUnitFiles', b'DisableUnitFiles', b'Reload')
ENGINE = '/usr/bin/podman'
STORAGE = '/var/lib/containers/storage/'
LAYER = 'LAYER'
COMMANDS = ('image load', 'image pull', 'image tag', 'image rm', 'image prune', 'image mount', 'image unmount')
CHANCE = (
    (re.compile(r'/releases/[^/ ]+'), '/releases/VERSION'),
    (re.compile(r'=[0-9A-Za-z]{20}\S*'), '=NAME'),
    (re.compile(r'[0-9a-f]{64}'), 'DIGEST'),
    (re.compile(r'/overlay/l/[0-9A-Z]{26}'), '/overlay/l/LINK'),
    (re.compile(r'(/overlay/DIGEST/(?:diff|merged|work)|LAYER)/\S+'), r'\1/*'),
    (re.compile(r'\d{5,}'), 'NUMBER'),
)
CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
HERE = -100
PAGE = 4096

# Number and form of each system call: d a folder's descriptor and p a path in it, P a path, f a descriptor, o the flags of an open, . anything else.
CALLS = {
    1: ('write', 'f'), 2: ('open', 'Po'), 18: ('pwrite64', 'f'), 20: ('writev', 'f'), 40: ('sendfile', 'f'), 46: ('sendmsg', '.'),
    74: ('fsync', 'f'), 75: ('fdatasync', 'f'), 76: ('truncate', 'P'), 77: ('ftruncate', 'f'), 82: ('rename', 'PP'), 83: ('mkdir', 'P'), 84: ('rmdir', 'P'),
    85: ('creat', 'P'), 86: ('link', 'PP'), 87: ('unlink', 'P'), 88: ('symlink', '.P'), 90: ('chmod', 'P'), 91: ('fchmod', 'f'), 92: ('chown', 'P'),
    93: ('fchown', 'f'), 94: ('lchown', 'P'), 132: ('utime', 'P'), 188: ('setxattr', 'P'), 189: ('lsetxattr', 'P'), 190: ('fsetxattr', 'f'),
    197: ('removexattr', 'P'), 198: ('lremovexattr', 'P'), 199: ('fremovexattr', 'f'), 231: ('exit_group', '.'), 235: ('utimes', 'P'), 257: ('openat', 'dpo'),
    258: ('mkdirat', 'dp'), 260: ('fchownat', 'dp'), 261: ('futimesat', 'dp'), 263: ('unlinkat', 'dp'), 264: ('renameat', 'dpdp'), 265: ('linkat', 'dpdp'),
    266: ('symlinkat', '.dp'), 268: ('fchmodat', 'dp'), 271: ('ppoll', '.'), 277: ('sync_file_range', 'f'), 280: ('utimensat', 'dp'), 285: ('fallocate', 'f'),
    296: ('pwritev', 'f'), 316: ('renameat2', 'dpdp'), 326: ('copy_file_range', '..f'), 328: ('pwritev2', 'f'), 452: ('fchmodat2', 'dp'),
}

MAKING = ('open', 'openat', 'creat', 'mkdir', 'mkdirat', 'link', 'linkat', 'symlink', 'symlinkat')
REMOVING = ('rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir')
SYNCING = ('fsync', 'fdatasync')

TRACEME, CONT, SETOPTIONS, SYSCALL_INFO = 0, 7, 0x4200, 0x420e
TRACE_FORK, TRACE_VFORK, TRACE_CLONE, TRACE_EXEC, TRACE_SECCOMP, KILL_WITH_TRACER = 2, 4, 8, 16, 128, 1 << 20
EVENT_EXEC, EVENT_SECCOMP = 4, 7
ALL_CHILDREN = 0x40000000
PR_SET_SECCOMP, MODE_FILTER = 22, 2
RETURN_TRACE, RETURN_ALLOW = 0x7ff00000, 0x7fff0000
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request, process, address=0, data=0):
    if libc.ptrace(request, process, address, data) < 0:
        raise OSError(ctypes.get_errno(), f'ptrace {request:#x}')


def stop_at_calls():
    """Has this process and all that come from it stop before the calls of the table."""
    rules = [(LOAD_WORD, 0, 0, 0)]
    rules += [(JUMP_IF_EQUAL, len(CALLS) - place, 0, number) for place, number in enumerate(CALLS)]
    rules += [(RETURN, 0, 0, RETURN_ALLOW), (RETURN, 0, 0, RETURN_TRACE)]
    text = b''.join(struct.pack('HBBI', *rule) for rule in rules)
    body = ctypes.create_string_buffer(text, len(text))
    program = ctypes.create_string_buffer(struct.pack('HxxxxxxP', len(rules), ctypes.addressof(body)))
    if libc.prctl(PR_SET_SECCOMP, MODE_FILTER, program, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), 'seccomp')


def bytes_at(process, address, length):
    with open(f'/proc/{process}/mem', 'rb', buffering=0) as memory:
        memory.seek(address)
        return memory.read(length)


def text_at(process, address):
    return os.fsdecode(bytes_at(process, address, PAGE).split(b'\0')[0])


def message_at(process, address):
    parts, count = struct.unpack('2Q', bytes_at(process, address + 16, 16))
    places = struct.unpack(f'{2 * count}Q', bytes_at(process, parts, 16 * count))
    return b''.join(bytes_at(process, *place) for place in zip(places[::2], places[1::2]))


def link_of(process, name):
    try:
        return os.readlink(f'/proc/{process}/{name}')
    except OSError:
        return ''


def paths_of(process, form, arguments):
    """The paths that a call touches; none where it opens a file only to read it."""
    paths, folder = [], HERE
    for kind, value in zip(form, arguments):
        if kind == 'd':
            folder = ctypes.c_int(value).value
        elif kind in 'pP':
            base = link_of(process, 'cwd' if kind == 'P' or folder == HERE else f'fd/{folder}')
            paths.append(os.path.normpath(os.path.join(base, text_at(process, value))) if value else base)
        elif kind == 'f':
            paths.append(link_of(process, f'fd/{ctypes.c_int(value).value}'))
        elif kind == 'o' and not value & CHANGING:
            return []
    return paths


def words_of(process):
    with open(f'/proc/{process}/cmdline', 'rb') as words:
        return os.fsdecode(words.read()).split('\0')[:-1]


def program_of(process):
    return os.path.basename((words_of(process) or [''])[0])


def has_other_root(process):
    """Whether a process is confined to the layer that it unpacks."""
    return not os.path.samefile(f'/proc/{process}/root', '/')


class Engine:
    """What podman changes by one command, in all of its processes and threads."""

    def __init__(self):
        self.known = {}
        self.command = ''

    def owns(self, process):
        if process not in self.known:
            self.known[process] = link_of(process, 'exe') == ENGINE
        return self.known[process]

    def begin(self, process):
        """The begin of a command that changes something; none where another program, or podman for a part of its work, is executed."""
        self.known.pop(process, None)
        if not self.owns(process) or program_of(process) != 'podman':
            return None
        words = words_of(process)
        self.command = ' '.join(words[1:3])
        return f'podman {self.command} begins' if self.command in COMMANDS else None

    def what(self, process, name, form, arguments):
        if name == 'exit_group':
            return f'podman {self.command} ends' if self.command in COMMANDS and program_of(process) == 'podman' else None
        if name not in MAKING + REMOVING + SYNCING or 'o' in form and not arguments[form.index('o')] & os.O_CREAT:
            return None
        touched = paths_of(process, form, arguments)
        root, base = (f'/proc/{process}/root', LAYER) if has_other_root(process) else ('', '')
        if not touched or not base and not touched[-1].startswith((STORAGE, *FOLDERS)):
            return None
        if name not in SYNCING and os.path.lexists(root + touched[0 if name in REMOVING else -1]) != (name in REMOVING):
            return None
        text = ' '.join(base + path for path in touched)
        for chance, instead in CHANCE:
            text = chance.sub(instead, text)
        return f'podman {self.command} {name} {text}'


class Points:
    """What is changed, by the calls of all processes of a module."""

    def __init__(self, module):
        self.module = module
        self.changed = False
        self.asked = {}
        self.engine = Engine()
        self.turns = collections.Counter()
        if os.path.exists(WATCHED + 'points'):
            with open(WATCHED + 'points') as points:
                self.turns.update(kind_of(line.rstrip('\n')) for line in points)

    def what(self, process):
        info = ctypes.create_string_buffer(88)
        ptrace(SYSCALL_INFO, process, len(info), ctypes.addressof(info))
        number, *arguments = struct.unpack_from('7Q', info, 24)
        name, form = CALLS[number]
        if self.engine.owns(process):
            return self.engine.what(process, name, form, arguments)
        if name in ('sendmsg', 'ppoll'):
            return self.asks(process, name, arguments)
        if name == 'exit_group':
            return f'{program_of(process)} end of the module' if process == self.module and self.changed else None
        touched = [path for path in paths_of(process, form, arguments) if path.startswith(FOLDERS)]
        return f'{program_of(process)} {name} {" ".join(touched)}' if touched else None

    def asks(self, process, call, arguments):
        if call == 'ppoll' and process in self.asked:
            return f'systemctl wait {self.asked.pop(process)}'
        words = words_of(process)
        if call != 'sendmsg' or os.path.basename(words[0]) != 'systemctl' or not any(ask in message_at(process, arguments[1]) for ask in ASKS):
            return None
        self.asked[process] = ' '.join(words[1:])
        return f'systemctl ask {self.asked[process]}'

    def meet(self, what):
        """Tells whether a change is the one that is not to be made."""
        if what is None:
            return False
        self.changed = True
        with open(WATCHED + 'points', 'a') as points:
            points.write(what + '\n')
        kind = kind_of(what)
        self.turns[kind] += 1
        turn, _, chosen = control()
        if (self.turns[kind], kind) != (int(turn), chosen):
            return False
        with open(WATCHED + 'killed', 'w') as killed:
            killed.write(what)
        return True


def kind_of(what):
    return what if what.startswith('podman ') else ''


def control():
    with open(WATCHED + 'at') as file:
        return file.read().rstrip('\n').split(' ', 2)


def end():
    os.kill(os.getpid(), signal.SIGKILL)


def watch(module):
    os.waitpid(module, 0)
    ptrace(SETOPTIONS, module, 0, TRACE_FORK | TRACE_VFORK | TRACE_CLONE | TRACE_EXEC | TRACE_SECCOMP | KILL_WITH_TRACER)
    ptrace(CONT, module)
    points, known, outcome = Points(module), {module}, 0
    while True:
        try:
            process, status = os.waitpid(-1, ALL_CHILDREN)
        except ChildProcessError:
            return outcome
        if not os.WIFSTOPPED(status):
            outcome = status if process == module else outcome
            continue
        event, send = status >> 16, os.WSTOPSIG(status)
        try:
            if points.meet(points.engine.begin(process) if event == EVENT_EXEC else points.what(process) if event == EVENT_SECCOMP else None):
                end()
        except (ProcessLookupError, FileNotFoundError):
            pass  # another thread has ended its process meanwhile
        try:
            ptrace(CONT, process, 0, 0 if event or process not in known else send)
        except ProcessLookupError:
            pass
        known.add(process)


def main():
    if not os.path.exists(WATCHED + 'at'):
        os.execv('/usr/bin/python3', ['python3', *sys.argv[1:]])
    if platform.machine() != 'x86_64':
        sys.exit('The numbers of system calls are those of x86_64.')
    if os.path.exists(WATCHED + 'killed') and control()[1] == 'all':
        end()
    module = os.fork()
    if module == 0:
        ptrace(TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        stop_at_calls()
        os.execv('/usr/bin/python3', ['python3', *sys.argv[1:]])
    outcome = watch(module)
    if os.WIFSIGNALED(outcome):
        os.kill(os.getpid(), os.WTERMSIG(outcome))
    sys.exit(os.WEXITSTATUS(outcome))


main()
