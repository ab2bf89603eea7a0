"""A name is found whatever accents, capitals or apostrophes are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.formats.search import search_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sékou  TRAORÉ", "sekou traore"),
        ("Kɔrɔ Bɛɛ ŋana ɲuman", "koro bee nana numan"),
        ("Ɛ Ɔ Ŋ Ɲ", "e o n n"),
        ("L’Œuvre", "l'oeuvre"),
        ("e\u0301chalote", "echalote"),
        (" riz\u00a0/\u202fmil\n", "riz / mil"),
    ],
)
def test_accents_capitals_and_spaces_do_not_matter(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
