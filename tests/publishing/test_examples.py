"""The examples of docs/examples/: linted, and the workflow tried with programs in the place of lhextract and gh."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from lhextract.cli import cli
from lhextract.scaffold import create_workspace
from tests.conftest import ROOT
from tests.publishing.conftest import needed

EXAMPLES = ROOT / "docs" / "examples"
WORKFLOW = EXAMPLES / "github-actions.yml"
GITHUB = ("check-jsonschema", "--builtin-schema", "vendor.github-workflows")
# Linter, example, and one slip: what stands there, and what is written in its place.
LINTED = [
    pytest.param(GITHUB, WORKFLOW, "runs-on: ubuntu-latest", "runs_on: ubuntu-latest", id="workflow"),
    pytest.param(("hadolint",), EXAMPLES / "Dockerfile", "python:3.12-slim\nCOPY", "python\nCOPY", id="Dockerfile"),
]


@pytest.mark.parametrize(("linter", "example", "right", "slip"), LINTED)
def test_example_is_linted(linter: tuple[str, ...], example: Path, right: str, slip: str, tmp_path: Path) -> None:
    """The linter of its kind has nothing to say about an example, and would have about one slip in it."""
    text = example.read_text("utf-8")
    assert right in text
    slipped = tmp_path / example.name
    slipped.write_text(text.replace(right, slip), "utf-8")
    command = [needed(linter[0]), *linter[1:]]
    said = [subprocess.run([*command, str(path)], capture_output=True, check=False) for path in (example, slipped)]
    assert [one.returncode for one in said] == [0, 1], said[0]


def shown(path: Path) -> str:
    """What a page shows as code, or a whole file that is code."""
    text = path.read_text("utf-8")
    return "\n".join(re.findall(r"^```\w+\n(.*?)^```$", text, flags=re.M | re.S)) if path.suffix == ".md" else text


@pytest.mark.parametrize(
    "page", [WORKFLOW, ROOT / "docs/deploying.md", ROOT / "PACKAGE.md"], ids=lambda path: path.name
)
def test_commands_exist(page: Path) -> None:
    """Every command that a page shows is one of ours, with options that it has."""
    found = re.findall(r"[\s/]lhextract ([a-z]+)((?: [\w./-]+)*)", shown(page))
    assert found
    for name, rest in found:
        options = {option for param in cli.commands[name].params for option in param.opts}
        assert {word for word in rest.split() if word.startswith("--")} <= options


def test_dockerfile_runs_a_command() -> None:
    """The container starts one of our commands, as nobody special, in the folder that is mounted."""
    lines = dict(
        line.split(" ", 1) for line in (EXAMPLES / "Dockerfile").read_text("utf-8").splitlines() if line[:1] > " "
    )
    assert (lines["ENTRYPOINT"], lines["CMD"]) == ('["lhextract"]', '["run"]')
    assert lines["WORKDIR"] == lines["VOLUME"] == "/workspace"
    assert int(lines["USER"]) > 0


OURS = """\
#!/bin/sh
case $1 in
  run) echo "the run said $CODE"; echo "$CODE" >extracted/state; exit "$CODE" ;;
  diff) echo "- a change" ;;
esac
"""
GH = """\
#!/bin/sh
echo "$1 $2" >>"$CALLS"
case $2 in
  list) cat "$ISSUES" ;;
  *) while [ "$1" != --body-file ]; do shift; done; cp "$2" "$CALLS.body" ;;
esac
"""
NIGHTS = [
    pytest.param(0, "", (0, True, []), id="extracted"),
    pytest.param(3, "", (0, True, []), id="findings"),
    pytest.param(4, "", (0, True, ["issue list", "issue create"]), id="held"),
    pytest.param(4, "17", (0, True, ["issue list", "issue edit"]), id="held-again"),
    pytest.param(5, "", (5, False, []), id="no-page"),
    pytest.param(2, "", (2, False, []), id="configuration"),
]


@dataclass(frozen=True, slots=True)
class Night:
    """A repository with a workspace, a remote beside it, and programs in the place of lhextract and gh."""

    root: Path

    @property
    def calls(self) -> list[str]:
        """What gh was asked for."""
        path = self.root / "calls"
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def commits(self) -> int:
        """The number of commits that the remote has."""
        return int(self.git("--git-dir", "remote.git", "rev-list", "--count", "main"))

    def git(self, *words: str) -> str:
        """Ask git something, beside the repository."""
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        command = ["git", *who, *words]
        return subprocess.run(command, cwd=self.root, check=True, stdout=subprocess.PIPE, text=True).stdout

    def passes(self, *, code: int, issues: str) -> int:
        """The exit code of the job when lhextract says `code` and `issues` is the number of an open issue, or empty."""
        (self.root / "issues").write_text(issues)
        output = self.root / "output"
        output.write_text("")
        environment = {
            **os.environ,
            **{"PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}", "CODE": str(code)},
            **{"GITHUB_OUTPUT": str(output), "RUNNER_TEMP": str(self.root)},
            **{"CALLS": str(self.root / "calls"), "ISSUES": str(self.root / "issues"), "TITLE": "a title"},
        }
        (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
        for step in job["steps"]:
            condition = re.fullmatch(r"steps\.run\.outputs\.(\w+) == '(\w+)'", step.get("if", ""))
            met = condition is None or f"{condition[1]}={condition[2]}\n" in output.read_text("utf-8")
            assert (condition is None) == ("if" not in step)
            if "run" not in step or step["name"] == "Install" or not met:
                continue
            # As GitHub starts a step.
            shell = ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]]
            done = subprocess.run(shell, cwd=self.root / "here", env=environment, capture_output=True, check=False)
            if done.returncode:
                return done.returncode
        return 0


@pytest.fixture
def night(tmp_path: Path) -> Night:
    """A night before anything has happened."""
    made = Night(tmp_path)
    made.git("init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    made.git("clone", "--quiet", "remote.git", "here")
    create_workspace(tmp_path / "here", write=True)
    made.git("-C", "here", "add", "--all")
    made.git("-C", "here", "commit", "--quiet", "--message=A workspace")
    made.git("-C", "here", "push", "--quiet", "origin", "HEAD:main")
    (tmp_path / "bin").mkdir()
    for name, text in (("lhextract", OURS), ("gh", GH)):
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    return made


@pytest.mark.parametrize(("code", "issues", "expected"), NIGHTS)
def test_a_night(code: int, issues: str, expected: tuple[int, bool, list[str]], night: Night) -> None:
    """Each exit code has its consequence: a commit, an issue, or a failed job; the next night has nothing to commit."""
    passed = night.passes(code=code, issues=issues)
    assert (passed, night.commits() == 2, night.calls) == expected
    if night.calls:
        body = (night.root / "calls.body").read_text("utf-8")
        assert f"the run said {code}" in body
        assert "- a change" in body
    assert night.passes(code=code, issues="17") == passed
    assert night.commits() == 1 + expected[1]
