"""How a check is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from checker.domain.pack import Pack

__all__ = ["DEFAULT_PACK", "DEFAULT_REGIME", "Options"]

DEFAULT_PACK = "engagement-threshold"
DEFAULT_REGIME = "actual"


class Options(NamedTuple):
    """How a check is asked for; what is not given comes from the project file or the pack.

    ``packs`` are ids of shipped packs or folders; ``parameters`` are values by name.
    """

    packs: Sequence[str | Pack] = (DEFAULT_PACK,)
    profile: str | None = None
    parameters: Mapping[str, Any] | None = None
    as_of: date | None = None
    stage: str | None = None
    disbursement: str | None = None
    regime: str | None = None
    burden: str = "neutral"
    known_on: date | None = None
