from __future__ import annotations

import io
import json
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.batch.inputs import tasks_of
from lhextract.batch.inputs.names import name_of_record, shortened
from lhextract.batch.task import Place, Task
from lhextract.errors import UsageError
from lhextract.profile import SOURCE_ID
from lhextract.workspace import LONGEST

FULL = Task(0, "tud", Place("lists/a.html"), "dresden", "de", "DE", "https://example.org/a")


def listed(content: str | bytes, name: str, folder: Path) -> list[Task]:
    """The tasks of a list in the folder `lists`."""
    path = folder / "lists" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(tasks_of([f"lists/{name}"], start=folder))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param(
            "a.csv", "input,id,profile,language,region,url\na.html,tud,dresden,de,DE,https://example.org/a\n", id="csv"
        ),
        pytest.param(
            "a.CSV",
            '\ufeffid;input;"url";profile;language;region\r\n tud ;"a.html";https://example.org/a;dresden;de;DE\r\n\r\n',
            id="excel",
        ),
        pytest.param(
            "a.csv",
            "url\tinput\tid\tprofile\tlanguage\tregion\nhttps://example.org/a\ta.html\ttud\tdresden\tde\tDE",
            id="tabs",
        ),
        pytest.param(
            "a.jsonl",
            '\n{"input": "a.html", "id": "tud", "profile": "dresden", "language": "de", "region": "DE",'
            ' "url": "https://example.org/a"}\n',
            id="json-lines",
        ),
    ],
)
def test_full_row(name: str, content: str, tmp_path: Path) -> None:
    """A row says where its page is, from the folder of the list, and what is known of it."""
    assert listed(content, name, tmp_path) == [FULL]


@pytest.mark.parametrize(
    ("given", "where", "name"),
    [
        pytest.param("sub/a.html", "lists/sub/a.html", "a", id="relative"),
        pytest.param("../a.html", "lists/../a.html", "a", id="up"),
        pytest.param("/far/index.html", "/far/index.html", "far", id="absolute"),
        pytest.param("memory://b/a.html", "memory://b/a.html", "a", id="url"),
        pytest.param("file:///far/b.html", "/far/b.html", "b", id="file-url"),
        pytest.param("nowhere.pdf", "lists/nowhere.pdf", "nowhere", id="missing-is-for-the-reading"),
        pytest.param("*.html", "lists/*.html", "page", id="no-glob"),
        pytest.param("中文.html", "lists/中文.html", "page", id="no-latin-letters"),
    ],
)
def test_where_a_row_leads(given: str, where: str, name: str, tmp_path: Path) -> None:
    """Nothing is asked of the page itself; its id is made of its name."""
    for task in (
        *listed(f"input\n{given}\n", "a.csv", tmp_path),
        *listed(f'{{"input": "{given}"}}', "a.ndjson", tmp_path),
    ):
        assert task == Task(0, name, Place(where))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.csv", "", "lists/a.csv: row 1: found nothing, allowed is a header: input, and", id="empty"),
        pytest.param(
            "a.csv",
            "id,path\n",
            "lists/a.csv: row 1: found 'id,path', allowed is a header with a column",
            id="no-input",
        ),
        pytest.param("a.csv", "input,lang\n", "row 1: found the column 'lang', allowed are input, and", id="column"),
        pytest.param("a.csv", "input,id,id\n", "row 1: found the column 'id' twice", id="column-twice"),
        pytest.param("a.csv", "input,id\na.html\n", "row 2: found 1 cells, allowed are 2", id="too-few"),
        pytest.param("a.csv", "input,id\na.html,b,c\n", "row 2: found 3 cells", id="too-many"),
        pytest.param("a.csv", 'input,id\nx,y\n"a"b,c\n', "row 3: no CSV (", id="quotes"),
        pytest.param("a.csv", 'input\nx\n"a', "row 3: no CSV (", id="open-quotes"),
        pytest.param(
            "a.csv", "input,id\n,b\n", "row 2: input: found nothing, allowed is a path or a URL", id="blank-input"
        ),
        pytest.param("a.csv", b"input\nx\n\xfc.html\n", "line 3: found bytes that are no UTF-8", id="latin-1"),
        pytest.param("a.csv", "input\na.html\n".encode("utf-16"), "line 1: found bytes that are no UTF-8", id="utf-16"),
        pytest.param("a.csv", "input,id\na,A b\n", "row 2: id: found 'A b', allowed is lower-case letters", id="id"),
        pytest.param("a.csv", f"input,id\na,{'a' * 101}\n", "row 2: id: found 'aaa", id="long-id"),
        pytest.param(
            "a.csv", "input,profile\na,../x\n", "row 2: profile: found '../x', allowed is the name", id="profile"
        ),
        pytest.param(
            "a.csv", "input,language\na,ger\n", "language: found 'ger', allowed is a code of ISO 639-1", id="lang"
        ),
        pytest.param(
            "a.csv", "input,region\na,UK\n", "region: found 'UK', allowed is a code of ISO 3166-1", id="region"
        ),
        pytest.param("a.csv", "input,url\na,ftp://x/\n", "url: found 'ftp://x/', allowed is a web address", id="url"),
        pytest.param("a.csv", "input\nhttps://example.org/a\n", "row 2: input: found a web address", id="web"),
        pytest.param(
            "a.csv", "input\nftp://me:secret@example.org/a\n", "row 2: input: found a password", id="password"
        ),
        pytest.param("a.csv", "input\nb.warc.gz\n", "row 2: input: found 'b.warc.gz', allowed is a page", id="archive"),
        pytest.param("a.jsonl", '{"input": "a"}\n{"input"\n', "lists/a.jsonl: row 2: no JSON (", id="broken-json"),
        pytest.param("a.jsonl", "[" * 99999, "row 1: no JSON (", id="deep-json"),
        pytest.param("a.jsonl", '["a.html"]', "row 1: found '[\"a.html\"]', allowed is an object", id="no-object"),
        pytest.param("a.jsonl", '{"input": "a", "input": "b"}', "row 1: found a key twice", id="key-twice"),
        pytest.param("a.jsonl", '{"input": "a", "path": "b"}', "row 1: found the column 'path'", id="key"),
        pytest.param("a.jsonl", '{"input": ["a"]}', "row 1: input: found ['a'], allowed is a text or null", id="type"),
        pytest.param(
            "a.jsonl", '{"input": "\\ud800"}', "row 1: input: found '\\ud800', allowed is a text of", id="half"
        ),
        pytest.param("a.jsonl", '{"input": null}', "row 1: input: found nothing", id="null"),
        pytest.param("a.jsonl", '{"input": "a\\u0000"}', "row 1: input: found a NUL", id="nul"),
        pytest.param(
            "a.csv",
            "input,id\na.html,x\nb.html,x\n",
            "a.csv: row 3: id: found 'x', which lists/a.csv: row 2 has already",
            id="twice",
        ),
        pytest.param(
            "a.csv", "input,id\nx.html,\nb.html,x\n", "row 3: id: found 'x', which an input before it", id="taken"
        ),
        pytest.param(
            "a.csv",
            "input,language\na.html,de\na.html,en\n",
            "row 3: lists/a.html: found again, and lists/a.csv: row 2",
            id="other",
        ),
        pytest.param("a.csv", "input\n", "lists/a.csv: found no page in it", id="no-rows"),
    ],
)
def test_broken_list(name: str, content: str | bytes, words: str, tmp_path: Path) -> None:
    """A broken row is no page that failed: it is named by file, row and column, with what is allowed."""
    with pytest.raises(UsageError) as refused:
        listed(content, name, tmp_path)
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"lists/{name}: ")
    assert "secret" not in str(refused.value)


def test_header_is_seen_at_once(tmp_path: Path) -> None:
    """A list that cannot be used is refused before any task of another input is given out."""
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "a.csv").write_text("path\nx\n")
    with pytest.raises(UsageError, match="a header with a column input"):
        tasks_of(["a.html", "a.csv"], start=tmp_path)


def test_row_and_folder(tmp_path: Path) -> None:
    """A page of a list that a folder has too is one task, as the list says; two rows with two ids are two."""
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "a.csv").write_text("input,id,language\na.html,one,de\na.html,two,en\na.html,one,de\n")
    tasks = list(tasks_of(["a.csv", "."], start=tmp_path))
    assert [(task.id, task.language) for task in tasks] == [("one", "de"), ("two", "en")]
    with pytest.raises(UsageError, match=r"a.csv: row 2: a.html: found again, and an input before it does not say the"):
        list(tasks_of([".", "a.csv"], start=tmp_path))


def test_paths_on_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` takes a path from each line, blank ones aside."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a, b.html\r\n\nsub/ c.html\n")))
    assert [(task.id, str(task.place)) for task in tasks_of(["-"], start=tmp_path)] == [
        ("a-b", "a, b.html"),
        ("c", "sub/ c.html"),
    ]


def test_list_is_read_lazily(tmp_path: Path) -> None:
    """Rows are read as tasks are taken: a list of millions is never in memory."""
    (tmp_path / "a.csv").write_text("input\n" + "".join(f"{n}.html\n" for n in range(5_000)) + '"')
    tasks = tasks_of(["a.csv"], start=tmp_path)
    assert [task.id for task in islice(tasks, 3)] == ["0", "1", "2"]
    with pytest.raises(UsageError, match=r"a\.csv: row 5002: no CSV"):
        list(tasks)


@given(inputs=st.lists(st.text(min_size=1), min_size=1, max_size=9), given_id=st.booleans())
def test_ids_of_any_rows(inputs: list[str], given_id: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in a list: an error that names its row, or numbers from 0 and ids that are valid and unique."""
    folder = tmp_path_factory.mktemp("rows")
    rows = [{"input": one, **({"id": "page"} if given_id and not number else {})} for number, one in enumerate(inputs)]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    try:
        tasks = list(tasks_of(["a.jsonl"], start=folder))
    except UsageError as error:
        assert str(error).startswith("a.jsonl: row ")  # noqa: PT017
        return
    assert [task.number for task in tasks] == list(range(len(tasks)))
    assert len({task.id for task in tasks}) == len(tasks)
    assert all(SOURCE_ID.fullmatch(task.id) for task in tasks)


@given(url=st.text(), other=st.text(min_size=150, max_size=300, alphabet="ab/-"))
def test_names_of_records(url: str, other: str) -> None:
    """The id of an archived page is valid and short for any URL; one that is cut ends with a digest of all of it."""
    for name in (name_of_record(url, "2024-05-02T10:00:00Z"), name_of_record(f"https://example.org/{other}", None)):
        assert SOURCE_ID.fullmatch(name)
        assert len(name) <= LONGEST
    assert shortened("a" * 101) != shortened("a" * 102)
