"""Each word of the lists in `language/data` does something: without it, its example comes out otherwise.

The head of a list has the example of its words. Endings of outlets and agencies are parts of patterns too, where a longer
one leaves more room for the name before it, so of those only the example itself is held here; labels by their field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import pytest

from newsclean.language import field_labels, names, outlets
from newsclean.language.words import word_list
from tests.test_forms import DATA


@dataclass(frozen=True, slots=True)
class Checked:
    """How a list is used: the module and the name that hold it, the function that is asked about an example, and what
    it answers with the word; without it, it must answer otherwise."""

    module: ModuleType
    held: str
    asks: Callable[[str], bool]
    answer: bool


CHECKED = {
    "surnames": Checked(names, "SURNAMES", names.is_name, True),
    "compound_surnames": Checked(names, "COMPOUND_SURNAMES", names.is_name, True),
    "surnames_ko": Checked(names, "_KOREAN_SURNAMES", names.is_name, True),
    "not_names": Checked(names, "_NOT_A_NAME", names.is_name, False),
    "not_outlets": Checked(outlets, "_NONE", outlets.is_outlet, False),
    "sections": Checked(outlets, "_SECTIONS", outlets.is_outlet, False),
    "section_endings": Checked(outlets, "_SECTION_ENDINGS", outlets.is_outlet, False),
    "latin_outlets": Checked(outlets, "_LATIN", outlets.is_outlet, True),
}


def dead(name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of a list without which nothing changes."""
    how, words = CHECKED[name], word_list(name)
    kept = getattr(how.module, how.held)
    found = []
    for word, example in zip(words.words, words.examples, strict=True):
        if word.startswith("The "):  # The Harbour Sun
            example = "The " + example.replace("The ", "")
        with monkeypatch.context() as patch:
            as_it_is = how.asks(example)
            less = [other for other in kept if other not in (word, word.casefold())]
            patch.setattr(how.module, how.held, type(kept)(less))
            if as_it_is != how.answer or how.asks(example) == how.answer:
                found.append(word)
    return found


@pytest.mark.parametrize("name", CHECKED)
def test_each_word_has_an_example_that_comes_out_otherwise_without_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not dead(name, monkeypatch)


@pytest.mark.parametrize("field", field_labels.LABELS)
def test_each_label_names_its_field(field: str) -> None:
    others = {word for other, words in field_labels.LABELS.items() if other != field for word in words}
    for word in word_list(f"label_{field}").words:
        assert field_labels.field_of(word) == field or word in others, word


@pytest.mark.parametrize("name", ["paper_endings", "outlet_endings", "agencies"])
def test_each_ending_and_agency_names_an_outlet(name: str) -> None:
    assert not [example for example in word_list(name).examples if not outlets.is_outlet(example)]


def test_every_list_says_where_it_comes_from() -> None:
    for path in DATA.glob("*.txt"):
        assert "\n# Source: " in path.read_text("utf-8"), path
