"""A picture of pixels and a theme → its samples in the PDF: RGB, grey or CMYK."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import compress, decompress

from yizhangtu.model.page import Raster
from yizhangtu.model.theme import Theme, inked

if TYPE_CHECKING:
    import pydyf
    from PIL.Image import Image

    from yizhangtu.export.pdf.content_stream import ContentStream

RGB, GREY, INKS = "RGB", "L", "CMYK"
_SPACES = {RGB: "/DeviceRGB", GREY: "/DeviceGray", INKS: "/DeviceCMYK"}


def mode_for(theme: Theme) -> str:
    """The colour space of a theme."""
    if theme.mono:
        return GREY
    return INKS if inked(theme.colour("dark")) else RGB


def address(digest: str, mode: str) -> str:
    """The URL of a picture in a page written as SVG."""
    return f"yzt:picture-{digest}-{mode}"


class Pictures:
    """The pictures of a press, by digest."""

    def __init__(self, rasters: Iterable[Raster], profile: bytes) -> None:
        self._rasters = {one.digest: one for one in rasters}
        self._profile = profile

    def name(self, stream: ContentStream, digest: str, theme: Theme) -> str:
        """The name of a picture in a content stream; the first use adds it to the document."""
        pixels = Pixels(self._rasters[digest], mode_for(theme), self._profile)
        return stream.add_image(pixels, False, 1)


class Pixels:
    """The interface of an image that is added to the PDF once for all pages; `profile` is the ICC profile of CMYK."""

    def __init__(self, raster: Raster, mode: str, profile: bytes) -> None:
        self.id = f"{raster.digest}{mode}"
        self._raster = raster
        self._mode = mode
        self._profile = profile

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:
        """The image as a stream object."""
        import pydyf

        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self._raster.width,
            "Height": self._raster.height,
            "ColorSpace": _SPACES[self._mode],
            "BitsPerComponent": 8,
            "Interpolate": "false",  # PDF/A allows nothing else
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([self._samples()], pydyf.Dictionary(entries))

    def _samples(self) -> bytes:
        if self._mode == RGB:
            return self._raster.samples
        return compress(picture(self._raster, self._mode, self._profile).tobytes(), 9)


def picture(raster: Raster, mode: str, profile: bytes = b"") -> Image:
    """The picture in this mode; `profile` is the ICC profile of CMYK."""
    from PIL import ImageCms
    from PIL.Image import frombytes

    found = frombytes(RGB, (raster.width, raster.height), decompress(raster.samples))
    if mode == INKS:
        press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        inks = ImageCms.profileToProfile(found, ImageCms.createProfile("sRGB"), press, intent, INKS)
        assert inks is not None  # None is returned only for in-place changes
        return inks
    return found.convert(mode)


def encoded(raster: Raster, mode: str, profile: bytes) -> bytes:
    """The picture as a PNG or JPEG file, for pages written as SVG."""
    stream = io.BytesIO()
    if mode == INKS:
        picture(raster, mode, profile).save(stream, "JPEG", quality=95, subsampling=0)
    else:
        picture(raster, mode).save(stream, "PNG")
    return stream.getvalue()
