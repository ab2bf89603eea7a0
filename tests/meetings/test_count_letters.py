"""What an SMS costs, counted letter by letter as telephones do (3GPP TS 23.038)."""

from __future__ import annotations

import pytest

from consult.meetings.messages import lighter, size_of, sms_link, tidy_signs, whatsapp_link


@pytest.mark.parametrize("letter", list("éèàùòìüÉÇÑñ@£$_!?:;,.'\"() \n-/"))
def test_letters_of_the_alphabet_of_telephones_take_one_place(letter: str) -> None:
    assert size_of(letter * 160) == (160, 1, "")


@pytest.mark.parametrize("letter", list("êôûîâëïçœÊÀÈɛɔŋ’«»–…°\u00a0"))
def test_other_letters_make_the_whole_message_dear(letter: str) -> None:
    assert size_of(f"a{letter}a{letter}") == (4, 1, letter)


@pytest.mark.parametrize(
    ("text", "characters", "parts"),
    [
        ("", 0, 0),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("€" * 80, 160, 1),
        ("€" * 81, 162, 2),
        ("a" * 152 + "€" * 3, 158, 1),
        ("a" * 152 + "€" + "a" * 152, 306, 3),  # the euro does not stand astride two parts
        ("ê" * 70, 70, 1),
        ("ê" * 71, 71, 2),
        ("ê" * 134, 134, 2),
        ("ê" * 135, 135, 3),
        ("🌾" * 35, 70, 1),
        ("ê" * 66 + "🌾" + "ê" * 66, 134, 3),
    ],
)
def test_parts_are_counted_as_telephones_send_them(text: str, characters: int, parts: int) -> None:
    assert size_of(text)[:2] == (characters, parts)


def test_a_cheaper_wording_keeps_the_words_and_changes_the_dear_letters() -> None:
    dear = "Réunion n° 3, « forêt » : reçu à côté de Jɛgɛ Mɔnni ŋaniya… l’œuvre"

    cheap = lighter(dear)

    assert cheap == ('Réunion no 3, " foret " : recu à coté de Jege Monni nganiya... l\'oeuvre')
    assert size_of(cheap).dear == ""


def test_accents_typed_apart_from_their_letter_are_put_together_first() -> None:
    assert lighter("re\u0301union e\u0302tre") == "réunion etre"


def test_spaces_and_quotation_marks_cost_nothing() -> None:
    assert tidy_signs("9\u00a0h\u202f30 l’après-midi") == "9 h 30 l'après-midi"


def test_links_open_the_number_with_the_text_typed_in() -> None:
    text = "Réunion : 9 h & 30 ?"
    typed = "R%C3%A9union%20%3A%209%20h%20%26%2030%20%3F"

    assert whatsapp_link("+22376123456", text) == f"https://wa.me/22376123456?text={typed}"
    assert sms_link("76123456", text) == f"sms:+22376123456?body={typed}"
    assert (whatsapp_link("", text), sms_link("", text)) == ("", "")
