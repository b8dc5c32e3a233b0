"""What can go wrong between SaTScan's files and ours, a sentence each."""

from __future__ import annotations

from lamplighter.feeds.errors import FeedsError


class SatScanError(FeedsError):
    """SaTScan's files could not be read or written."""


class ParametersUnreadable(SatScanError):
    """{path} is not a SaTScan parameter file we can read: {reason}."""


class ParameterMissing(SatScanError):
    """The SaTScan parameter {name} is missing, and without it the run cannot be understood."""


class ParameterWrong(SatScanError):
    """The SaTScan parameter {name} is "{value}", but it should be {expected}."""


class ParametersUnsupported(SatScanError):
    """The SaTScan run asks for what Lamplighter does not do: {reasons}. Change it there, or keep it with SaTScan."""


class RowRefused(SatScanError):
    """{path}, line {line}: {reason}."""


class FileUnreadable(SatScanError):
    """The file {path} could not be read: {reason}."""


class RunInexpressible(SatScanError):
    """SaTScan has no counterpart of this run's {reasons}."""


class RunUnreadable(SatScanError):
    """The settings file {path} could not be read: {reason}."""
