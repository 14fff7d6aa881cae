"""Tells in what two systemd units of a model server differ, a clause for each setting; what may be secret is told by its name alone."""
import re
import shlex

LONGEST = 160
DIRECTIVE = re.compile("[A-Z][A-Za-z0-9]*")
IMAGE = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
SERVER = re.compile(r".*/servers/([0-9a-f]{64})/[^/]+")
URL = re.compile(r"https?://([^:/@]+):([0-9]+)")
DIGITS = 12
PLAIN_NAMES = {"MemoryMax": "memory limit", "--memory": "memory limit"}
PLAIN_OPTIONS = (
    "--user", "--network", "--pull", "--tmpfs", "--cap-drop", "--security-opt", "--pids-limit", "--log-driver", "--stop-timeout", "--volume", "--entrypoint",
    "--name", "--package", "--announce")
# What a service and a container both have; their other settings have no counterpart.
COMMON = ("runtime", "memory limit", "address", "port")


class Hidden(str):
    """A value that is compared and never told."""


def lines(text):
    for line in text.replace("\\\n", " ").splitlines():
        name, sign, value = line.strip().partition("=")
        if sign and not name.startswith(("#", ";", "[")):
            yield name.strip(), value.strip()


def assignments(words):
    for word in words:
        name, sign, value = word.partition("=")
        yield (f"Environment {name}", Hidden(value)) if sign else ("Environment", Hidden(word))


def command(words):
    """The settings in a command line: a program, options with their values, and words, which may be anything."""
    program, *words = words or [""]
    yield "runtime", program
    while words:
        word = words.pop(0)
        server, image = SERVER.fullmatch(word), IMAGE.fullmatch(word)
        if server:
            yield "server program", server.group(1)[:DIGITS]
        elif image:
            yield "image", image.group(1)[:DIGITS]
        elif word.startswith("--"):
            name, sign, given = word.partition("=")
            yield from option(name, given if sign or not words or words[0].startswith("-") else words.pop(0))
        else:
            yield "ExecStart", Hidden(word)


def option(name, value):
    if name == "--urls":
        url = URL.fullmatch(value)
        yield "address", url.group(1) if url else Hidden(value)
        yield "port", url.group(2) if url else Hidden(value)
    elif name == "--env":
        yield from assignments([value])
    elif name in PLAIN_NAMES:
        yield PLAIN_NAMES[name], value.upper()
    elif name != "--release":
        yield name, value if value and name in PLAIN_OPTIONS else Hidden(value)


def parts(name, value):
    if name in ("ExecStart", "Environment"):
        try:
            words = shlex.split(value)
        except ValueError:
            yield name, Hidden(value)
            return
        yield from command(words) if name == "ExecStart" else assignments(words)
    elif name.startswith("SetCredential"):
        yield f"{name} {value.partition(':')[0]}", Hidden(value)
    elif name.startswith("Exec"):
        yield name, Hidden(value)
    elif not DIRECTIVE.fullmatch(name):
        yield "unknown line", Hidden(f"{name}={value}")
    else:
        yield PLAIN_NAMES.get(name, name), value


def settings(text):
    """Each setting's values, in the order of the unit."""
    found = {}
    for line in lines(text):
        for name, value in parts(*line):
            found.setdefault(name, []).append(value)
    return found


def without(names, values):
    """The values without these names."""
    named = re.compile("|".join(rf"(?<![\w.]){re.escape(name)}(?![\w.])" for name in names if name) or r"(?!)")
    return [named.sub("", value) for value in values]


def unnamed(name, found, names):
    return without(names if name == "runtime" else names + found.get("runtime", []), found.get(name, []))


def told(values):
    return (" ".join(values)[:LONGEST] or "empty") if values else "nothing"


def clause(name, before, after):
    if not any(isinstance(value, Hidden) for value in before + after):
        return f"{name} from {told(before)} to {told(after)}"
    return f"{name} is otherwise" if before and after else f"{name} is new" if after else f"{name} is gone"


def differences(before, after, names_before, names_after):
    """A clause for each setting that two units have otherwise.

    names_before and names_after are what release and unit are called in each: where only these differ, nothing does. Neither does a line where
    it only names the program that runs the server, which is a setting of its own.
    """
    old, new = settings(before), settings(after)
    if names_before[0] != names_after[0]:
        for found in (old, new):
            if "image" in found:
                found["image"] = ["the release's"]
    ways = ["container" if "image" in found else "service" for found in (old, new)]
    names = list(dict.fromkeys([*old, *new])) if ways[0] == ways[1] else COMMON
    return [f"server from {ways[0]} to {ways[1]}"] * (ways[0] != ways[1]) + [
        clause(name, old.get(name, []), new.get(name, []))
        for name in names
        if unnamed(name, old, names_before) != unnamed(name, new, names_after)]
