"""Reading gold, and scoring against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lhextract.errors import GoldError
from lhextract.evaluate import Evaluation, Score, evaluate_page
from lhextract.gold import find_cases, list_cases, read_gold
from lhextract.model.mention import Label
from lhextract.model.outline import LineRole
from lhextract.model.record import Records
from lhextract.model.span import Span
from lhextract.run import Extraction
from tests.conftest import GOLDEN


def case(folder: Path, **files: str) -> Path:
    """A golden case with some files in gold/, underscores for points."""
    (folder / "gold").mkdir()
    (folder / "source.txt").write_bytes(b"Eva met\nEva Roth")
    for name, text in files.items():
        (folder / "gold" / name.replace("_", ".")).write_bytes(text.encode("utf-8"))
    return folder


def test_gold_is_read(tmp_path: Path) -> None:
    """Marks become spans into the page, rows roles and owners; a part that is not there is None."""
    gold = read_gold(
        case(tmp_path, inline_txt="[[PERSON|Eva]] met\n[[PERSON|Eva Roth]]", lines_tsv="1\tintro\t0\n2\tbody\t1\n")
    )
    assert gold.mentions == {(Span(0, 3), Label.PERSON), (Span(8, 16), Label.PERSON)}
    assert [(line.role, line.owner) for line in gold.lines or ()] == [(LineRole.INTRO, None), (LineRole.BODY, 1)]
    assert gold.records is None


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"inline_txt": "[[PERSON|Eva]] meets\nEva Roth"}, "without its markup", id="other-text"),
        pytest.param({"inline_txt": "[[PERSON|Eva]] met\n[[YEAR|]]Eva Roth"}, "a mention with words", id="empty-mark"),
        pytest.param({"lines_tsv": "1\tintro\t0\n"}, "1 rows, the page has 2 lines", id="rows"),
        pytest.param({"lines_tsv": "1\tintro\t0\n2\tfooter\t0\n"}, "'footer'", id="role"),
        pytest.param({"lines_tsv": "1\tintro\n2\tbody\n"}, "tab-separated", id="columns"),
        pytest.param({"records_yaml": "- name: ["}, "found no YAML", id="no-yaml"),
        pytest.param({"records_yaml": "[" * 500}, "found no YAML", id="deep"),
        pytest.param({"records_yaml": "- !!int ''"}, "found no YAML", id="tag"),
        pytest.param({"records_yaml": "- &a [x]\n- *a"}, "an alias", id="alias"),
        pytest.param({"records_yaml": "- {name: 5}"}, "record 1: name: found int, allowed is a text", id="number"),
        pytest.param({"records_yaml": "- x"}, "record 1: found str, allowed is a record", id="no-record"),
        pytest.param({"records_yaml": "name: x"}, "found dict, allowed is a list", id="records"),
    ],
)
def test_gold_that_does_not_fit_its_page(files: dict[str, str], message: str, tmp_path: Path) -> None:
    """Gold that does not agree with its own page is refused by name."""
    with pytest.raises(GoldError, match=message):
        read_gold(case(tmp_path, **files))


def test_cases_of_a_folder(tmp_path: Path) -> None:
    """A folder is a case itself, or holds cases, in sorted order; one without any is refused."""
    assert find_cases(GOLDEN / "lighthouses") == [GOLDEN / "lighthouses"]
    assert list_cases(GOLDEN) == sorted(path.parent for path in GOLDEN.glob("*/gold"))
    with pytest.raises(GoldError, match="no golden case"):
        list_cases(tmp_path)


@pytest.mark.parametrize(
    ("score", "values"),
    [
        pytest.param(Score(2, 4, 2), (0.5, 1.0, 2 / 3), id="some"),
        pytest.param(Score(0, 0, 0), (1.0, 1.0, 1.0), id="nothing-to-find"),
        pytest.param(Score(0, 0, 3), (1.0, 0.0, 0.0), id="nothing-found"),
        pytest.param(Score(0, 3, 0), (0.0, 1.0, 0.0), id="all-false"),
    ],
)
def test_score(score: Score, values: tuple[float, float, float]) -> None:
    """Precision, recall and F1; nothing to find and nothing found is right."""
    assert (score.precision, score.recall, score.f1) == pytest.approx(values)


def test_the_gold_itself_scores_one(lighthouses: Extraction, records: Records) -> None:
    """Records scored against themselves have no error, and a gold mention that is missing costs recall alone."""
    gold = read_gold(GOLDEN / "lighthouses")
    evaluation = evaluate_page(records, gold, lighthouses.page.text)
    # Who takes part is weighed, and one of 22 partners is false there.
    ruled = {key: score for key, score in evaluation.scores.items() if key != ("records", "partners")}
    assert {score.f1 for score in ruled.values()} == {1.0}
    fewer = Evaluation()
    fewer.merge(evaluation)
    fewer.add("strict", "PHONE", Score(0, 0, 1), ["missed"])
    score = fewer.scores["strict", "PHONE"]
    assert (score.precision, score.recall) == (1.0, 21 / 22)
    assert fewer.errors["strict", "PHONE"] == ["missed"]


TABLE = "surface\tcanonical\tkind\tparent\tror\n"


def test_institutions_are_read(tmp_path: Path) -> None:
    """A row says what a form names; a dash is nothing, and a sixth cell limits it to initiatives."""
    rows = "KMS\tMarine Science\tunit\t-\t-\t1,4\nKiel\tKiel University\tuniversity\t-\thttps://ror.org/04v76ef78\n"
    gold = read_gold(case(tmp_path, institutions_tsv=TABLE + rows)).institutions or ()
    assert [(row.surface, row.parent, row.ror, sorted(row.initiatives)) for row in gold] == [
        ("KMS", None, None, [1, 4]),
        ("Kiel", None, "https://ror.org/04v76ef78", []),
    ]


@pytest.mark.parametrize("text", ["name\tkind\n", TABLE + "KMS\tMarine Science\n"])
def test_institutions_that_do_not_fit(text: str, tmp_path: Path) -> None:
    """A wrong header or a short row is refused."""
    with pytest.raises(GoldError, match=r"institutions\.tsv"):
        read_gold(case(tmp_path, institutions_tsv=text))
