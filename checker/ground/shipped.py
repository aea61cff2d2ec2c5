"""Where the packs and schemas that ship with the product lie, installed or in a checkout."""

from __future__ import annotations

import os

__all__ = ["data_folder", "shipped_packs"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def data_folder(name: str) -> str:
    """The folder ``rules`` or ``schemas``: inside the installed package, else beside it."""
    installed = os.path.join(_PACKAGE, "_data", name)
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(_PACKAGE), name)


def shipped_packs() -> list[str]:
    """The ids of the packs that ship with the product."""
    folder = data_folder("rules")
    if not os.path.isdir(folder):
        return []
    return sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name, "pack.yaml")))
