"""``@frozen`` gives what the standard decorator gives: each law is held against a class that it made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest

from checker.ground.frozen import frozen

_STANDARD = dataclasses.dataclass(frozen=True, slots=True)


@frozen
class Ours:
    """Two fields, one of them with a default, and one that is made anew."""

    name: str
    days: int = 3
    words: list = dataclasses.field(default_factory=list)

    def said(self):
        return f"{self.name} for {self.days} days"


@_STANDARD
class Theirs:
    """The same."""

    name: str
    days: int = 3
    words: list = dataclasses.field(default_factory=list)

    def said(self):
        return f"{self.name} for {self.days} days"


@frozen
class Below(Ours):
    """A field more than the class above."""

    more: str = ""


@frozen
class Other:
    """The same fields as another class."""

    name: str
    days: int = 3
    words: list = dataclasses.field(default_factory=list)


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


def test_it_says_of_itself_what_the_standard_one_says():
    ours, theirs = dataclasses.fields(Ours), dataclasses.fields(Theirs)

    assert [(one.name, one.type, one.default, one.default_factory) for one in ours] == [
        (one.name, one.type, one.default, one.default_factory) for one in theirs
    ]
    assert (Ours.__slots__, Ours.__match_args__) == (Theirs.__slots__, Theirs.__match_args__)
    assert Ours.__dataclass_params__.frozen


def test_the_signature_has_names_types_and_defaults():
    assert str(inspect.signature(Ours)) == str(inspect.signature(Theirs))
    assert list(inspect.signature(Below).parameters) == ["name", "days", "words", "more"]


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, [], 2), {}), (("a",), {"name": "b"}), (("a",), {"dais": 1})]
)
def test_what_does_not_fit_the_fields_is_refused_in_the_same_words(given, named):
    said = []
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError) as found:
            kind(*given, **named)
        said.append(str(found.value).replace(kind.__name__, "It"))

    assert said[0] == said[1]


@BOTH
def test_what_is_made_anew_is_shared_by_no_two(kind):
    first, second = kind("a"), kind("a")

    assert first.words == second.words == []
    assert first.words is not second.words


@BOTH
def test_nothing_changes_and_nothing_is_added(kind):
    one = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'days'"):
        one.days = 4
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'days'"):
        del one.days
    with pytest.raises((AttributeError, TypeError)):
        one.weeks = 1
    assert one == kind("a", 3)


def test_equal_are_only_equal_values_of_one_class():
    assert Ours("a", words=[1]) == Ours("a", 3, [1])
    assert Ours("a") != Ours("b")
    assert Ours("a") != Other("a")
    assert Ours("a") != Below("a")
    assert Ours("a") != ("a", 3, [])


def test_equal_ones_are_one_in_a_set():
    assert len({Ours("a", words=()), Ours("a", 3, ()), Below("a", words=()), Ours("b", words=())}) == 3


def test_it_is_shown_as_it_is_written():
    assert repr(Below("a", more="x")) == "Below(name='a', days=3, words=[], more='x')"


@BOTH
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_comes_back_from_a_pickle(kind, protocol):
    one = kind("a", 4, [1])

    assert pickle.loads(pickle.dumps(one, protocol)) == one


@BOTH
def test_it_is_copied(kind):
    one = kind("a", 4, [[1]])
    deep = copy.deepcopy(one)

    assert copy.copy(one) == deep == one
    assert deep.words[0] is not one.words[0]


@BOTH
def test_some_fields_are_replaced(kind):
    assert dataclasses.replace(kind("a", 4), name="b") == kind("b", 4)
    with pytest.raises(TypeError, match="weeks"):
        dataclasses.replace(kind("a"), weeks=1)


@BOTH
def test_it_is_taken_apart(kind):
    match kind("a", 4):
        case Ours(name, days) | Theirs(name, days):
            assert (name, days) == ("a", 4)
        case _:
            pytest.fail("the pattern did not match")
    assert dataclasses.asdict(kind("a")) == {"name": "a", "days": 3, "words": []}
    assert dataclasses.astuple(kind("a")) == ("a", 3, [])


def test_its_own_methods_stay():
    @frozen
    class Plain:
        """Says itself in its own way."""

        word: str

        def __repr__(self):
            return self.word

    assert repr(Plain("plain")) == "plain"
    assert Below("a").said() == "a for 3 days"


def test_fields_can_be_given_by_name_alone_in_any_order():
    def define(decorate):
        class Named:
            """What is needed after what is not."""

            days: int = 3
            name: str

        return decorate(Named)

    named = define(lambda cls: frozen(cls, kw_only=True))
    assert str(inspect.signature(named)) == "(*, days: 'int' = 3, name: 'str') -> None"
    assert named(name="a").days == 3
    with pytest.raises(TypeError):
        named("a")
    with pytest.raises((TypeError, SyntaxError)):
        define(frozen)


def test_a_class_without_fields_is_one_too():
    @frozen
    class Nothing:
        """No field."""

    assert Nothing() == Nothing()
    assert repr(Nothing()).endswith("Nothing()")
