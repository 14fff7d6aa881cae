"""Files of root that are replaced in one step."""
import grp
import os
import stat

# One name for each file, so that what a killed run left is known for what it is.
PARTIAL = ".{}.new"


def replace(module, path, content, group, mode):
    """What a module returns of it: whether the file was other, and what it was; in check mode the file stays so."""
    before = current(path)
    wanted = (content, group, mode)
    if before != wanted and not module.check_mode:
        write(path, content.encode(), grp.getgrnam(group).gr_gid, mode)
    diff = {"before": before[0] if before else "", "before_header": path, "after": content, "after_header": path}
    return {"changed": before != wanted, "diff": diff}


def current(path):
    """Content, group and mode of a file of root; None where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            state = os.fstat(file.fileno())
            content = file.read()
    except FileNotFoundError:
        return None
    try:
        group = grp.getgrgid(state.st_gid).gr_name
    except KeyError:
        group = None
    return (content, group if state.st_uid == 0 else None, stat.S_IMODE(state.st_mode))


def write(path, content, group, mode):
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, PARTIAL.format(name))
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            os.fchown(file.fileno(), 0, group)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, path)
    except BaseException:
        os.remove(temporary)
        raise
