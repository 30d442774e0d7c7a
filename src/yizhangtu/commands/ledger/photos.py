"""A photo of a wall, a picture or a PDF → the codes of versions in it (核验码), and the moment it was taken."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from yizhangtu.content.version_code import code_in
from yizhangtu.system import outputs, sandbox
from yizhangtu.system.machine import need_package

LARGEST = 64 * 1024 * 1024  # bytes of a file
HEIC = "照片是 HEIC 格式，读不了：在手机相机的设置里选“兼容性最佳”（JPEG），或者用微信发一次再存"
_REFUSED = {
    "open": "打不开，不是 JPEG、PNG、WebP 图片或 PDF，或者文件坏了",
    "large": "像素太多，缩小到 6000 万像素以内",
}
_STOPPED = {"time": "读它要太久", "memory": "读它要的内存太多", "crash": "打不开，文件可能坏了"}


class Photo(NamedTuple):
    """`codes` are those of versions; `foreign`: it has QR codes, but none of ours. `taken`: an ISO moment without a
    zone, "" where the file does not say. `refused`: why it could not be read, in Chinese. `copy`: what a ledger keeps
    of it, a JPEG of at most 1600 pixels without any metadata; `digest`: the SHA-256 of the file, in hex."""

    codes: tuple[str, ...] = ()
    taken: str = ""
    foreign: bool = False
    refused: str = ""
    copy: bytes = b""
    digest: str = ""


def read_photo(path: Path, copy: bool = False) -> Photo:
    """Read the codes of a file in a child process with limits; `copy`: and make the copy for a ledger, of what is a
    picture. MissingDependency where the reader is not installed."""
    need_package("zxing-cpp", "zxingcpp")
    data = outputs.content(path)
    if data is None:
        return Photo(refused="没有这个文件，或者读不了")
    if len(data) > LARGEST:
        return Photo(refused=f"超过 {LARGEST // 1024 // 1024} MB")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return Photo(refused=HEIC)
    try:
        answer, _, small = sandbox.run("yizhangtu.read.child", "photo" if copy else "codes", data).partition(b"\n")
    except sandbox.Stopped as stopped:
        return Photo(refused=_STOPPED[stopped.reason])
    found = json.loads(answer)
    if "refused" in found:
        return Photo(refused=_REFUSED[found["refused"]])
    codes = [code for text in found["codes"] if (code := code_in(text))]
    foreign = bool(found["codes"]) and not codes
    return Photo(tuple(dict.fromkeys(codes)), found["taken"], foreign, "", small, hashlib.sha256(data).hexdigest())
