"""Photos made fit for a page: the right way up, smaller, and with nothing in them but the picture.

A photo from a phone says where and when it was taken, and on whose phone. So a photo is never copied: it is decoded,
and a new file is made from its pixels. Location, comments, colour profiles and whatever hangs on behind stay behind.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.ExifTags import Base

QUALITY: Final = 80
"""Of JPEG: from here on, people see no difference on a page."""

MOST_PIXELS: Final = 80_000_000
"""The largest picture that is opened: beyond the cameras that people have."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_ON_THEIR_SIDE: Final = frozenset({5, 6, 7, 8})
_LARGEST_PROFILE: Final = 1024 * 1024


class PhotoUnusable(Exception):  # noqa: N818, the photo is unusable; nothing has failed
    """A file that cannot be shown as a photo."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Why, in a plain sentence."""


def measure(data: bytes) -> tuple[int, int]:
    """Return the width and height in pixels, the right way up. Raises PhotoUnusable."""
    with _faults_named(), _opened(data) as photo:
        if not _is_whole(data, photo.format):
            raise PhotoUnusable("The end of the file is missing. Copy it again from the camera or phone.")
        return _upright(photo, photo.size)


def resize(data: bytes, width: int) -> bytes:
    """Return a progressive JPEG of this width in pixels, made from the pixels alone. Raises PhotoUnusable."""
    with _faults_named(), _opened(data) as photo:
        full_width, full_height = _upright(photo, photo.size)
        size = (width, max(1, round(full_height * width / full_width)))
        # A JPEG can be decoded at a half, a quarter or an eighth of its size, which is much quicker.
        photo.draft(None, _upright(photo, size))
        # Each name holds one version, so that the large ones can go.
        upright = ImageOps.exif_transpose(photo)
    with _faults_named():
        profile = upright.info.get("icc_profile")
        small = _plain(upright).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        return _encode(_in_srgb(small, profile))


@contextmanager
def _faults_named() -> Iterator[None]:
    """Turn whatever Pillow makes of a bad file into PhotoUnusable."""
    try:
        yield
    except PhotoUnusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoUnusable(f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels.") from None
    except UnidentifiedImageError:
        raise PhotoUnusable("The file is not a JPEG, PNG or WebP picture.") from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, MemoryError):
        raise PhotoUnusable("The file is damaged. Copy it again from the camera or phone.") from None


def _opened(data: bytes) -> Image.Image:
    """Return the picture with its size known and its pixels not yet read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        photo = Image.open(BytesIO(data), formats=_FORMATS)
    if photo.width * photo.height > MOST_PIXELS:
        raise Image.DecompressionBombError
    return photo


def _upright(photo: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """Return the size as it is once the photo stands upright; or back again."""
    width, height = size
    turned = photo.getexif().get(Base.Orientation) in _ON_THEIR_SIDE
    return (height, width) if turned else (width, height)


def _is_whole(data: bytes, kind: str | None) -> bool:
    """Return whether the file has an end; a look that costs nothing, since the pixels are not decoded."""
    if kind == "PNG":
        return b"IEND" in data
    if kind == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xDA:  # the pixels start; in them, the end mark cannot occur
            return data.find(b"\xff\xd9", at) >= 0
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big") if data[at + 1] != 0xFF else 1
    return at < len(data)


def _plain(photo: Image.Image) -> Image.Image:
    """Return the picture in 8 bits a channel: grey, RGB or CMYK, on white where it was transparent."""
    if photo.mode.startswith("I"):  # 16 bits of grey
        return photo.convert("I").point(lambda value: value / 256).convert("L")
    if photo.mode in {"L", "RGB", "CMYK"} and "transparency" not in photo.info:
        return photo
    if photo.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in photo.info:
        layer = photo.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return photo.convert("RGB")


def _in_srgb(photo: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that screens expect: phones and print shops use others, and say so."""
    if profile and len(profile) <= _LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(photo, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile for other colours than the file's, or a broken one
        if converted is not None:
            return converted
    return photo.convert("RGB")


def _encode(photo: Image.Image) -> bytes:
    """Return a JPEG file of the pixels and nothing else."""
    bare = Image.frombytes("RGB", photo.size, photo.tobytes())
    file = BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True, progressive=True)
    return file.getvalue()
