"""SaTScan's own files, in and out: its parameters become our settings and its tables ours, or a sentence says why not.

The formats are those of SaTScan 10 (the names of its parameters, the order of its columns); SaTScan is a trademark of
Martin Kulldorff. Nothing of a parameter file is dropped without being named.
"""

from __future__ import annotations

from lamplighter.feeds.satscan.exporting import Exported, export_run
from lamplighter.feeds.satscan.importing import Imported, import_run

__all__ = ["Exported", "Imported", "export_run", "import_run"]
