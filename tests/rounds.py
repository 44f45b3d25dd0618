"""How thorough the tests are: CI has more rounds of what is left to chance than somebody who waits."""

import os

from hypothesis import settings

N_ROUNDS = int(os.environ.get("CLIPFILE_TEST_ROUNDS", "1"))
"""Kills of each kind at random moments; beyond one, hypothesis and schemathesis also try all that they can."""

IS_THOROUGH = N_ROUNDS > 1

settings.register_profile("quick", max_examples=30)
if not IS_THOROUGH:
    settings.load_profile("quick")
