"""Values in words: numbers with their unit, days, and lists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import TEXTS
from checker.english.fact_phrases import text_word, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.english.fact_phrases import Phrase

__all__ = ["number_words", "one_of", "quantity", "value_words"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def one_of(words: Sequence[str], link: str = "or") -> str:
    """``a, b or c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def number_words(value: float, *, share: bool = False) -> str:
    """A number as a person writes it; a share in per cent."""
    return f"{value * 100:.12g} per cent" if share else f"{value:.15g}"


def quantity(value: float, phrase: Phrase) -> str:
    """A number with the unit of its fact."""
    unit = phrase.unit[0 if value == 1 else 1]
    return f"{number_words(value, share=phrase.fact.kind == 'share')}{f' {unit}' if unit else ''}"


def value_words(value: Any, phrase: Phrase) -> str:
    """One value of a fact in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, int | float):
        return quantity(value, phrase)
    if phrase.fact.kind in TEXTS:
        return text_word(phrase.key, str(value)) or f"“{value}”"
    return word_of(phrase.key, str(value))
