"""Normalisations by name."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

import newsclean
from newsclean.language.normalization import NORMALIZATIONS, normalizer

PAGE = (
    "燈塔重新點亮\n\n本報記者 王平\n\n海城的「燈塔」昨晚重新點亮,漁民們說,他們等這一天等了三年.\n\n此前它熄滅了三年。\n"
)
needs_opencc = pytest.mark.skipif(find_spec("opencc") is None, reason="needs the extra opencc")
CASES = [
    pytest.param(name, text, result, marks=needs_opencc if name == "simplified" else (), id=f"{name}: {text}")
    for name, rule in NORMALIZATIONS.items()
    for text, result in rule.examples
]


@pytest.mark.parametrize(("name", "text", "result"), CASES)
def test_examples_hold_and_a_second_time_changes_nothing(name: str, text: str, result: str) -> None:
    assert newsclean.normalize(text, name) == result
    assert newsclean.normalize(result, name) == result


def test_none_is_applied_unasked() -> None:
    (article,) = newsclean.clean(PAGE).articles
    assert article.blocks[0].text == PAGE.splitlines()[4]
    assert newsclean.normalize(PAGE) == PAGE


def test_they_change_the_articles_and_not_what_was_printed() -> None:
    plain = newsclean.clean(PAGE)
    changed = newsclean.clean(PAGE, normalize=("punctuation", "quotation-marks"))
    assert changed.articles[0].blocks[0].text == "海城的“燈塔”昨晚重新點亮，漁民們說，他們等這一天等了三年。"
    assert (changed.text, changed.ledger) == (plain.text, plain.ledger)


@needs_opencc
def test_fields_are_converted_too() -> None:
    (article,) = newsclean.clean(PAGE, normalize=["simplified"]).articles
    assert (article.title, article.byline, article.authors) == ("灯塔重新点亮", "本报记者 王平", ("王平",))


def test_an_unknown_name_says_which_there_are() -> None:
    with pytest.raises(ValueError, match=r"'nfkc'; there are nfc, punctuation, quotation-marks, simplified"):
        newsclean.clean(PAGE, normalize=["nfkc"])


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "opencc", None)
    with pytest.raises(ModuleNotFoundError, match=r"newsclean\[opencc\]"):
        normalizer(["simplified"])
