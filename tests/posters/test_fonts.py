"""Which letters the fonts of posters have, and the fonts that an organisation adds."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst
from fontTools.ttLib import TTCollection, TTFont

from tests.builds import build_site
from tests.posters.paper import first_page
from tests.posters.samples import action, edition, one_poster, press, story
from yousaid.pipeline.fonts import find_fonts
from yousaid.rendering import fonts as module
from yousaid.rendering.cache import MemoryCache
from yousaid.rendering.fonts import (
    INSTALLED,
    Fonts,
    by_script,
    describe,
    families_in,
    fonts_with,
    installed_fonts,
    missing_letters,
)
from yousaid.rendering.posters.text import soften

_BENGALI = next(file for file in installed_fonts().files if file.name == "HindSiliguri-Regular.ttf")

SENTENCES = {
    "HindSiliguri": "আমরা ক্ষমা প্রার্থনা করছি; স্বাস্থ্য ও চিকিৎসা বিজ্ঞান, উজ্জ্বল দৃষ্টান্ত, বৃষ্টি।",
    "NotoSans-": "क्षमा करें, स्वास्थ्य सेवाओं में ज्ञान, श्रद्धा और कृत्रिम विद्युत् की व्यवस्था।",
    "NotoSansTamil": "ஸ்ரீ க்ஷேத்திரம், நாங்கள் மன்னிப்பு கேட்டுக்கொள்கிறோம்.",
    "NotoSansThai": "กลางคืนเสียงดังมาก ผู้ป่วยนอนไม่หลับ เราได้เปลี่ยนเวลาเก็บขยะแล้ว",
    "NotoSansSC": "晚上太吵了，病人睡不着。我们现在早上七点以后才清空垃圾桶。我們早上七點以後才清空。",
    "NotoSansArabic": "رات کو بہت شور تھا۔ ہم نے معذرت کی اور ڈبے صبح سات بجے کے بعد خالی کیے جاتے ہیں۔",
}
"""Words with many joined letters, under the font that they are printed in."""


@pytest.mark.parametrize(
    "text",
    [
        "Plain English: 50% of £10 – “quoted”, it’s 5 × 3…",
        "ŵ ŷ Ŵ Ŷ â ê î ô û ẁ ẃ ẅ ỳ",
        "Zażółć gęślą jaźń, ŻÓŁĆ",
        "ăâîșț ĂÂÎȘȚ",
        "ơ ư ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ế ề ể ễ ệ ỉ ị ọ ố ồ ổ ỗ ộ ớ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ đ",
        "ąčęėįšųūž õäöü āēģīķļņ çğışö ñ ß",
        "Кирилиця: ґ є і ї щ ъ ы э ё; αβγδς ΐ",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأإةىئؤ ًٌٍَُِّْ ٠١٢٣٤٥٦٧٨٩ ،؛؟",
        "اردو میں ٹڈڑںھہےگچپ ۀ ۂ ۓ ژ ک ی ۰۱۲۳۴۵۶۷۸۹ ۔",
        "ټ ځ څ ډ ړ ږ ښ ګ ڼ ې ۍ ئ",
        "ڕ ڵ ۆ ێ ە ڤ",
        "no\u00a0break, soft\u200bbreak, \u2066isolate\u2069",
    ],
)
def test_the_letters_of_our_languages_are_there(text: str, without_extras: Fonts) -> None:
    """From English to Pashto and Kurdish, without any extra. Fails when one of the 3 packages is gone."""
    assert missing_letters([text], without_extras) == ()


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> Fonts:
    """Return the fonts of a program that was installed without extras."""
    monkeypatch.setattr(module, "INSTALLED", dict(list(INSTALLED.items())[:3]))
    return installed_fonts()


@pytest.mark.parametrize(("font", "text"), SENTENCES.items(), ids=SENTENCES)
def test_each_script_is_printed_whole(font: str, text: str) -> None:
    """Typst refuses a letter without a shape; that the right font stands in the PDF shows that the words do."""
    layout = press().lay_out(one_poster(edition(story(you_said=text))))
    assert layout.problems == ()
    page = first_page(press().pdf(layout.sheets[0]))
    used = {one.get_font().get_base_name() for one in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_TEXT])}
    assert any(font in name for name in used), used
    assert text[0] in page.get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ক", 'pip install "yousaid[bengali]"'),
        ("த", 'pip install "yousaid[tamil]"'),
        ("ไ", 'pip install "yousaid[thai]"'),
        ("中", 'pip install "yousaid[chinese]"'),
        ("ਪ", "Put a font that has them, such as Noto Sans Gurmukhi, in the folder “fonts”"),
        ("🙂", "Take it out, or say it in words."),
    ],
)
def test_a_missing_script_says_what_to_add(text: str, expected: str, without_extras: Fonts) -> None:
    """One problem a story and script, with the way out."""
    shown = edition(story("other", title="Thanks", you_said=text * 3), story())
    layout = press(fonts=without_extras).lay_out(one_poster(shown))
    (problem,) = layout.problems
    assert (problem.code, problem.path) == ("YS702", "other")
    assert "“Thanks”" in problem.message
    assert describe(text) in problem.message
    assert expected in problem.hint
    assert [pair.slug for sheet in layout.sheets for pair in sheet.pairs] == ["quieter-nights"]


def test_letters_are_grouped_by_script() -> None:
    """A story in Punjabi is one problem, not 40; all its emoji are one."""
    assert by_script("ਪੰਜ🙂🙃") == {"Gurmukhi": ("ਪ", "ੰ", "ਜ"), "": ("🙂", "🙃")}


@pytest.mark.parametrize("sign", ["👍🏽", "👨‍👩‍👧", "🇬🇧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "❤️‍🔥", "🧑🏿‍⚕️", "1️⃣", "🙂"])
def test_an_emoji_is_one_sign(sign: str) -> None:
    """Breaks when a hand with a skin tone is two problems, or a family three and two joiners."""
    assert missing_letters([f"Thanks {sign}{sign} all"], installed_fonts()) == (sign,)


def test_missing_letters_come_once_in_their_order() -> None:
    """Each is named once, and first the one that comes first."""
    assert missing_letters(["aਪb🙂", "🙂ਪ"], installed_fonts()) == ("ਪ", "🙂")


def test_a_letter_is_described_by_name() -> None:
    """A writer who cannot see the letter can still find it."""
    assert describe("🙂") == "“🙂” (Slightly smiling face, U+1F642)"


def test_families_have_the_names_that_typst_gives_them() -> None:
    """A name that Typst does not know would never be used."""
    files = installed_fonts().files
    folders = sorted({str(file.parent) for file in files})
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    theirs = {Path(font.path): font.family for font in loaded.fonts()}
    # Typst takes “Light” off the name, and the weights of a family share one
    assert {families_in(file)[0] for file in files} == {theirs[file] for file in files} == set(INSTALLED)


def _own(folder: Path, family: str = "Our Bengali") -> Path:
    """Save a font of that family in a folder `fonts`."""
    (folder / "fonts").mkdir(exist_ok=True)
    file = folder / "fonts" / f"{family}.ttf"
    with TTFont(_BENGALI) as font:
        for record in list(font["name"].names):
            if record.nameID in {1, 16}:
                font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        font.save(file)
    return file


def test_the_folder_gives_what_the_installed_fonts_lack(tmp_path: Path, without_extras: Fonts) -> None:
    """The story is printed with the font in `fonts`, although it was left off before: the cache does not hide it."""
    cache = MemoryCache()
    poster = one_poster(edition(story(you_said="ক্ষমা"), story("second", action("Yes."))))
    before = press(cache=cache, fonts=without_extras).lay_out(poster)
    assert [problem.code for problem in before.problems] == ["YS702"]
    _own(tmp_path)
    found, problems = find_fonts(tmp_path / "fonts", "")
    assert problems == ()
    assert found.families == (*without_extras.families, "Our Bengali")
    after = press(cache=cache, fonts=found).lay_out(poster)
    assert after.problems == ()
    assert {sheet.key for sheet in after.sheets}.isdisjoint(sheet.key for sheet in before.sheets)


def test_the_organisations_font_goes_first(tmp_path: Path) -> None:
    """`poster_font` sets Latin letters too."""
    _own(tmp_path, "Our Frutiger")
    found, problems = find_fonts(tmp_path / "fonts", "Our Frutiger")
    assert problems == ()
    assert found.families[0] == "Our Frutiger"
    layout = press(fonts=found).lay_out(one_poster(edition(story())))
    page = first_page(press(fonts=found).pdf(layout.sheets[0]))
    used = {one.get_font().get_base_name() for one in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_TEXT])}
    assert not any("Arimo" in name for name in used), used


def test_an_unknown_poster_font_is_a_problem(tmp_path: Path) -> None:
    """The nearest name is offered, and posters are made in Arimo."""
    _own(tmp_path, "Our Frutiger")
    found, (problem,) = find_fonts(tmp_path / "fonts", "Our Frutigre")
    assert problem.code == "YS809"
    assert "Did you mean “Our Frutiger”?" in problem.hint
    assert found.families[0] == "Arimo"
    nothing, (problem,) = find_fonts(tmp_path / "none", "Frutiger")
    assert (problem.code, nothing) == ("YS809", installed_fonts())


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_a_broken_font_is_a_problem_and_the_rest_goes_on(tmp_path: Path, share: float) -> None:
    """Empty, cut short, or with its end missing: the file is named, and others in the folder are used."""
    good = _own(tmp_path)
    data = good.read_bytes()
    (tmp_path / "fonts" / "broken.otf").write_bytes(data[: int(len(data) * share)])
    (tmp_path / "fonts" / "read me.txt").write_text("not a font")
    found, problems = find_fonts(tmp_path / "fonts", "")
    assert [problem.code for problem in problems] == ["YS810"]
    assert all("fonts/broken.otf" in problem.message for problem in problems)
    assert found.families[-1] == "Our Bengali"
    assert press(fonts=found).lay_out(one_poster(edition(story()))).problems == ()


def test_a_collection_is_read(tmp_path: Path) -> None:
    """A .ttc file holds several fonts."""
    collection = TTCollection()
    collection.fonts = [TTFont(_own(tmp_path, name)) for name in ("Our One", "Our Two")]
    file = tmp_path / "both.ttc"
    collection.save(file)
    assert families_in(file) == ("Our One", "Our Two")


def test_fonts_are_read_again_when_a_file_changes(tmp_path: Path) -> None:
    """The preview, which lives long, sees a font that was put in the place of another."""
    file = _own(tmp_path, "Our One")
    first = fonts_with([file])
    shutil.copy(_own(tmp_path, "Our Other Font"), file)
    second = fonts_with([file])
    assert first.digest != second.digest
    assert second.families[-1] == "Our Other Font"


def test_fonts_are_small_to_send() -> None:
    """Every worker is sent them."""
    sent = pickle.dumps(installed_fonts())
    assert pickle.loads(sent) == installed_fonts()  # noqa: S301 - our own
    assert len(sent) < 4096


@pytest.mark.parametrize("text", ["ক্ষ্ম" * 10, "स्त्री" * 10, "ਪ੍ਰਿੰ" * 10, "க்ஷௌ" * 10])
def test_long_words_are_not_cut_within_a_shape(text: str) -> None:
    """No break before a vowel sign, nor after the sign that joins 2 consonants."""
    pieces = soften(text, 18).split("\u200b")
    assert len(pieces) > 1
    assert "".join(pieces) == text
    assert {piece[0] for piece in pieces} == {text[0]} or all(piece[0] in "கਪसক" for piece in pieces)


@pytest.mark.parametrize("text", [SENTENCES["NotoSansSC"], "กลางคืนเสียงดังมากผู้ป่วยนอนไม่หลับ"])
def test_scripts_without_spaces_are_left_to_typst(text: str) -> None:
    """A break put in by count could stand before a full stop."""
    assert soften(text, 18) == text


def test_a_build_after_a_font_was_added_equals_a_build_from_nothing(tmp_path: Path, without_extras: Fonts) -> None:
    """Law 2: the font in `fonts` and a broken one change what was built before, and nothing is remembered wrongly."""
    content = tmp_path / "content"
    for name, text in {
        "site.yaml": "organisation:\n  name: Teaselbridge NHS Trust\ncontact:\n  name: Team\n  phone: 01632 960 140\n"
        "audiences:\n  - id: patients\n    name: Patients\n    title: You said, we did\n",
        "places.yaml": "- id: willow\n  name: Willow Ward\n",
        "stories/one.md": "---\ntitle: Thanks\nplace: willow\ndate: 2026-11-09\naudiences: [patients]\n"
        "you_said: ক্ষমা\nwe_did: Yes.\n---\n",
    }.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, "utf-8")
    assert "YS702" in {problem.code for problem in build_site(content, tmp_path / "site").problems}
    assert not list((tmp_path / "site").rglob("*.pdf"))
    _own(tmp_path)
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"broken")
    for folder in ("site", "clean"):
        codes = {problem.code for problem in build_site(content, tmp_path / folder).problems}
        assert ("YS702" in codes, "YS810" in codes) == (False, True)
    again, clean = (
        {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.*") if file.suffix == ".pdf"}
        for root in (tmp_path / "site", tmp_path / "clean")
    )
    assert again
    assert again == clean
