"""Frozen models whose classes cost nothing to define.

Pydantic's core validates them, from the schema that each field carries. They are not pydantic
base models: importing and building those takes five times bare Python, a third of what a whole
check may take. ``TypeAdapter(Project)`` works all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from typing import Self

    from pydantic_core.core_schema import CoreSchema

__all__ = ["Leaf", "Model"]


class Leaf:
    """The validator of a field and, where it cannot be told from that, its JSON Schema."""

    __slots__ = ("core", "json", "required")

    def __init__(self, core: CoreSchema, json: dict[str, Any] | None = None, *, required: bool = False) -> None:
        self.core = core
        self.json = json
        self.required = required


@dataclass_transform(frozen_default=True)
class Model:
    """Fields by annotation, defaults by assignment, in the order of the class; values never change."""

    fields: ClassVar[tuple[str, ...]] = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()
    leaves: ClassVar[dict[str, Leaf]] = {}
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = [
            name for name in cls.__dict__.get("__annotations__", ()) if name not in ("fields", "leaves", "_defaults")
        ]
        cls.fields = (*cls.fields, *own)
        cls.__match_args__ = cls.fields  # type: ignore[misc]
        cls.leaves, cls._defaults = dict(cls.leaves), dict(cls._defaults)
        for name in own:
            if name not in cls.__dict__:
                continue
            value = cls.__dict__[name]
            if isinstance(value, Leaf):
                cls.leaves[name] = value
                delattr(cls, name)
            if not (isinstance(value, Leaf) and value.required):
                cls._defaults[name] = None if isinstance(value, Leaf) else value

    def __init__(self, *given: Any, **values: Any) -> None:
        mine = self.__dict__
        mine.update(self._defaults)
        mine.update(zip(self.fields, given, strict=False))
        mine.update(values)
        if len(mine) != len(self.fields) or len(given) > len(self.fields):
            wrong = sorted(set(self.fields).symmetric_difference(mine))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {', '.join(wrong)}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} does not change")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self.fields))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self.fields)})"

    def replace(self, **values: Any) -> Self:
        """A copy with other values of some fields."""
        return type(self)(**{**self.__dict__, **values})

    @classmethod
    def core_schema(cls) -> CoreSchema:
        """Validates a mapping, with no key unknown, into an instance. ``class_`` is the key ``class``."""
        made = cls.__dict__.get("_core")
        if made is None:
            from pydantic_core import core_schema as cs

            fields = {
                name.rstrip("_"): cs.typed_dict_field(leaf.core, required=leaf.required, metadata=_told(leaf))
                for name, leaf in cls.leaves.items()
            }
            made = cs.no_info_after_validator_function(
                cls._from_mapping, cs.typed_dict_schema(fields, extra_behavior="forbid", strict=True), ref=cls.__name__
            )
            type.__setattr__(cls, "_core", made)
        return made

    @classmethod
    def _from_mapping(cls, values: dict[str, Any]) -> Any:
        if "class" in values:
            values["class_"] = values.pop("class")
        return cls(**values)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return cls.core_schema()


def _told(leaf: Leaf) -> dict[str, Any] | None:
    """Tells pydantic's generator the JSON Schema of a field, where its validator does not."""
    if leaf.json is None:
        return None
    return {"pydantic_js_functions": [lambda _core, _handler, told=leaf.json: dict(told)]}
