"""Near-duplicates across documents. All texts are invented."""

from __future__ import annotations

import doctest
import json
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.duplicates import align, engine, fold, lsh, minhash
from newsclean.duplicates.engine import Deduplicated, Duplicate, dedupe
from newsclean.integrations import datasketch as sketches_for_datasketch
from newsclean.model import Article, Block

HARBOUR = (
    "港务局昨天宣布，老码头的三座仓库将改建成海事博物馆，预计后年春天开放。设计团队保留了全部木梁和两台蒸汽吊机，"
    "并在屋顶加装了天窗。馆内将展出渔民捐赠的航海日志和船模，其中最早的一册写于百年之前。"
)
ORCHARD = (
    "连续三周的干旱让山谷里的果园减产近半，合作社请来的农技员建议改种耐旱的品种。村民说，水渠修好以前，"
    "只能靠夜里用卡车运水浇树，每棵树轮到的水还不够湿透树根。"
)
ENGLISH = (
    "The ferry between the two islands will run every hour from next month, the harbour board said on Tuesday. "
    "Residents had asked for a later boat since the bridge was closed for repairs last autumn."
)
JAPANESE = (
    "市は来月から、島を結ぶ連絡船の便数を増やすと発表した。橋の補修工事が長引いているためで、"
    "住民からは最終便を遅くしてほしいという声が上がっていた。"
)
LEAD = "本报讯（记者林知远）据港务局消息，"


def misread(text: str, rate: float, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice("土末曰干夭睛") if c.isalpha() and chance.random() < rate else c for c in text)


def kept(texts: list[str]) -> list[int]:
    return list(dedupe(texts).kept)


@pytest.mark.parametrize("module", [engine, fold, minhash, sketches_for_datasketch])
def test_examples_in_docstrings(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0
    assert outcome.failed == 0


# Signatures

SHORT = st.text(st.one_of(st.characters(), st.sampled_from("甲乙丙丁ab1 \ud800\U0001f600")), max_size=30)


def by_datasketch(text: str, count: int, seed: int) -> list[int]:
    datasketch = pytest.importorskip("datasketch")
    sketch = datasketch.MinHash(num_perm=count, seed=seed, scheme="affine32", hashfunc=minhash.gram_hash)
    for gram in minhash.shingles(text):
        sketch.update(gram)
    return [int(value) for value in sketch.hashvalues]


@settings(deadline=None, max_examples=60)
@given(st.lists(SHORT, max_size=12), st.sampled_from([(128, 1), (16, 7), (256, 42), (1, 0)]))
def test_signatures_equal_those_of_datasketch(texts: list[str], setting: tuple[int, int]) -> None:
    ours = minhash.signatures(texts, *setting)
    assert ours.shape == (setting[0], len(texts))
    for text, column in zip(texts, ours.T, strict=True):
        assert column.tolist() == by_datasketch(text, *setting)


@pytest.mark.parametrize("setting", [(128, 1), (64, 9), (200, 2021)])
def test_signatures_of_articles_equal_those_of_datasketch(setting: tuple[int, int]) -> None:
    texts = [
        HARBOUR,
        "",
        ENGLISH,
        "a",
        "ab",
        "abc",
        "abcd",
        "港务局",
        JAPANESE,
        "\ud800港\udfff务局",
        "😀😀😀😀",
        "港a务b局c" * 9,
    ]
    for text, column in zip(texts, minhash.signatures(texts, *setting).T, strict=True):
        assert column.tolist() == by_datasketch(text, *setting)


def test_n_grams_of_letters_are_longer() -> None:
    assert [gram.decode() for gram in minhash.shingles("共12艘船")] == ["共12", "12艘船", "2艘船"]
    assert minhash.shingles("ab") == []


@pytest.mark.parametrize("setting", [(128, 1), (16, 7)])
def test_minhash_is_what_dedupe_compares(setting: tuple[int, int]) -> None:
    num_perm, seed = setting
    texts = [HARBOUR, "　港，务 ", ENGLISH.upper(), "港务局1", ""]
    made = newsclean.minhash(iter(texts), num_perm=num_perm, seed=seed)
    assert made.shape == (5, num_perm)
    assert made.dtype == np.uint32
    folded = fold.fold(texts, fold.table())
    assert made.tolist() == [by_datasketch(folded[i], num_perm, seed) for i in range(5)]
    assert newsclean.minhash([]).shape == (0, 128)


def test_sketches_work_in_an_index_of_datasketch() -> None:
    datasketch = pytest.importorskip("datasketch")
    index = datasketch.MinHashLSH(params=(42, 3), num_perm=128)
    harbour, orchard, again = newsclean.sketches([HARBOUR, ORCHARD, misread(HARBOUR, 0.03, 1)])
    index.insert("harbour", harbour)
    index.insert("orchard", orchard)
    assert index.query(again) == ["harbour"]
    assert again.jaccard(harbour) > 0.6
    by_hand = datasketch.MinHash(num_perm=128, seed=1, scheme="affine32", hashfunc=minhash.gram_hash)
    by_hand.update_batch(minhash.shingles(fold.fold([HARBOUR], fold.table())[0]))
    assert by_hand.jaccard(harbour) == 1
    assert index.query(by_hand) == ["harbour"]


def test_sketches_merge_and_grow() -> None:
    pytest.importorskip("datasketch")
    one, both = newsclean.sketches(["港务局昨天", "港务局昨天宣布"], num_perm=32, seed=5)
    one.update_batch(minhash.shingles("昨天宣布")[:0] + minhash.shingles("局昨天宣布"))
    assert one.jaccard(both) == 1


def test_chunks_do_not_change_signatures() -> None:
    texts = [HARBOUR, "", "短", ORCHARD * 50, ENGLISH] * 40
    whole = minhash.grams(texts)
    one_by_one = [minhash.grams([text]).hashes for text in texts]
    assert whole.hashes.tolist() == np.concatenate(one_by_one).tolist()
    assert len(minhash.chunks(texts)) > 1
    assert minhash.signatures(texts)[:, 3].tolist() == minhash.signatures([texts[3]])[:, 0].tolist()


def test_bands_pair_a_bucket_with_its_first_and_those_before() -> None:
    column = np.arange(6, dtype=np.uint32)
    columns = np.stack([column, column + 9, column, column, column, column + 9], axis=1)
    found = [[2, 0], [3, 0], [3, 2], [4, 0], [4, 2], [4, 3], [5, 1]]
    assert lsh.candidates(columns, 2, 3, 9).tolist() == found
    assert lsh.candidates(columns, 2, 3, 1).tolist() == [[2, 0], [3, 0], [4, 0], [5, 1]]
    same = np.zeros((6, 9), dtype=np.uint32)
    assert [pair for pair in lsh.candidates(same, 2, 3, 9).tolist() if pair[0] == 8] == [
        [8, 0],
        [8, 5],
        [8, 6],
        [8, 7],
    ]
    assert lsh.candidates(columns[:, :0], 2, 3, 9).shape == (0, 2)


# What is a copy


@pytest.mark.parametrize("text", [HARBOUR, ORCHARD, ENGLISH, JAPANESE], ids=["zh", "zh2", "en", "ja"])
@pytest.mark.parametrize("rate", [0.0, 0.01, 0.05, 0.1])
def test_misread_copies_are_found(text: str, rate: float) -> None:
    found = dedupe([ORCHARD if text is HARBOUR else HARBOUR, text, *(misread(text, rate, seed) for seed in range(5))])
    assert found.kept == (0, 1)
    assert {duplicate.duplicate_of for duplicate in found.duplicates} == {1}
    assert all(0.75 <= duplicate.similarity <= 1 for duplicate in found.duplicates)


@pytest.mark.parametrize(
    "copy",
    [
        LEAD + HARBOUR,
        HARBOUR[:70],
        LEAD + HARBOUR[:80],
        HARBOUR + "（完）责任编辑林知远，来源港务局网站。",
        HARBOUR.replace("，", ","),
        "\u3000\u3000" + HARBOUR.replace("。", "。\n"),
    ],
    ids=["lead", "cut", "lead and cut", "trailer", "punctuation", "space"],
)
def test_reprints_are_found(copy: str) -> None:
    assert kept([HARBOUR, ORCHARD, copy]) == [0, 1]
    assert kept([copy, ORCHARD, HARBOUR]) == [0, 1]


@pytest.mark.parametrize("text", [HARBOUR, ORCHARD, ENGLISH, JAPANESE], ids=["zh", "zh2", "en", "ja"])
def test_lost_doubled_and_swapped_characters_do_not_count(text: str) -> None:
    chance = random.Random(4)
    for rate in (0.02, 0.05, 0.08):
        read = list(text)
        for i in range(len(read) - 1):
            if chance.random() < rate:
                read[i], read[i + 1] = chance.choice(
                    [(read[i + 1], read[i]), ("", read[i + 1]), (read[i] * 2, read[i + 1])]
                )
        assert kept([text, "".join(read)]) == [0]


@pytest.mark.parametrize("text", [HARBOUR, ENGLISH, JAPANESE], ids=["zh", "en", "ja"])
@pytest.mark.parametrize("width", [7, 20, 33])
def test_wrapped_lines_do_not_count(text: str, width: int) -> None:
    wrapped = "-\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert kept([text, wrapped]) == [0]


def test_two_reprints_with_leads_of_their_own() -> None:
    """Neither is the original; their leads are as long as each other, and have nothing in common but what leads say."""
    assert kept(["本报讯（记者林知远）" + HARBOUR, ORCHARD, "据港城晚报消息，记者苏禾报道：" + HARBOUR]) == [0, 1]
    assert kept(["安昌科技宏吉股份" + HARBOUR, ORCHARD, "南坡果园恩达电子" + HARBOUR]) == [0, 1, 2]


def test_width_and_case_do_not_count() -> None:
    assert kept(["ＡＢＣ航运", "abc航运", "abc 航运。"]) == [0]


@pytest.mark.parametrize(
    "texts",
    [
        [
            f"截至昨天收盘，本市综合指数报{3000 + 7 * k}.{k}点，较前一交易日上涨{k}点，成交额放大。"
            for k in range(1, 30)
        ],
        [
            f"{name}股份有限公司昨天发布公告说，公司股票近期波动较大，提醒投资者注意。"
            for name in ("北港", "云溪", "大槐")
        ],
        [f"9月{day}日，全市空气质量为优，各监测站点的数据均在正常范围之内，未来三天以晴为主。" for day in (1, 2)],
        [
            f"{a}{b}公司昨天发布公告说，公司股票近期波动较大，提醒投资者注意风险。"
            for a in "安昌达恩"
            for b in "丰广海宏"
        ],
        [
            f"{firm} said in a statement that it knew of no reason for the recent movement of its shares, that its operations "
            "were running normally, and that nothing had been left undisclosed. Investors were reminded of the risks."
            for firm in ("Andover Energy", "Kestrel Holdings", "Corwin Cement", "Fenmore Electronics", "Northam Cement")
        ],
        [
            f"青浜市議会は昨日の本会議で、{name}氏を新しい{office}に任命する議案を可決した。任期は来月から始まり、"
            f"{name}氏は議場で抱負を語った。市長は新しい体制のもとで仕事を進めたいと述べた。"
            for name, office in (
                ("佐藤健一", "教育長"),
                ("鈴木由美", "財政部長"),
                ("山田誠", "監査委員"),
                ("吉田浩二", "建設部長"),
            )
        ],
        [
            f"人大常委会昨天举行会议，表决通过了人事任免案，决定任命{name}为{office}局长，免去{other}的{office}局长职务。"
            f"会议还听取了有关工作报告，{name}在会上作了供职发言并进行宪法宣誓。"
            for name, other, office in (
                ("何娟杰", "黄辉", "民政"),
                ("王芳海", "何志平", "税务"),
                ("刘燕", "朱华磊", "司法"),
                ("刘明", "高敏建", "审计"),
                ("孙刚桂", "马玲", "教育"),
            )
        ],
        [
            f"联赛第{turn}轮昨晚继续进行，{home}主场以{a}比{b}战胜{guest}，赛后两队主教练都对队员的表现表示满意。"
            for turn, home, a, b, guest in (
                (3, "海陵水手", 2, 1, "平湖铁人"),
                (3, "石门骑士", 3, 0, "广和海豚"),
                (4, "海陵水手", 2, 1, "平湖铁人"),
            )
        ],
        ["首页", "新闻", "体育", "新闻网"],
        ["甲方", "乙方", "……", "——", "", "1", "2"],
        [HARBOUR + ORCHARD, ORCHARD + JAPANESE, JAPANESE + HARBOUR],
    ],
    ids=[
        "figures",
        "names",
        "date",
        "one letter of a name",
        "statements",
        "appointments, ja",
        "appointments",
        "matches",
        "menu",
        "short",
        "halves",
    ],
)
def test_what_is_no_copy(texts: list[str]) -> None:
    assert kept(texts) == list(range(len(texts)))


def test_short_texts_must_be_equal() -> None:
    assert kept(["桥修好了。", "桥修好了", "桥修坏了。", "", "  ", "1", "1"]) == [0, 2, 3, 5]


@pytest.mark.parametrize("keep", ["first", "longest", len, hash], ids=["first", "longest", "shortest", "any"])
def test_every_copy_resembles_the_text_that_stands_for_it(keep: engine.Keep) -> None:
    """A chain in which each text is like the next, but the ends are not alike, does not become one cluster."""
    chain = [HARBOUR + ORCHARD]
    for step in range(8):
        text, other = chain[-1], ENGLISH * 3
        chain.append(text[15:] + other[step * 30 : step * 30 + 30])
    found = dedupe(chain, keep=keep if keep is not hash else lambda text: sum(map(ord, text)) % 7)
    assert len(found.kept) > 1
    for duplicate in found.duplicates:
        one, other = (fold.fold([chain[i]], fold.table())[0] for i in (duplicate.duplicate_of, duplicate.index))
        assert align.compare(one, other, engine.THRESHOLD).similarity == duplicate.similarity


def test_threshold() -> None:
    copy = misread(HARBOUR, 0.08, 3)
    assert kept([HARBOUR, copy]) == [0]
    assert list(dedupe([HARBOUR, copy], threshold=0.99).kept) == [0, 1]
    assert list(dedupe([HARBOUR, HARBOUR], threshold=1).kept) == [0]


# What stays


def test_keep() -> None:
    texts = [HARBOUR[:80], ORCHARD, LEAD + HARBOUR, HARBOUR]
    assert dedupe(texts).kept == (0, 1)
    assert dedupe(texts, keep="longest").kept == (1, 2)
    by_source = dedupe(texts, keep=lambda text: text != HARBOUR)
    assert by_source.kept == (1, 3)
    assert [(d.index, d.duplicate_of) for d in by_source.duplicates] == [(0, 3), (2, 3)]


def test_articles_are_compared_by_their_text() -> None:
    articles = [
        Article(title=title, blocks=(Block(kind="paragraph", text=HARBOUR), Block(kind="caption", text=caption)))
        for title, caption in (("老码头改建", "图为老码头"), ("海事博物馆后年开放", "仓库的木梁"))
    ]
    assert dedupe(articles).kept == (0,)


def test_result() -> None:
    found = dedupe(iter([HARBOUR, ORCHARD, HARBOUR]))
    assert found == Deduplicated(kept=(0, 1), duplicates=(Duplicate(index=2, duplicate_of=0, similarity=1.0),))
    as_json = json.loads(json.dumps(found.to_dict()))
    assert as_json == {"kept": [0, 1], "duplicates": [{"index": 2, "duplicate_of": 0, "similarity": 1.0}]}
    assert dedupe([]) == Deduplicated(kept=(), duplicates=())


def test_wrong_arguments() -> None:
    with pytest.raises(ValueError, match=r"threshold is 1\.5"):
        dedupe([], threshold=1.5)
    with pytest.raises(ValueError, match="keep is 'last'"):
        dedupe([], keep="last")  # type: ignore[arg-type]


# Laws

articles_alike = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.builds(
            misread, st.sampled_from([HARBOUR, ORCHARD, ENGLISH]), st.sampled_from([0, 0.1, 0.3]), st.integers(0, 9)
        ),
        st.sampled_from([LEAD + HARBOUR, HARBOUR[:60], "\ud800", "😀" * 30, "", "1"]),
    ),
    max_size=20,
)


@settings(deadline=None, max_examples=60)
@given(articles_alike, st.sampled_from(["first", "longest"]))
def test_laws(texts: list[str], keep: engine.Keep) -> None:
    found = dedupe(texts, keep=keep)
    assert found == dedupe(list(texts), keep=keep)
    gone = [duplicate.index for duplicate in found.duplicates]
    assert sorted([*found.kept, *gone]) == list(range(len(texts)))
    assert gone == sorted(gone)
    assert all(duplicate.duplicate_of in found.kept for duplicate in found.duplicates)
    assert all(0.75 <= duplicate.similarity <= 1 for duplicate in found.duplicates)


@pytest.mark.parametrize(
    ("texts", "least", "most"),
    [
        ([HARBOUR] * 20_000, 1, 1),
        ([misread(HARBOUR, 0.02, seed) for seed in range(5_000)], 1, 50),
        (["东南西北"[k % 4] + "门桥"[k % 2] for k in range(20_000)], 4, 4),
        ([misread(HARBOUR, 0.08, seed) for seed in range(3_000)], 1, 300),
        ([f"第{k}号仓库昨天入库{k * 7}吨，出库{k * 3}吨，结存{k * 11}吨。" for k in range(5_000)], 5_000, 5_000),
    ],
    ids=["identical", "near-identical", "two characters", "bad scans", "rows"],
)
def test_many_texts(texts: list[str], least: int, most: int) -> None:
    assert least <= len(kept(texts)) <= most
