"""YAML 1.2 core, composed from libyaml's events, with the place of every key and value.

The stock loaders are not used: they crash or hang on deep nesting, read `NO` as false and
keep the last of two equal keys. Limits act while events arrive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from checker.load.limits import MAX_ALIAS_NODES, MAX_DEPTH, MAX_VALUES, TOO_DEEP, Refused, integer, real
from checker.load.offsets import Lines

if TYPE_CHECKING:
    from checker.ground.places import Span

__all__ = ["parse"]

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_REAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, Any] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
# libyaml compares every %TAG directive with all before it, which takes hours on a large file.
_TAG_DIRECTIVE = re.compile("(?:^\ufeff?|[\n\r\x85\u2028\u2029])%TAG\\b")
# libyaml reads YAML 1.1 and breaks lines at all of these; editors break them at the first two.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_RARE_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")

# Spans stay pairs of libyaml's marks until a place is asked for: few of a file's thousands are.
Marks = dict[int, dict[str | int, tuple[Any, Any]]]


class _Frame:
    """A mapping or sequence that is still open."""

    __slots__ = ("anchor", "height", "key", "key_span", "node", "places", "size", "start")

    def __init__(self, node: Any, anchor: str | None, start: Any) -> None:
        self.node = node
        self.anchor = anchor
        self.start = start
        self.places: dict[str | int, tuple[Any, Any]] = {}
        self.key: str | None = None
        self.key_span: Any = None
        self.size = 1
        self.height = 1  # levels from here down


def parse(text: str) -> tuple[Any, Marks]:
    """The one document in the text, and the spans of its keys and values.

    Raises:
        Refused: the text is not YAML, or uses what a project file does not need.
    """
    if directive := _TAG_DIRECTIVE.search(text):
        raise Lines(text).refused("the directive %TAG is not accepted", directive.end() - len("%TAG"))
    try:
        data, marks = _parse(text)
    except Refused as refused:
        raise _Recounted(text).refusal(refused) from None
    if text.endswith("\n") and not _RARE_BREAK.search(text):
        return data, marks
    counted = _Recounted(text)
    return data, {
        node: {key: (counted.span(*of_key), counted.span(*of_value)) for key, (of_key, of_value) in places.items()}
        for node, places in marks.items()
    }


class _Recounted:
    """Turns libyaml's lines into the file's: it breaks lines where editors do not, and adds one at the end."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self.lines = Lines(text)
        self.length = len(text)

    def offset(self, line: int, column: int) -> int:
        """The offset of a place that counts from 0."""
        return min(self.starts[line] + column, self.length) if line < len(self.starts) else self.length

    def span(self, start: Any, end: Any) -> Span:
        return self.lines.span(self.offset(start.line, start.column), self.offset(end.line, end.column))

    def refusal(self, refused: Refused) -> Refused:
        if refused.line is None or refused.column is None:
            return refused
        return self.lines.refused(refused.message, self.offset(refused.line - 1, refused.column - 1), refused.code)


def _parse(text: str) -> tuple[Any, Marks]:
    try:
        return _composed(text)
    except UnicodeEncodeError as error:
        raise Lines(text).refused("half of a surrogate pair is not text", error.start, "not-text") from None
    except yaml.MarkedYAMLError as error:
        raise _first_fault(text, error) from None
    except yaml.YAMLError as error:
        raise Refused(f"not YAML: {str(error).splitlines()[0]}", code="not-in-format") from None


def _composed(text: str) -> tuple[Any, Marks]:
    loader = _Parser(text.encode())
    try:
        return _Composer(loader.get_event, text).compose()
    finally:
        loader.dispose()


def _first_fault(text: str, error: yaml.MarkedYAMLError) -> Refused:
    """What to say where the parser gave up: its own complaint, or a fault that stands before that place.

    While a list or mapping may yet turn out to be a key, libyaml reads on in its line before it tells of it, and
    since 0.2.6 it gives up there at 1,000 levels. Cut off at that place, the text has no such level, and events come.
    """
    mark = error.problem_mark or error.context_mark
    problem = " ".join(filter(None, [error.context, error.problem]))
    if not mark:
        return Refused(f"not YAML: {problem}", code="not-in-format")
    end = _Recounted(text).offset(mark.line, mark.column)
    if text.count("[", 0, end) + text.count("{", 0, end) > MAX_DEPTH:
        parts = [text[:end]]
        if text[end : end + 1] in ("[", "{"):
            # What stands where a key must stand is told of with its colon only; alone, its line may be something else.
            parts.append("\n" * mark.line + text[end - mark.column : end])
        for part in parts:
            try:
                _composed(part)
            except Refused as refused:
                return refused
            except yaml.MarkedYAMLError as earlier:
                place = earlier.problem_mark
                if place and (place.line, place.column) < (mark.line, mark.column):
                    return _first_fault(part, earlier)
    return Refused(f"not YAML: {problem}", mark.line + 1, mark.column + 1, code="not-in-format")


class _Composer:
    """Events to data, with an explicit stack: depth costs no recursion."""

    def __init__(self, next_event: Any, text: str) -> None:
        self.text = text
        self.next_event = next_event
        self.marks: Marks = {}
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.alias_nodes = 0
        self.values = 0
        self.root: Any = None

    def compose(self) -> tuple[Any, Marks]:
        next_event, stack = self.next_event, self.stack
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                if stack and stack[-1].key is None and isinstance(stack[-1].node, dict):
                    self._open_key(event)
                    continue
                value = _scalar(event)
                if event.anchor:
                    self.anchors[event.anchor] = (value, 1, 0)
                self._place(value, (event.start_mark, event.end_mark), 1, 0)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _refused("a second document begins here, and a file holds one", event)
            elif kind is yaml.StreamEndEvent:
                if not documents:
                    raise Refused("the file is empty", 1, 1, code="not-in-format")
                return self.root, self.marks

    def _open_key(self, event: Any) -> None:
        frame, key = self.stack[-1], event.value
        if key == "<<" and event.implicit[0]:
            raise _refused("merge keys `<<` are not YAML 1.2 and are not accepted", event)
        if event.tag and event.tag not in (f"{_CORE}str", "!"):
            raise _refused(f"the tag `{event.tag[:60]}` on a key is not accepted", event)
        if key in frame.node:
            line = _Recounted(self.text).span(*frame.places[key][0]).line
            raise _refused(f"the key `{key[:60]}` is given twice, first on line {line}", event, "given-twice")
        if event.anchor:
            self.anchors[event.anchor] = (key, 1, 0)
        frame.key, frame.key_span = key, (event.start_mark, event.end_mark)

    def _open(self, event: Any, node: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and frame.key is None and isinstance(frame.node, dict):
            raise _refused("a key must be plain text, not a list or mapping", event)
        if len(self.stack) >= MAX_DEPTH:
            raise _refused(TOO_DEEP, event, "too-deep")
        if event.tag and event.tag not in (_CORE + ("map" if isinstance(node, dict) else "seq"), "!"):
            raise _refused(f"the tag `{event.tag[:60]}` is not accepted", event)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Frame(node, event.anchor, event.start_mark))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        self.marks[id(frame.node)] = frame.places
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.node, frame.size, frame.height)
        self._place(frame.node, (frame.start, event.end_mark), frame.size, frame.height)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            raise _refused(f"the alias `*{event.anchor[:60]}` names nothing", event)
        target = self.anchors[event.anchor]
        if target is None:
            raise _refused(f"the alias `*{event.anchor[:60]}` contains itself", event)
        value, size, height = target
        self.alias_nodes += size
        if self.alias_nodes > MAX_ALIAS_NODES:
            raise _refused(f"aliases expand to more than {MAX_ALIAS_NODES} values", event, "too-large")
        if self.stack and self.stack[-1].key is None and isinstance(self.stack[-1].node, dict):
            raise _refused("an alias as a key is not accepted", event)
        if len(self.stack) + height > MAX_DEPTH:
            raise _refused(TOO_DEEP, event, "too-deep")
        self._place(value, (event.start_mark, event.end_mark), size, height)

    def _place(self, value: Any, span: Any, size: int, height: int) -> None:
        """Put a finished value into the container that is open, or make it the root."""
        self.values += 1
        if self.values > MAX_VALUES:
            raise Refused(f"more than {MAX_VALUES} values", span[0].line + 1, span[0].column + 1, code="too-large")
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        frame.size += size
        if height >= frame.height:
            frame.height = height + 1
        if isinstance(frame.node, dict):
            assert frame.key is not None
            frame.node[frame.key] = value
            frame.places[frame.key] = (frame.key_span, span)
            frame.key = None
        else:
            frame.places[len(frame.node)] = (span, span)
            frame.node.append(value)


def _scalar(event: Any) -> Any:
    value, tag = event.value, event.tag
    if not tag or tag == "!":
        return _plain(value, event) if event.implicit[0] and not tag else value
    if tag == f"{_CORE}str":
        return value
    wanted = {f"{_CORE}null": type(None), f"{_CORE}bool": bool, f"{_CORE}int": int, f"{_CORE}float": float}.get(tag)
    if wanted is None:
        raise _refused(f"the tag `{tag[:60]}` is not accepted", event)
    found = _plain(value, event)
    if wanted is float and type(found) is int:
        found = float(found)
    if type(found) is not wanted:
        raise _refused(f"`{value[:60]}` is not a value of the tag `!!{tag[len(_CORE) :]}`", event, "wrong-type")
    return found


def _plain(value: str, event: Any) -> Any:
    """The YAML 1.2 core value of an unquoted scalar: `NO` and `12:30` are text, `012` is 12."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in _NUMBER_STARTS:
        return value
    try:
        if _INTEGER.fullmatch(value):
            return integer(value)
        if _REAL.fullmatch(value):
            return real(value)
    except Refused as error:
        raise _refused(error.message, event, error.code) from None
    if _NOT_FINITE.fullmatch(value):
        raise _refused(f"`{value}` is not a number a fact can have", event, "wrong-value")
    return value


def _refused(message: str, event: Any, code: str = "not-accepted") -> Refused:
    return Refused(message, event.start_mark.line + 1, event.start_mark.column + 1, code=code)
