"""Describes errors to a user in one clear line."""

from __future__ import annotations


def describe(error: BaseException) -> str:
    """A short message about an error: `no such file`, `permission denied`, `is a folder, not a file`."""
    match error:
        case FileNotFoundError():
            return "no such file"
        case IsADirectoryError():
            return "is a folder, not a file"
        case OSError(strerror=str(reason)) if reason:
            return reason[0].lower() + reason[1:]
        case MemoryError():
            return "not enough memory"
        case _:
            return f"{type(error).__name__}: {error}".removesuffix(": ")
