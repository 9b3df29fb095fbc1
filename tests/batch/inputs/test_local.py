from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lhextract.batch.inputs import tasks_of
from lhextract.errors import UsageError
from lhextract.profile import SOURCE_ID
from lhextract.workspace import LONGEST

TREE = (
    "pages/a.html",
    "pages/B.HTM",
    "pages/index.html",
    "pages/notes.md",
    "pages/tu-dresden/index.html",
    "pages/tu-dresden/networks.txt",
    "pages/tu-dresden/old/Jülich & Söhne.xhtml",
    "pages/.hidden.html",
    "pages/.git/a.html",
    "pages/a-folder.d/x.html",
    "pages/a-folder.d/y.aspx",
)


def planted(folder: Path, paths: Iterable[str] = TREE) -> Path:
    """The folder, with files."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("Initiatives\n")
    return folder


def found(folder: Path, *inputs: str) -> list[tuple[str, str]]:
    """Id and place of each task; numbers are those of the order."""
    tasks = list(tasks_of(inputs, start=folder))
    assert [task.number for task in tasks] == list(range(len(tasks)))
    return [(task.id, str(task.place)) for task in tasks]


@pytest.mark.parametrize(
    ("given", "tasks"),
    [
        pytest.param("pages/a.html", [("a", "pages/a.html")], id="file"),
        pytest.param("./pages//a.html", [("a", "pages/a.html")], id="file-by-another-path"),
        pytest.param("pages/tu-dresden/index.html", [("tu-dresden", "pages/tu-dresden/index.html")], id="index"),
        pytest.param("pages/notes.md", [("notes", "pages/notes.md")], id="any-file-that-is-named"),
        pytest.param(
            "pages",
            [
                ("b", "pages/B.HTM"),
                ("a-folder-d-x", "pages/a-folder.d/x.html"),
                ("a", "pages/a.html"),
                ("pages", "pages/index.html"),
                ("tu-dresden", "pages/tu-dresden/index.html"),
                ("tu-dresden-networks", "pages/tu-dresden/networks.txt"),
                ("tu-dresden-old-julich-sohne", "pages/tu-dresden/old/Jülich & Söhne.xhtml"),
            ],
            id="folder",
        ),
        pytest.param("pages/*.html", [("a", "pages/a.html"), ("pages", "pages/index.html")], id="glob"),
        pytest.param("pages/[ab].*", [("a", "pages/a.html")], id="glob-by-case"),
        pytest.param(
            "pages/tu-?resden/*.txt", [("tu-dresden-networks", "pages/tu-dresden/networks.txt")], id="glob-folder"
        ),
        pytest.param("pages/**/*.aspx", [("a-folder-d-y", "pages/a-folder.d/y.aspx")], id="glob-may-name-any-suffix"),
        pytest.param(
            "*/**/old/*",
            [("pages-tu-dresden-old-julich-sohne", "pages/tu-dresden/old/Jülich & Söhne.xhtml")],
            id="depth",
        ),
        pytest.param("pages/*.d", [("a-folder-d-x", "pages/a-folder.d/x.html")], id="glob-that-hits-a-folder"),
        pytest.param("pages/.git/*.html", [("a", "pages/.git/a.html")], id="hidden-if-named"),
    ],
)
def test_what_is_found(given: str, tasks: list[tuple[str, str]], tmp_path: Path) -> None:
    """Files, folders and globs become tasks by sorted path, with ids of what a person would call them."""
    assert found(planted(tmp_path), given) == tasks


@pytest.mark.parametrize("glob", ["pages/**", "pages/*", "pages/**/*", "pages/", "file://pages"])
def test_globs_over_everything_are_the_folder(glob: str, tmp_path: Path) -> None:
    """Whoever expands it: everything below a folder is the pages below it, each once."""
    planted(tmp_path)
    assert [place for _, place in found(tmp_path, glob)] == [place for _, place in found(tmp_path, "pages")]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(
            "nowhere.html", "nowhere.html: found nothing there, allowed is a page file, a folder", id="missing"
        ),
        pytest.param("", "found nothing there", id="empty"),
        pytest.param("a\0b", "found nothing there", id="nul"),
        pytest.param(
            "empty", "empty: found no page in the folder (.html .htm .xhtml .txt); give archives", id="folder"
        ),
        pytest.param("pages/*.pdf", "pages/*.pdf: found no file that it hits; check the path", id="glob"),
        pytest.param("nowhere/*.html", "nowhere/*.html: found no file that it hits", id="glob-of-no-folder"),
        pytest.param("empty/*", "found no file that it hits (.html", id="glob-of-empty-folder"),
        pytest.param("https://example.org/a.html", "found a web address, allowed are files", id="web"),
        pytest.param("zip://a.html::http://example.org/a.zip", "`lhextract fetch` gets a page", id="web-inside"),
    ],
)
def test_refused(given: str, words: str, tmp_path: Path) -> None:
    """An input that cannot be meant is refused before the first task, with what is allowed."""
    planted(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as refused:
        tasks_of(["pages/a.html", given], start=tmp_path)
    assert words in str(refused.value)


def test_a_file_with_a_name_like_a_glob(tmp_path: Path) -> None:
    """A path that is there is meant as it is."""
    planted(tmp_path, ["pages/[a].html", "pages/a.html", "x*y/b.html"])
    assert found(tmp_path, "pages/[a].html", "x*y") == [("a", "pages/[a].html"), ("b", "x*y/b.html")]


def test_files_with_names_like_urls(tmp_path: Path) -> None:
    """Colons make no URL of a file."""
    planted(tmp_path, ["zip::a.html", "s3:/b.html"])
    assert found(tmp_path, ".") == [("s3-b", "s3:/b.html"), ("zip-a", "zip::a.html")]


def test_same_place_once(tmp_path: Path) -> None:
    """What is given as a file, in a folder and by a glob is one task, where it came first."""
    planted(tmp_path, ["p/a.html", "p/b.html"])
    inputs = ("p/b.html", "p", "p/../p/*.html", str(tmp_path / "p"))
    assert found(tmp_path, *inputs) == [("b", "p/b.html"), ("a", "p/a.html")]


def test_what_cannot_be_read_is_a_task(tmp_path: Path) -> None:
    """A link that leads nowhere, a pipe, a folder called as a page: found, for the reading to say what they are."""
    planted(tmp_path, ["p/a.html"])
    (tmp_path / "p" / "broken.html").symlink_to("nowhere")
    (tmp_path / "p" / "itself.html").symlink_to("itself.html")
    os.mkfifo(tmp_path / "p" / "pipe.html")
    assert [name for name, _ in found(tmp_path, "p")] == ["a", "broken", "itself", "pipe"]
    assert found(tmp_path, "p/broken.html") == [("broken", "p/broken.html")]


def test_links_in_circles(tmp_path: Path) -> None:
    """A link to another folder is followed, one to a folder that it lies in is not."""
    planted(tmp_path, ["p/a/x.html", "other/y.html"])
    (tmp_path / "p" / "a" / "up").symlink_to(tmp_path / "p")
    (tmp_path / "p" / "b").symlink_to(tmp_path / "other")
    (tmp_path / "other" / "self").symlink_to(".")
    assert [place for _, place in found(tmp_path, "p")] == ["p/a/x.html", "p/b/y.html"]
    assert [place for _, place in found(tmp_path, "p/**/*.html")] == ["p/a/x.html", "p/b/y.html"]


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in a folder that is closed to us are not lost in silence: the folder is a task that says why."""
    planted(tmp_path, ["p/a.html", "p/closed/b.html", "p/z.html"])
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    tasks = list(tasks_of(["p"], start=tmp_path))
    assert [task.id for task in tasks] == ["a", "closed", "z"]
    assert tasks[1].problem == "p/closed: the folder cannot be listed: Permission denied; check its permissions"


def test_order_is_not_that_of_the_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same tasks in whichever order a folder is listed."""
    planted(tmp_path)
    expected = found(tmp_path, "pages")
    scandir = os.scandir

    class Backwards:
        def __init__(self, path: Path) -> None:
            with scandir(path) as listing:
                self.entries = sorted(listing, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterable[object]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert found(tmp_path, "pages") == expected


def test_lazily(tmp_path: Path) -> None:
    """Folders are listed as tasks are taken, so that a tree of millions is never in memory."""
    planted(tmp_path, ["p/a.html", "p/b/c.html"])
    tasks = tasks_of(["p"], start=tmp_path)
    assert next(tasks).id == "a"
    planted(tmp_path, ["p/b/d.html"])
    assert [task.id for task in tasks] == ["b-c", "b-d"]


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=30).filter(
    lambda name: not name.startswith(".")
)


@given(paths=st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=8))
def test_ids_of_any_paths(paths: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever files are called: numbers are 0 to n-1, ids are valid and unique, every file is there once."""
    folder = tmp_path_factory.mktemp("paths")
    planted(folder, ["p/always.html"])
    for path in paths:
        try:
            planted(folder, ["/".join(["p", *path]) + ".html"])
        except OSError:  # too long, or a file where a folder should be
            continue
    tasks = list(tasks_of(["p"], start=folder))
    assert [task.number for task in tasks] == list(range(len(tasks)))
    assert len({task.id for task in tasks}) == len(tasks) == len({task.place for task in tasks})
    assert all(SOURCE_ID.fullmatch(task.id) and len(task.id) <= LONGEST for task in tasks)
    assert {folder / task.place.where for task in tasks} == {path for path in folder.rglob("*.html") if path.is_file()}
