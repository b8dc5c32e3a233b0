"""Events to footholds: where and when more happens than chance explains, and how often chance would do as much.

`scan` is usable from a notebook; `run_file` does what `lamplighter scan` does.
"""

from __future__ import annotations

from lamplighter.scanning.bench import bench
from lamplighter.scanning.controls import Controls
from lamplighter.scanning.engine import scan
from lamplighter.scanning.expectations import Expectation
from lamplighter.scanning.population import Population
from lamplighter.scanning.result import Cluster, ScanResult
from lamplighter.scanning.run import run_file
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.study import Areas, Cases

__all__ = [
    "Areas",
    "Cases",
    "Cluster",
    "Controls",
    "Expectation",
    "Population",
    "ScanResult",
    "ScanSettings",
    "bench",
    "run_file",
    "scan",
]
