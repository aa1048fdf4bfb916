"""What becomes of a photo's bytes: pixels stay, everything else goes, and nothing hostile is decoded."""

from __future__ import annotations

import pytest

from careline.evidence.pictures import LONGEST, MAX_BYTES, NotAPhotoError, PhotoTooLargeError, redrawn
from tests.pictures import ORIENTATION, SECRETS, bomb, opened, photo, photo_of_a_phone

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_is_encoded_anew_as_jpeg(kind: str) -> None:
    kept = redrawn(photo(kind))
    image = opened(kept.content)
    assert (image.format, kept.media_type, image.size) == ("JPEG", "image/jpeg", (640, 480))
    red, _, blue = image.getpixel((10, 10))  # type: ignore[misc]
    assert red > 150 > blue


def test_place_maker_comment_and_profile_are_gone_and_it_stands_upright() -> None:
    raw = photo_of_a_phone()
    assert all(secret in raw for secret in (b"SECRET-MAKER", b"SECRET-COMMENT", b"SECRET-PROFILE"))
    kept = redrawn(raw)
    image = opened(kept.content)
    assert not any(secret in kept.content for secret in SECRETS)
    assert (dict(image.getexif()), image.info.get("icc_profile"), image.info.get("comment")) == ({}, None, None)
    assert (kept.width, kept.height) == (480, 640)  # turned as EXIF said, before EXIF went
    assert ORIENTATION not in image.getexif()


def test_a_large_one_is_shrunk_and_a_see_through_one_put_on_white() -> None:
    large = redrawn(photo(size=(5000, 2500)))
    assert (large.width, large.height) == (LONGEST, LONGEST // 2)
    clear = redrawn(photo("PNG", mode="RGBA", size=(20, 20)))
    assert opened(clear.content).mode == "RGB"


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"), ("JPEG", "CMYK")]
)
def test_unusual_colours_are_understood(kind: str, mode: str) -> None:
    assert opened(redrawn(photo(kind, mode=mode)).content).mode == "RGB"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"GIF89a" + b"\x00" * 50, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP", photo()[:300], photo("PNG")[:60], photo("GIF"), photo("BMP"),
    ],
    ids=[f"case {n}" for n in range(11)],
)  # fmt: skip
def test_what_is_no_photo_of_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAPhotoError):
        redrawn(raw)


def test_what_calls_itself_another_kind_is_read_as_what_it_is() -> None:
    tiff_as_jpeg = b"\xff\xd8\xff" + photo("TIFF")
    with pytest.raises(NotAPhotoError):
        redrawn(tiff_as_jpeg)


@pytest.mark.parametrize("sides", [(8000, 5001), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_not_decoded(sides: tuple[int, int]) -> None:
    with pytest.raises(PhotoTooLargeError):
        redrawn(bomb(*sides))


def test_more_bytes_than_allowed_are_not_even_looked_at() -> None:
    with pytest.raises(PhotoTooLargeError):
        redrawn(photo() + b"\x00" * MAX_BYTES)
