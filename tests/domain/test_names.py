"""Names: every spelling of one name is that name, and different names stay apart."""

import pytest

from checker.domain.names import Names, words_of

KNOWN = "Ostrava Glass Works"
SAME = {
    "as-written": "Ostrava Glass Works",
    "case": "OSTRAVA glass WORKS",
    "spaces": "  Ostrava\tGlass   Works ",
    "hyphen": "Ostrava Glass-Works",
    "written-together": "OstravaGlassWorks",
    "legal-form": "Ostrava Glass Works Co., Ltd.",
    "another-legal-form": "Ostrava Glass Works S.A.",
    "holding": "Ostrava Glass Works Holding GmbH",
    "article": "The Ostrava Glass Works",
    "accents": "Óstráva Glass Wörks",
    "full-width": "\uff2fstrava Glass Works",
    "cyrillic-letters": "Оstrаvа Glаss Wоrks",
    "greek-letters": "Οstrανα Glass Works".replace("ν", "v"),
    "zero-width-space": "Ostrava\u200b Glass Works",
    "soft-hyphen": "Ost\u00adrava Glass Works",
    "quotes": "“Ostrava” 'Glass' Works",
    "department": "Safety Department of the Ostrava Glass Works",
    "shortened": "Ostrava Glass",
    "its-first-name": "Ostrava",
    "brackets": "Ostrava (Glass) Works",
}
OTHERS = {
    "another-town": "Opava Glass Works",
    "a-common-word": "Works",
    "two-letters": "Os",
    "nothing": "",
    "only-punctuation": "--",
    "other-script": "글래스",
}


@pytest.mark.parametrize("name", SAME.values(), ids=SAME)
def test_every_spelling_is_the_same_name(name):
    assert Names([(KNOWN, "works")]).who(name) == ("works",)


@pytest.mark.parametrize("name", SAME.values(), ids=SAME)
def test_whichever_of_two_spellings_is_known(name):
    assert Names([(name, "works")]).who(KNOWN) == ("works",)


@pytest.mark.parametrize("name", OTHERS.values(), ids=OTHERS)
def test_other_names_are_others(name):
    assert Names([(KNOWN, "works")]).who(name) == ()


@pytest.mark.parametrize("common", ["Ministry", "Monitor", "North Korea", "Bank", "The Agency"])
def test_a_word_that_many_have_names_nobody_inside_a_longer_name(common):
    known = Names([(f"{common} of Trade and Fisheries", "one")])
    assert known.who(common.split()[-1]) == ()


def test_of_several_who_have_a_name_all_are_found():
    known = Names([("Harbour Line", "a"), ("Harbour Line Ltd", "b"), ("Hillside", "c")])
    assert known.who("harbour line") == ("a", "b")
    assert known.who("Harbour Line and Hillside") == ("a", "b", "c")


def test_ids_are_compared_whole():
    known = Names([], ["mill", "dpb-3"])
    assert known.who("Mill") == ("mill",)
    assert known.who("DPB 3") == ("dpb-3",)
    assert known.who("the old mill of the town") == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Water-Works Co., Ltd.", ("water", "works")),
        ("Company", ("company",)),
        ("The", ("the",)),
        ("...", ()),
        ("S.A. de C.V.", ("cv",)),
    ],
)
def test_of_a_name_articles_and_legal_forms_are_left_out_unless_nothing_else_is_there(name, words):
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("name", "found"),
    [("Ostrawa Glass Works", "works"), ("Ostrava Gloss Works", "works"), (KNOWN, None), ("Tannery of the South", None)],
    ids=["a-letter-off", "a-letter-more", "the-same-is-no-resemblance", "nothing-alike"],
)
def test_what_only_resembles_a_name_is_told_apart(name, found):
    assert Names([(KNOWN, "works")]).resembling(name) == found


def test_names_that_contain_one_another_end_in_bounded_time():
    """A thousand names, each inside the next, and a name of a thousand words."""
    several = [(" ".join(f"word{number}" for number in range(size)), f"p{size}") for size in range(1, 1_000)]
    known = Names(several)
    assert known.who(several[-1][0])
    assert len(known.who("word0")) < len(several) / 10
