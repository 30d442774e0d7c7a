"""A picture of pixels, ready for any page: what drawings know of it, and its samples, which travel apart from them."""

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
        """The same without its samples: what a definition holds and a key is made of."""
        return Raster(self.digest, self.width, self.height)
