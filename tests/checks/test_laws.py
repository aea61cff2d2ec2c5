"""The laws of the product over random files, all examples and all packs; see ``laws``."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from tests.checks.laws import LAWS, tried
from tests.checks.worlds import Tally

# More of the same, and other ones each time: CHECKER_TEST_EXAMPLES=20 python -m pytest tests/checks/test_laws.py
FACTOR = int(os.environ.get("CHECKER_TEST_EXAMPLES", "1"))
SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.mark.parametrize("name", LAWS)
def test_it_holds(name):
    tally = Tally()

    @settings(
        max_examples=10 * FACTOR, deadline=None, derandomize=FACTOR == 1, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(SEEDS)
    def law(seed):
        assert tried(name, seed, tally) == []

    law()
    assert tally.verdicts > 0
