"""styles/ on disk → the designer's data: flow metrics, page metrics, themes, media, icons, words, templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from yizhangtu.model.icons import IconSet
from yizhangtu.model.style import FlowStyle, Medium, Theme
from yizhangtu.system import identity, places
from yizhangtu.system.medium_files import load_media
from yizhangtu.system.packed import Folder, yaml_files

PICTURE_THEMES = {"清单制": "蓝", "积分制": "红", "移风易俗": "绿"}


@dataclass(frozen=True)
class Styles:
    """Everything in styles/, read once."""

    folder: Folder
    flow: FlowStyle
    page: Mapping[str, Any]
    tables: Mapping[str, Mapping[str, Any]]  # list, points, conduct, overview: lengths in u
    themes: Mapping[str, Theme]
    media: Mapping[str, Medium]
    icons: IconSet
    words: tuple[str, ...]
    base_css: str

    def template(self, name: str) -> str:
        """The text of a template."""
        return (self.folder / "templates" / name).read_text("utf-8")

    def furniture(self, medium: Medium) -> Mapping[str, Any]:
        """The block `poster` of page.yaml, with what the block of the medium's own says otherwise."""
        own = self.page.get(medium.page, {}) if medium.page else {}
        return {key: _over(value, own.get(key)) for key, value in self.page["poster"].items()}


def _over(value: Any, own: Any) -> Any:
    return {**value, **own} if isinstance(value, dict) and own else value if own is None else own


def folder() -> Path:
    """styles/ inside the installed package, or beside src/ in a checkout."""
    return places.styles()


def _yaml(path: Folder) -> Any:
    import yaml  # only where they have changed

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_bytes(), Loader=loader)


def _flow(data: Mapping[str, Any], path: Folder) -> FlowStyle:
    names = {field.name for field in fields(FlowStyle)}
    wrong = names ^ set(data)
    if wrong:
        raise ValueError(f"{path}: {', '.join(sorted(wrong))}")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else float(v) for k, v in data.items()}
    return FlowStyle(**values)


def _themes(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Theme]:
    themes: dict[str, Theme] = {}
    for name, own in given.items():
        if name == "common":
            continue
        data = {**given["common"], **own}
        title, mono = str(data.pop("title")), bool(data.pop("mono", False))
        data.setdefault("band", data["dark"])
        themes[name] = Theme(name, title, {k: str(v) for k, v in data.items()}, mono)
    return themes


def _media(given: Mapping[str, Mapping[str, Any]]) -> dict[str, Medium]:
    return {
        name: Medium(**{**own, "pixels": tuple(own["pixels"]) if own["pixels"] else None})
        for name, own in given.items()
    }


def load(base: Path, seen: identity.Glance) -> Styles:
    """All of styles/, parsed once for as long as none of its files changes; an error in it is a broken installation,
    not a user's mistake."""
    parsed = identity.kept(seen, "styles", str(base), lambda: json.dumps(_parsed(base)).encode())
    return _styles(base, json.loads(parsed))


def read(base: Folder) -> Styles:
    """All that a folder of styles holds."""
    return _styles(base, _parsed(base))


def _parsed(base: Folder) -> dict[str, Any]:
    """What the YAML files say, by their places."""
    tables, themes = ({file.stem: _yaml(file) for file in yaml_files(base / name)} for name in ("tables", "themes"))
    return {
        "flow": _yaml(base / "flow.yaml"),
        "page": _yaml(base / "page.yaml"),
        "tables": tables,
        "themes": themes,
        "media": {name: asdict(medium) for name, medium in load_media(base / "media").items()},
        "keywords": _yaml(base / "icons" / "keywords.yaml"),
    }


def _styles(base: Folder, parsed: Mapping[str, Any]) -> Styles:
    icons = json.loads((base / "icons" / "icons.json").read_text("utf-8"))
    return Styles(
        folder=base,
        flow=_flow(parsed["flow"], base / "flow.yaml"),
        page=parsed["page"],
        tables=parsed["tables"],
        themes=_themes(parsed["themes"]),
        media=_media(parsed["media"]),
        icons=IconSet.from_data(icons, parsed["keywords"]),
        words=tuple((base / "words.txt").read_text("utf-8").split()),
        base_css=(base / "templates" / "base.css").read_text("utf-8"),
    )
