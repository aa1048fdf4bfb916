"""Photos for tests, made on the spot: with what a camera writes into them, of any size, broken, or a bomb."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

GPS, MAKE, ORIENTATION, SERIAL = 0x8825, 0x010F, 0x0112, 0xA431
SECRETS = (b"Exif", b"SECRET-MAKER", b"SECRET-COMMENT", b"SECRET-PROFILE", b"ICC_PROFILE", b"SECRET-TEXT")
"""None of these bytes may be in what we keep."""


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **saved: Any) -> bytes:
    """A picture with a red left half and a blue right half."""
    image = Image.new(mode, size, (200, 30, 30, 255)[: len(mode)] if mode in {"RGB", "RGBA"} else 1)
    if mode in {"RGB", "RGBA"}:
        image.paste((30, 30, 200, 255)[: len(mode)], (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **saved)
    return out.getvalue()


def photo_of_a_phone() -> bytes:
    """As a phone takes it: turned by its EXIF, with place, maker, comment and colour profile."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "SECRET-MAKER", 6
    exif.get_ifd(GPS)[2] = (30.0, 16.0, 27.1)
    return photo(size=(640, 480), exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE")


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes whose header promises this many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
