"""A press: newspaper pages whose truth is known, printed to PDF and read back by the tools that users have."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))  # for `forge`: names, bylines, line breaks
