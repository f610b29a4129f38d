"""Completion, driven in the shells themselves where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from newsclean.render.formats import FORMATS
from tests.test_cli import newsclean_command

FOLDER_FILES = ("page one.txt", "evening.txt", "explained.txt")


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with some files, and the scripts in it."""
    for name in FOLDER_FILES:
        (tmp_path / name).touch()
    (tmp_path / "archive").mkdir()
    (tmp_path / ".scripts").mkdir()
    for shell in ("bash", "zsh", "fish"):
        done = newsclean_command("--print-completion", shell)
        assert (done.returncode, done.stderr) == (0, b"")
        (tmp_path / ".scripts" / shell).write_bytes(done.stdout)
    return tmp_path


def in_bash(desk: Path, *words: str) -> list[str]:
    """What bash offers for the last of the words."""
    quoted = " ".join(f"'{word}'" for word in words)
    program = (
        f"source .scripts/bash; COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _newsclean;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", program], cwd=desk, capture_output=True, check=True)
    return done.stdout.decode().split("\n")[:-1]


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in ("bash", "zsh", "fish")])
def test_the_shell_accepts_the_script(shell: str, desk: Path) -> None:
    done = subprocess.run([shell, "-n", f".scripts/{shell}"], cwd=desk, capture_output=True, check=True)
    assert done.stderr == b""


@needs("bash")
def test_bash_completes_options_and_their_values(desk: Path) -> None:
    assert in_bash(desk, "newsclean", "--for") == ["--format"]
    assert in_bash(desk, "newsclean", "page one.txt", "--for") == ["--format"]
    assert in_bash(desk, "newsclean", "--format", "js") == ["json", "jsonl"]
    assert in_bash(desk, "newsclean", "--format", "=", "js") == ["json", "jsonl"]
    assert in_bash(desk, "newsclean", "--format", "=") == list(FORMATS)
    assert in_bash(desk, "newsclean", "explain", "--re") == ["--reason", "--repair-mojibake"]
    assert in_bash(desk, "newsclean", "explain", "--reason", "bread") == ["breadcrumb"]
    assert in_bash(desk, "newsclean", "dedupe", "--index", "ar") == ["archive"]
    assert "--threshold" in in_bash(desk, "newsclean", "dedupe", "--")
    assert "--threshold" not in in_bash(desk, "newsclean", "--")


@needs("bash")
def test_bash_completes_commands_beside_files(desk: Path) -> None:
    assert sorted(in_bash(desk, "newsclean", "e")) == ["evening.txt", "explain", "explained.txt"]
    assert in_bash(desk, "newsclean", "pa") == ["page one.txt"]
    assert in_bash(desk, "newsclean", "explain", "pa") == [""]  # nothing of ours, so bash completes files
    assert in_bash(desk, "newsclean", "page.txt", "-o", "ev") == [""]


@needs("fish")
def test_fish_completes(desk: Path) -> None:
    def offered(line: str) -> list[str]:
        program = f"source .scripts/fish; complete -C '{line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", program],
            cwd=desk,
            capture_output=True,
            check=True,
            env=os.environ | {"HOME": str(desk)},
        )
        return [row.split("\t")[0] for row in done.stdout.decode().splitlines()]

    assert offered("newsclean --for") == ["--format"]
    assert offered("newsclean --format js") == ["json", "jsonl"]
    assert set(offered("newsclean ex")) == {"explain", "explained.txt"}
    assert offered("newsclean explain --reas") == ["--reason"]
    assert offered("newsclean explain --thr") == []
    assert offered("newsclean dedupe --thr") == ["--threshold"]


@needs("zsh")
def test_zsh_completes(desk: Path) -> None:
    pty = pytest.importorskip("pty")

    def completed(line: str) -> str:
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            ["zsh", "-f", "-i"], stdin=follower, stdout=follower, stderr=follower, cwd=desk,
            env=os.environ | {"HOME": str(desk), "TERM": "dumb", "PS1": ""}, start_new_session=True,
        )  # fmt: skip
        os.close(follower)
        setup = "PS1=; autoload -Uz compinit; compinit -u -D; source .scripts/zsh; unsetopt zle_bracketed_paste; newsclean() { print -r -- got=${(j:|:)@} }\n"
        os.write(leader, f"{setup}{line}\t\nexit\n".encode())
        shown = b""
        with process:
            try:
                while piece := os.read(leader, 1 << 16):
                    shown += piece
            except OSError:
                pass
            finally:
                os.close(leader)
        return shown.decode(errors="replace").replace("\r", "")

    assert "got=--format" in completed("newsclean --forma")
    assert "got=explain|--threshold" not in completed("newsclean explain --thresh")
    assert "got=dedupe|--threshold" in completed("newsclean dedupe --thresh")
    assert "got=explain|--reason|breadcrumb" in completed("newsclean explain --reason bread")
    assert "got=page one.txt" in completed("newsclean pa")


def test_an_unknown_shell_is_refused_with_those_there_are() -> None:
    done = newsclean_command("--print-completion", "tcsh")
    assert done.returncode == 2
    assert b"fish" in done.stderr
