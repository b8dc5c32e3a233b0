"""What the login and the staff list refuse."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError


class StaffError(DeskError):
    """The staff list could not be changed."""


class TooManyAttempts(StaffError):
    """Too many wrong passwords. Wait {minutes} minutes, then try again."""


class PasswordTooWeak(StaffError):
    """That password will not do. {why} Choose another."""


class UnknownRole(StaffError):
    """There is no role called {role}. Look at the list: lamplighter staff add --help"""
