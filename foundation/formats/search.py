"""The key under which a text is found, whatever accents, capitals or apostrophes were typed."""

import unicodedata

# Letters of Bambara and of French that no accent rule takes apart.
_LETTERS = str.maketrans(
    {
        "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɲ": "n", "ɓ": "b", "ɗ": "d", "ƴ": "y", "œ": "oe", "æ": "ae",
        "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'",
    }
)  # fmt: skip


def search_key(text: str) -> str:
    """« Kɔrɔ  l’Œuvre » becomes "koro l'oeuvre": no accent, no capital, single spaces."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(plain.translate(_LETTERS).split())
