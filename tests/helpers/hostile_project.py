"""A project whose every text tries to be something else than text, and what is asked of everything made of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import yaml

MARKUP = (
    "<script>alert(1)</script>",
    "</svg><svg onload=x>",
    "</title></style><h1>",
    "&lt;&amp;&#x41;&nbsp;",
    "<!--", "-->", "]]>",
    "<img src=//x.example/x.png>",
    '<a href="file:///etc/passwd">',
)  # fmt: skip
STYLE = (
    "url(file:///etc/passwd)",
    '@import "http://x.example/a.css"',
    "}*{color:red}",
    "\\27 \\22 \\A",
    "expression(1)",
)
DOT = ('"];a->b[label=<<B>x</B>>];', "<TABLE><TR><TD>x</TD></TR></TABLE>", "digraph{", "\\N\\G\\l")
TEMPLATE = ('{% include "/etc/passwd" %}', "{# x #}", "\\{{ ''.__class__ }}", "${jndi:x}", "$(id)`id`", "%s%n{0}")
ELSEWHERE = ("../../x", "javascript:alert(1)", "=cmd|'/C calc'!A0", "%0A::error::x", "/URI (http://x.example)", "'; --")
ALL = MARKUP + STYLE + DOT + TEMPLATE + ELSEWHERE


def printed(text: str) -> str:
    """What a text says once it is on paper."""
    return text.replace("\\{{", "{{")


def definition() -> dict[str, Any]:
    """A guide with all of the texts, each in some place that is printed, and the words of Chinese that it cannot do
    without."""

    def at(number: int) -> str:
        return ALL[number % len(ALL)]

    steps: list[dict[str, Any]] = [
        {"步骤": f"{number}{text}", "内容": at(number * 5 + 3), "办理": "村民" if number % 2 else f"村委会{at(1)}",
         "时限": "1个工作日", "监督": at(number * 7 + 1)}
        for number, text in enumerate(ALL[:14])
    ]  # fmt: skip
    steps[3]["判断"] = {MARKUP[0]: "下一步", DOT[0]: {"到": steps[0]["步骤"], "说明": MARKUP[1]}}
    steps[5]["阶段"] = STYLE[2]
    return {
        "名称": f"{MARKUP[0]}办理", "所属清单": "服务群众", "编号": "B-<b>",
        "办理主体": [f"村委会{at(1)}", DOT[0]], "操作流程": steps,
        "时间要求": {"承诺": "20个工作日", "不计入": MARKUP[3]},
        "监督管理": [{"监督人": STYLE[0], "方式": STYLE[1], "电话": "0000-<1>"}],
        "申请条件": list(MARKUP), "所需材料": list(STYLE), "办理结果": TEMPLATE[0],
        "收费": DOT[1], "办理地点": TEMPLATE[2],
        "备注": list(ALL), "依据": [MARKUP[2]],
        "发布": {"单位": MARKUP[2], "版本": "<v1>", "日期": "2024年1月1日"},
    }  # fmt: skip


def write_project(folder: Path) -> Path:
    """flows/ with the guide, and enough others that a whole project's extras are made."""
    flows = folder / "flows"
    flows.mkdir(parents=True)
    (flows / "敌.yaml").write_text(yaml.safe_dump(definition(), allow_unicode=True, sort_keys=False), "utf-8")
    simple = {key: value for key, value in definition().items() if key in ("办理主体", "监督管理", "时间要求")}
    for title in MARKUP[1], DOT[0], TEMPLATE[0]:
        guide = {"名称": title, **simple, "操作流程": [{"步骤": title, "办理": "村民", "时限": "当场"}]}
        name = f"{re.sub(r'[^a-z]', '', title)}.yaml"
        (flows / name).write_text(yaml.safe_dump(guide, allow_unicode=True, sort_keys=False), "utf-8")
    project = {
        "乡镇": "<b>镇", "县区": "&amp;县", "发布单位": MARKUP[1], "监督电话": "<i>1", "网址": "https://x.example/'\"<b>?&lt;",
        "帮办代办": {"姓名": MARKUP[0], "电话": "<1>", "窗口": TEMPLATE[0]},
        "村庄": [{"村名": "甲村", "编码": ELSEWHERE[2]}],
    }  # fmt: skip
    (flows / "辖区.yaml").write_text(yaml.safe_dump(project, allow_unicode=True, sort_keys=False), "utf-8")
    return flows


def plain(text: str) -> str:
    """Without what only the breaking of lines puts in."""
    return "".join(text.replace("\ufffe", "").split())


def text_of(pdf: bytes) -> str:
    """All that the pages of a PDF say."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return plain("".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


# What a PDF can do, ask for or carry, beside being looked at (ISO 32000-2, 12.6 actions, 7.11 files, 12.7 forms).
ACTIVE = {
    "/URI", "/Launch", "/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles", "/EF",
    "/Filespec", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/AcroForm", "/XFA", "/RichMedia", "/Movie",
    "/Sound",
}  # fmt: skip


def abilities(pdf: bytes) -> set[str]:
    """Every key and name in the objects of a PDF."""
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, pikepdf.Name):
            found.add(str(value))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key, entry in value.items():
                found.add(key)
                if not getattr(entry, "is_indirect", False):
                    look(entry)
        elif isinstance(value, pikepdf.Array):
            for entry in value:
                if not getattr(entry, "is_indirect", False):
                    look(entry)

    with pikepdf.open(BytesIO(pdf)) as document:
        for value in document.objects:
            look(value)
    return found
