"""Which names may stand in a path, and how names of versions compare in time."""

import re
from datetime import date

FIRST_OWN_NUMBER = 900  # documents of an organisation itself are numbered from here; those of the project stay below
_LONGEST = 80
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MOMENT = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)")


def is_safe_name(name: str) -> bool:
    """Say whether a name can be a folder: small letters, digits, dots, dashes, and no way out of its own folder."""
    return bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST and ".." not in name


def is_safe_file(name: str) -> bool:
    """Say whether the name of a file can be stored and shown as it is."""
    return 0 < len(name.encode()) <= 2 * _LONGEST and name.isprintable() and not name.startswith((".", "-"))


def is_date(text: str) -> bool:
    """Say whether a text is a date: 2026, 2026-05 or 2026-05-01."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def moment_of(version: str) -> tuple[int, ...]:
    """Return the year, month and day that a version names, as far as it does; empty when it names none."""
    match = _MOMENT.search(version)
    return tuple(int(part) for part in match.groups() if part) if match else ()
