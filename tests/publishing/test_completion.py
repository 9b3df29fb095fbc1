"""Completion as a shell does it: the printed script is loaded, and a word is completed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publishing.conftest import needed

# Each gives the offers for `lhextract`, then the words of $ASKED, one a line. In bash and zsh the function is called
# as the shell calls it at the tab key, which a test cannot press.
BASH = """
eval "$(lhextract completion bash)"
complete -p lhextract >/dev/null || exit 1
read -ra COMP_WORDS <<<"lhextract $ASKED"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_lhextract_completion lhextract
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """
compdef() { registered=$2 }
_describe() { print -l -- ${${(P)3}%%:*} }
eval "$(lhextract completion zsh)"
[[ $registered == lhextract ]] || exit 1
words=(lhextract ${=ASKED})
CURRENT=$#words
compadd() { print -l -- ${(P)argv[-1]} }
_lhextract_completion
"""
FISH = """
lhextract completion fish | source
complete --do-complete "lhextract $ASKED" | cut -f 1
"""
SHELLS = [
    pytest.param(("bash", "--norc", "--noprofile", "-c", BASH), id="bash"),
    pytest.param(("zsh", "-f", "-c", ZSH), id="zsh"),
    pytest.param(("fish", "--no-config", "-c", FISH), id="fish"),
]
ASKED = [
    pytest.param("sch", ["schema"], id="command"),
    pytest.param("corrections exp", ["export"], id="command-of-a-group"),
    pytest.param("completion f", ["fish"], id="choice"),
    pytest.param("init --ba", ["--bare"], id="option"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which `lhextract` is the command of this tree."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "lhextract"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lhextract "$@"\n')
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"


@pytest.mark.parametrize(("asked", "offered"), ASKED)
@pytest.mark.parametrize("shell", SHELLS)
def test_shell_completes(shell: tuple[str, ...], asked: str, offered: list[str], path: str, tmp_path: Path) -> None:
    """The script of `lhextract completion` makes its shell offer what begins like the word."""
    program = needed(shell[0])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "ASKED": asked, "HOME": str(tmp_path)}
    done = subprocess.run(
        [program, *shell[1:]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == offered
