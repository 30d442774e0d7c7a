"""The files that bring the program onto other computers name what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from helpers.guides import ROOT
from yizhangtu.cli.main import main

PACKAGING = ROOT / ".packaging"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def options(name: str) -> set[str]:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return {flag for param in command.params for flag in param.opts}


def test_the_image_copies_what_there_is_and_starts_what_there_is() -> None:
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M):
        *sources, _ = line.split()
        assert all((ROOT / one).exists() and f"!{one}" in kept for one in sources)
    entry = re.findall(r'"([^"]+)"', re.findall(r"^ENTRYPOINT (.+)$", DOCKERFILE, re.M)[0])
    assert entry[:2] == ["yizhangtu", "serve"] and {one for one in entry if one.startswith("--")} <= options("serve")
    assert "USER yizhangtu" in DOCKERFILE and "HEALTHCHECK" in DOCKERFILE


def test_the_proxy_is_on_the_machine_of_the_desk_and_says_who_asks() -> None:
    services = yaml.safe_load((PACKAGING / "compose.yaml").read_text("utf-8"))["services"]
    assert services["desk"]["read_only"] is True and services["door"]["network_mode"] == "service:desk"
    door = (PACKAGING / "Caddyfile").read_text("utf-8")
    assert "X-Remote-User {http.auth.user.id}" in door and "X-Remote-Role" in door and "basic_auth" in door


def test_packages_of_the_system_are_the_same_everywhere() -> None:
    wanted = set(re.findall(r"need\+=\(([a-z0-9.-]+)\)", (ROOT / ".ci/system").read_text("utf-8"))) - {"chromium"}
    depends = (PACKAGING / "deb.sh").read_text("utf-8")
    assert wanted - {"python3-venv"} <= set(re.findall(r"[a-z0-9.-]+", DOCKERFILE))
    assert wanted - {"python3-venv"} <= set(re.findall(r"[a-z0-9.-]+", depends))


def test_the_environment_with_pango_installs_this_program_and_starts_its_desk() -> None:
    pixi = tomllib.loads((PACKAGING / "pixi.toml").read_text("utf-8"))
    assert (PACKAGING / pixi["pypi-dependencies"]["yizhangtu"]["path"] / "pyproject.toml").is_file()
    assert {"pango", "graphviz"} <= set(pixi["dependencies"]) and pixi["tasks"]["desk"] == "yizhangtu serve --open"


def test_windows_gets_line_ends_of_its_own() -> None:
    data = (PACKAGING / "yizhangtu.cmd").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") and b"serve --open" in data


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """The environment of a user on a machine with a shell and no Python."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "rm", "mkdir", "ln", "sed"):
        (tools / name).symlink_to(shutil.which(name) or name)
    return {"HOME": str(tmp_path), "PATH": str(tools), "LANG": "C.UTF-8"}


def install(machine: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(PACKAGING / "install.sh"), *words], env=machine, capture_output=True, text=True, check=False
    )


def test_without_python_the_one_command_is_named_and_nothing_is_left(machine: dict[str, str], tmp_path: Path) -> None:
    done = install(machine)
    assert done.returncode == 1 and "sudo apt-get install python3 python3-venv" in done.stderr
    assert os.listdir(tmp_path) == ["bin"]


def test_it_is_removed_without_a_trace_and_the_users_files_stay(machine: dict[str, str], tmp_path: Path) -> None:
    data = tmp_path / ".local/share"
    for folder in (data / "yizhangtu/venv", data / "applications", tmp_path / ".local/bin", tmp_path / "一张图/flows"):
        folder.mkdir(parents=True)
    (data / "applications/yizhangtu.desktop").touch()
    (data / "applications/别的.desktop").touch()
    (tmp_path / ".local/bin/yizhangtu").symlink_to(data / "yizhangtu/venv/bin/yizhangtu")
    assert install(machine, "remove").returncode == 0
    assert [one.name for one in data.rglob("*") if one.is_file()] == ["别的.desktop"]
    assert not (data / "yizhangtu").exists() and not list((tmp_path / ".local/bin").iterdir())
    assert (tmp_path / "一张图/flows").is_dir()
