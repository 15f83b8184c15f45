"""Photos come out the right way up, the right size, and with nothing in them but the picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from yousaid.rendering import photos
from yousaid.rendering.photos import PhotoUnusable, measure, resize

RED, WHITE = (200, 0, 0), (255, 255, 255)


def picture(width=400, height=300, mode="RGB"):
    """Return a picture: its top left quarter is red, the rest is white."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    return image.convert(mode)


def file_of(image, kind="JPEG", **settings):
    """Return the picture as the bytes of a file."""
    file = BytesIO()
    image.save(file, kind, **settings)
    return file.getvalue()


def opened(data):
    """Return a JPEG as a picture."""
    image = Image.open(BytesIO(data), formats=["JPEG"])
    image.load()
    return image


def is_like(pixel, colour):
    """Return whether two colours are nearly the same."""
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=True))


def is_red_at(image, x, y):
    """Return whether the picture is red at this share of its width and height."""
    return is_like(image.getpixel((int(image.width * x), int(image.height * y))), RED)


def with_canaries(kind):
    """Return a file with a note in every place that a file has for notes."""
    exif = Image.Exif()
    exif[Base.Make] = "CANARY-make"
    exif[Base.ImageDescription] = "CANARY-description"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (51.0, 30.0, 12.0)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSAreaInformation] = b"CANARY-gps"
    exif.get_ifd(IFD.Exif)[Base.UserComment] = b"CANARY-user"
    settings = {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", "CANARY-text")
        notes.add_itxt("XML:com.adobe.xmp", "CANARY-xmp")
        settings["pnginfo"] = notes
    else:
        settings["xmp"] = b"<x:xmpmeta>CANARY-xmp</x:xmpmeta>"
    if kind == "JPEG":
        settings["comment"] = b"CANARY-comment"
    return file_of(picture(), kind, **settings) + b"CANARY-behind"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_gets_out(kind):
    """Breaks when a new file takes anything over from the old one: place, camera, comments, profile, what is behind."""
    data = with_canaries(kind)
    assert data.count(b"CANARY") >= 5
    result = resize(data, 200)
    assert b"CANARY" not in result
    image = opened(result)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    markers = [segment for segment, _ in image.applist]
    assert markers == ["APP0"]
    assert result.endswith(b"\xff\xd9")
    assert is_red_at(image, 0.2, 0.2)


def test_the_same_photo_gives_the_same_bytes():
    """Breaks when anything but the pixels, the width and the settings decides the result."""
    assert resize(with_canaries("JPEG"), 200) == resize(file_of(picture()), 200)
    assert resize(file_of(picture()), 200) == resize(file_of(picture()), 200)


RED_AFTER = {
    1: (0.2, 0.2),
    2: (0.8, 0.2),
    3: (0.8, 0.8),
    4: (0.2, 0.8),
    5: (0.2, 0.2),
    6: (0.8, 0.2),
    7: (0.8, 0.8),
    8: (0.2, 0.8),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", RED_AFTER)
def test_photos_stand_upright(orientation, kind):
    """Breaks when a phone's turned photo lies on its side, or when its width and height change places."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    data = file_of(picture(), kind, exif=exif)
    size = (300, 400) if orientation >= 5 else (400, 300)
    assert measure(data) == size
    image = opened(resize(data, 150))
    assert image.size == (150, round(150 * size[1] / size[0]))
    x, y = RED_AFTER[orientation]
    assert [is_red_at(image, *at) for at in ((x, y), (1 - x, y), (x, 1 - y))] == [True, False, False]


MODES = {
    "grey": ("JPEG", "L"),
    "print colours": ("JPEG", "CMYK"),
    "palette": ("PNG", "P"),
    "black and white": ("PNG", "1"),
    "grey, 16 bits": ("PNG", "I;16"),
    "transparent": ("PNG", "RGBA"),
    "grey, transparent": ("PNG", "LA"),
    "transparent WebP": ("WEBP", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), MODES.values(), ids=MODES)
def test_every_sort_of_pixel_becomes_plain_colour(kind, mode):
    """Breaks when a sort of file is refused, or comes out black, white or inside out."""
    image = picture(mode="I").point(lambda value: value * 256).convert("I;16") if mode == "I;16" else picture(mode=mode)
    result = opened(resize(file_of(image, kind), 200))
    assert (result.mode, result.size) == ("RGB", (200, 150))
    assert is_like(result.getpixel((150, 100)), WHITE)
    dark = result.getpixel((40, 30))
    assert sum(dark) < 600


def test_what_is_transparent_becomes_white():
    """Breaks when a transparent background turns black."""
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((0, 0, 200, 255), (0, 0, 100, 100))
    result = opened(resize(file_of(image, "PNG"), 100))
    assert is_like(result.getpixel((80, 20)), WHITE)
    assert is_like(result.getpixel((20, 20)), (0, 0, 200))
    palette = file_of(image.convert("P"), "PNG", transparency=image.convert("P").getpixel((150, 50)))
    assert is_like(opened(resize(palette, 100)).getpixel((80, 20)), WHITE)


def test_colours_are_put_into_those_of_screens():
    """Breaks when the profile is dropped without its colours being converted, which makes phone photos dull."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    red, green, _ = opened(resize(file_of(picture(), icc_profile=swapped), 200)).getpixel((40, 30))
    assert green > 150 > red


def test_a_broken_profile_is_left_aside():
    """Breaks when a profile that cannot be read costs the whole photo."""
    broken = file_of(picture(), icc_profile=b"not a profile" * 20)
    assert resize(broken, 200) == resize(file_of(picture()), 200)


@pytest.mark.parametrize("width", [1, 37, 200, 399, 400])
def test_the_width_is_exact(width):
    """Breaks when the quick way of decoding decides the size."""
    data = file_of(picture(4000, 3000), quality=30)
    assert opened(resize(data, width)).size == (width, max(1, round(width * 0.75)))


def test_the_file_is_progressive():
    """Breaks when a slow line shows a photo from the top instead of as a whole."""
    assert opened(resize(file_of(picture()), 200)).info["progressive"]


def bomb():
    """Return a small PNG file that says it is a picture of a hundred thousand by a hundred thousand pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


UNUSABLE = {
    "bomb": (bomb(), "million pixels"),
    "just too large": (file_of(Image.new("1", (10_000, 8_001)), "PNG"), "million pixels"),
    "text": (b"This is a letter", "not a JPEG"),
    "nothing": (b"", "not a JPEG"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "not a JPEG"),
    "GIF": (file_of(picture(), "GIF"), "not a JPEG"),
    "TIFF": (file_of(picture(), "TIFF"), "not a JPEG"),
    "PDF": (b"%PDF-1.7\n%%EOF", "not a JPEG"),
    "half a JPEG": (file_of(picture(), quality=95)[:2000], "end of the file is missing"),
    "half a PNG": (file_of(picture(), "PNG")[:200], "end of the file is missing"),
    "half a WebP": (file_of(picture(), "WEBP")[:100], "missing|damaged|not a JPEG"),
    "header of a JPEG": (file_of(picture())[:200], "missing|damaged|not a JPEG"),
}


@pytest.mark.parametrize(("data", "reason"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_is_no_photo_is_named(data, reason):
    """Breaks when a bad file is accepted, or ends the build with a fault of Pillow's."""
    with pytest.raises(PhotoUnusable, match=reason) as refusal:
        measure(data)
    assert refusal.value.reason.endswith(".")
    with pytest.raises(PhotoUnusable):
        resize(data, 100)


def test_a_damaged_file_is_named_when_it_is_made():
    """Breaks when pixels that cannot be decoded end the build with a fault of Pillow's."""
    data = bytearray(file_of(picture(), "PNG"))
    middle = data.index(b"IDAT") + 6
    data[middle : middle + 40] = bytes(40)
    with pytest.raises(PhotoUnusable, match="damaged"):
        resize(bytes(data), 100)


def test_what_phones_hang_behind_a_photo_does_not_matter():
    """Breaks when a photo with a film or a second picture behind it counts as cut off."""
    data = file_of(picture()) + b"\xff\xda" + bytes(500)
    assert measure(data) == (400, 300)
    assert resize(data, 100) == resize(file_of(picture()), 100)


def test_the_limit_is_named_as_it_is():
    """Breaks when the message and the limit part ways."""
    with pytest.raises(PhotoUnusable, match=f"{photos.MOST_PIXELS // 1_000_000} million"):
        measure(bomb())
