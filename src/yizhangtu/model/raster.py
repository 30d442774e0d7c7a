"""A picture of pixels: its digest and size, which drawings refer to, and its samples."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Raster:
    """`width` × `height` samples of red, green and blue, row by row, deflated. Two are equal where their digest is."""

    digest: str
    width: int = field(compare=False)
    height: int = field(compare=False)
    samples: bytes = field(default=b"", compare=False, repr=False)

    @property
    def seen(self) -> Raster:
        """The same without its samples, for definitions and cache keys."""
        return Raster(self.digest, self.width, self.height)
