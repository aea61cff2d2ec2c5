"""The bars of the product for the packs it ships: no grave remark, all verdicts and tests reached, 95% of mutants."""

import pytest

from checker.ground.shipped import shipped_packs
from checker.tools.coverage import coverage, percent
from checker.tools.lint import lint
from checker.tools.mutation import mutate
from checker.tools.trials import cases_of
from tests.build import shipped


@pytest.mark.parametrize("name", shipped_packs())
def test_a_shipped_pack_is_sound_reached_whole_and_notices_its_mutants(name):
    pack = shipped(name)
    cases = cases_of(pack)

    assert [remark for remark in lint(pack, cases) if remark.grave] == []
    covered = list(coverage(pack, cases))
    assert {item.condition: item.missing for item in covered if item.missing or item.failed} == {}
    assert [leaf.said for item in covered for leaf in item.leaves if not leaf.cases] == []
    mutations = list(mutate(pack, cases))
    assert percent(sum(item.noticed for item in mutations), sum(item.mutants for item in mutations)) >= 95
    assert sum(item.untried for item in mutations) == 0
