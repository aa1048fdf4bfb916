"""From the bytes that somebody sent to a picture of ours: pixels only, drawn anew, nothing of the file that came."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST = 2048
"""Pixels of the longer side, at most, of what is kept."""
QUALITY = 86
MEDIA_TYPE = "image/jpeg"

_MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"))


class NotAPhotoError(ValueError):
    """This is no JPEG, PNG or WebP picture that can be read."""


class PhotoTooLargeError(ValueError):
    """The photo has more than 40 million pixels or 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is kept of a photo. `sha256` is the hex digest of `content`; sides are pixels."""

    media_type: str
    width: int
    height: int
    sha256: str
    content: bytes


def redrawn(raw: bytes) -> Picture:
    """Decode, turn upright, shrink, and encode anew without metadata (EXIF, GPS, comments, ICC profile).

    The format is judged by the file's first bytes, never by what the sender calls it; the number of pixels by its
    header, before anything is decoded. Blocking: a large photo takes some 100 ms. Raises NotAPhotoError,
    PhotoTooLargeError.
    """
    if len(raw) > MAX_BYTES:
        raise PhotoTooLargeError(PhotoTooLargeError.__doc__)
    kind = kind_of(raw)
    if kind is None:
        raise NotAPhotoError(NotAPhotoError.__doc__)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own limit comes later than ours
            upright = _decoded(raw, kind)
    except PhotoTooLargeError:
        raise
    except Image.DecompressionBombError as error:
        raise PhotoTooLargeError(PhotoTooLargeError.__doc__) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError) as error:
        raise NotAPhotoError(NotAPhotoError.__doc__) from error  # whatever a broken file makes a decoder raise
    return _encoded(upright)


def kind_of(raw: bytes) -> str | None:
    """JPEG, PNG or WEBP, by the file's first bytes."""
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)


def _decoded(raw: bytes, kind: str) -> Image.Image:
    with Image.open(io.BytesIO(raw), formats=(kind,)) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise PhotoTooLargeError(PhotoTooLargeError.__doc__)
        if kind == "JPEG":
            image.draft("RGB", (LONGEST, LONGEST))  # decodes a large one at a half or a quarter of its size
        image.load()
        image.thumbnail((LONGEST, LONGEST))
        return _upright(image)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; a photo whose EXIF cannot be read stays as it is."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError):
        return image.copy()


def _encoded(upright: Image.Image) -> Picture:
    plain = Image.new("RGB", upright.size, "white")  # holds pixels alone: what came with the file stays behind
    if "A" in upright.getbands() or "transparency" in upright.info:
        see_through = upright.convert("RGBA")
        plain.paste(see_through, mask=see_through.getchannel("A"))
    else:
        plain.paste(upright.convert("RGB"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    content = out.getvalue()
    return Picture(
        media_type=MEDIA_TYPE, width=plain.width, height=plain.height, sha256=sha256(content).hexdigest(),
        content=content,
    )  # fmt: skip
