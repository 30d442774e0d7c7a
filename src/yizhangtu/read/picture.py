"""Bytes of an image file (标志) → its pixels on white, and nothing else of the file.

An image file can be malicious: it can unpack to gigabytes, take minutes, make a viewer run or fetch something, or
reveal where it was taken. Format and size are checked first, a child process with limits unpacks it
(`read.pixels`), and only the pixels of the first picture are used.
"""

from __future__ import annotations

import hashlib
import json
from zlib import compress

from yizhangtu.model.diagnostics import Text
from yizhangtu.model.page import Raster
from yizhangtu.model.words import shortened
from yizhangtu.read.faults import Faults
from yizhangtu.read.pixels import SHARP, WIDEST
from yizhangtu.system import sandbox

LARGEST = 4 * 1024 * 1024  # bytes of the file

_OTHERS = (
    (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"%PDF", "PDF"), (b"GIF8", "GIF 动图"), (b"BM", "BMP"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"8BPS", "Photoshop 文档"), (b"\x00\x00\x01\x00", "ICO"),
)  # fmt: skip
_AGAIN = "用画图软件打开，另存为 PNG，再改这里的文件名。"
_LESS = f"用画图软件缩小到每边 {SHARP} 像素左右，另存为 PNG。"


def read_picture(data: bytes, name: Text, faults: Faults) -> Raster | None:
    """The picture of a file; None with a diagnostic at the place where the file is named."""
    refused = _refused(data)
    if refused is None:
        try:
            answer = sandbox.run("yizhangtu.read.child", "pixels", data)
        except sandbox.Stopped as stopped:
            refused = _STOPPED[stopped.reason]
        else:
            head, _, samples = answer.partition(b"\n")
            found = json.loads(head)
            if "size" in found:
                return _raster(found["size"], samples)
            refused = _REFUSED[found["refused"]].format(*found["figures"]), _LESS
    faults.add("Y719", name.span, f"标志“{shortened(name)}”{refused[0]}", refused[1])
    return None


_REFUSED = {
    "bomb": f"的像素太多，每边最多 {WIDEST} 像素",
    "wide": "有 {0}×{1} 像素，每边最多 {2} 像素",
    "scans": "是分 {0} 遍显示的 JPEG，最多 {1} 遍",
}
_STOPPED = {
    "time": ("解开要太久", _LESS),
    "memory": ("解开要的内存太多", _LESS),
    "crash": ("打不开，文件可能坏了", _AGAIN),
}


def _raster(size: list[int], samples: bytes) -> Raster:
    width, height = size
    digest = hashlib.sha256(b"%d %d " % (width, height) + samples).hexdigest()[:32]
    return Raster(digest, width, height, compress(samples, 9))


def _refused(data: bytes) -> tuple[str, ...] | None:
    """Reason and hint where the first bytes show that the file cannot be used; else None."""
    if len(data) > LARGEST:
        return f"超过了 {LARGEST // 1024 // 1024} MiB", _LESS
    start = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "是 SVG 或网页，不是 PNG、JPEG 图片", _AGAIN
    found = next((what for mark, what in _OTHERS if data.startswith(mark)), None)
    if found is None and data[4:8] == b"ftyp":
        found = "手机照片（HEIC）或视频"
    return (f"是 {found}，不是 PNG、JPEG 图片", _AGAIN) if found else None
