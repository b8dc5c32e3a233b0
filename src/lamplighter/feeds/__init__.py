"""What comes from elsewhere: open tables become a county pack, monthly files become recorded crime."""

from __future__ import annotations
