"""Words that are not for an audience are in none of its files: not between odd fences, and not where nobody looks.

Whole projects go through the real build, and every file of every site is read back: pages, posters, their PDFs, slides,
feeds, data, the search index, pictures and their metadata.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.builds import build_site
from tests.sites import files_of, write
from tests.trees import tree
from yousaid.problems import Severity
from yousaid.rendering.markup import shown_text

SITE = """\
organisation: {name: Teaselbridge NHS Trust} # CANARYsitecomment
contact: {name: Patient Experience Team}
languages:
  - {code: en, name: English}
  - {code: cy, name: Cymraeg}
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
    address: https://patients.example.nhs.uk/
    reports: [loop, my-ward]
    posters: {kinds: [ward, story], sizes: [a4], screens: true}
  - id: staff
    name: Our colleagues
    title: Staff
    public: false
    posters: {kinds: []}
"""
PLACES = "- {id: general, name: The General, kind: site}\n- {id: willow, name: Willow Ward, parent: general}\n"
SIGNS = [
    *(
        ":::",
        "::",
        "::::",
        "：：：",
        "∶∶∶",
        "ːːː",
        "꞉꞉꞉",
        "﹕﹕﹕",
        "︓︓︓",
        "։։",
        "׃׃׃",
        "᛬᛬",
        "⁚⁚⁚",
        "∷",
        "⸬",
        "፥፥፥",
    ),
    *(
        ": : :",
        ":\u200b:\u200b:",
        "\\:\\:\\:",
        "&#58;&#58;&#58;",
        "&colon;&colon;&colon;",
        "<b>:</b>::",
        "**:**::",
        ";;;",
    ),
]
OPENERS = [
    "{signs} staff\n{words}\n{end}",
    "Text. {signs} staff {words} {end}",
    "- {signs} staff\n  {words}\n  {end}",
    "1. {signs} staff {words}\n{end}",
    "> {signs} staff\n> {words}\n> {end}",
    "| a | b |\n| --- | --- |\n| {signs} staff | {words} |\n",
    "## {signs} Our colleagues\n\n{words}\n",
    "~~~\n{signs} staff\n{words}\n{end}\n~~~\n",
    "```\n{signs} staff\n{words}\n{end}\n```\n",
    "[{signs} staff {words}](https://example.nhs.uk)",
    "Text\n{signs}staff\n{words}\n{end}\n",
    "*{signs} staff*\n\n{words}\n",
]
MORE_BODIES = [
    "<!--\n::: staff\n{words}\n:::\n-->\n",
    "<div>\n::: staff\n{words}\n:::\n</div>\n",
    "<details>\n\n::: staff\n{words}\n:::\n",
    "<pre>\n::: staff\n{words}\n:::\n</pre>\n",
    "<b title='\n::: staff\n{words}\n:::\n'>\n",
    "[a\n::: staff\n{words}\n:::\n](b)\n",
    "- a\n\n  b\n::: staff\n{words}\n:::\n- c\n",
    "`a\n::: staff\n{words}\n:::\nb`\n",
    "Text.\n\n::: staff\nMore[^1]\n:::\n\n[^1]: {words}\n",
    "Text.\n\n::: staff\nMore[^1]\n:::\n\n- [^1]: {words}\n",
    "Text.\n\n[^1]: {words}\n\n::: staff\nMore[^1]\n:::\n",
    "Text.\n\n[^N]: {words}\n\n::: staff\nMore[^n]\n:::\n",
    "Text.\n\n::: staff\nMore[^1]\n\n[^1]: {words}\n:::\n",
    "Text[^1].\n\n::: staff\n[^1]: {words}\n:::\n",
    "Text.\n\n[a]: /about '{words}'\n\n::: staff\nMore [a]\n:::\n",
    "Text.\n\n::: staff\n{words}\n",
    "Text.\n\n:::staff\n{words}\n:::\n",
    "Text.\n\n::: staff board\n{words}\n:::\n",
    "Text.\n\n::: {{.staff}}\n{words}\n:::\n",
    "Text.\n\n::: Staff\n{words}\n:::\n",
    "Text.\n\n   ::: staff\n{words}\n   :::\n",
    "Text.\n\n    ::: staff\n{words}\n    :::\n",
    "Text.\n\n\t::: staff\n{words}\n\t:::\n",
    "Text.\r\n\r\n::: staff\r\n{words}\r\n:::\r\n",
    "Text.\n\n\u2028::: staff\n{words}\n:::\n",
    "Text.\u2028::: staff\u2028{words}\u2028:::\n",
    "Text.\x0c::: staff\n{words}\n:::\n",
    "::: staff\n{words}\n::: \n::: staff\n{words}\n:::\t\n",
]
FRONTS = [
    'summary: "{signs} staff {words}"',
    "what_matters: |\n  Rest.\n  {signs} staff\n  {words}\n  {end}",
    'difference: "Quiet. {signs} Our colleagues {words} {end}"',
    'actions:\n  - text: "Moved. {signs} staff {words}"\n    status: done',
    'quotes:\n  - text: "Kind. {signs} staff {words}"\n    consent: {{reference: C-1, given: 2026-01-01}}',
    'made_with: {{who: "4 patients {signs} staff {words}"}}',
    'checked: {{on: 2026-11-01, result: working, note: "{signs} staff {words}"}}',
    'measures:\n  - {{name: "Noise {signs} staff {words}", before: 1, after: 2}}',
    'contact: "Ward {signs} staff {words}"',
]
BLANKS = [
    *(
        "withdrawn:",
        "withdrawn: null",
        "withdrawn: ~",
        "withdrawn: ''",
        "expires:",
        "publish_from:",
        "draft:",
        "draft: ~",
    ),
    *("draft: # yes", "withdrawn: # 2026-11-01", "withdrawn: |\n", "? withdrawn", "audiences:"),
    "quotes: [{{text: {words}, consent: {{reference: C-1, given: 2026-01-01, withdrawn: }}}}]",
    "quotes: [{{text: {words}, consent: {{reference: C-1, given: 2026-01-01, withdrawn}}}}]",
    "quotes:\n  - text: {words}\n    consent:\n      reference: C-1\n      given: 2026-01-01\n      expires:",
    "quotes:\n  - text: {words}\n    audiences:\n    consent: {{reference: C-1, given: 2026-01-01}}",
    "actions:\n  - text: {words}\n    status: done\n    audiences:",
]


def corpus() -> dict[str, tuple[str, str]]:
    """Return stories with words for staff in odd places: by name, the text and the words."""
    found: dict[str, tuple[str, str]] = {}

    def add(front: str, body: str, signs: str = ":::") -> None:
        words = f"SECRET{len(found):04}X"
        end = signs.replace(" ", "") or signs
        front, body = (text.format(signs=signs, words=words, end=end) for text in (front, body))
        audiences = "" if front.startswith("audiences") else "audiences: [patients, staff]\n"
        keys = f"title: A title\nplace: willow\n{audiences}you_said: Noise.\n"
        keys += "" if front.startswith("actions") else "we_did: Bins moved.\n"
        found[f"s{len(found):04}"] = (f"---\n{keys}{front}\n---\n{body}", words)

    for signs, body in product(SIGNS, OPENERS):
        add("", body, signs)
    for body in MORE_BODIES:
        add("", body)
    for signs, front in product(SIGNS, FRONTS):
        add(front.replace('"', "'") if "\\" in signs else front, "", signs)
    for front in BLANKS:
        add(front, "{words}")
    return found


def everything(folder: Path) -> dict[str, bytes]:
    """Return the files of a site, with what PDFs hold taken out of them, and the words of their names."""
    files = {}
    for path, data in tree(folder).items():
        files[path] = path.encode() + b"\n" + data
        if path.endswith(".pdf"):
            files[path] += _inside_pdf(data)
    return files


def _inside_pdf(data: bytes) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pdf) + str(pdf.get_metadata_dict())
    opened = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(stream)
    return words.encode() + b"".join(opened)


def test_words_between_odd_fences_reach_nobody_else(tmp_path: Path) -> None:
    """Each odd input is an error that holds its story back, or its words are in no file of the patients' site.

    Fails when a sign, a place or a field is forgotten, or when an error does not hold its story back.
    """
    stories = corpus()
    assert len(stories) > 500
    files = {f"stories/{name}.md": text for name, (text, _) in stories.items()}
    site = SITE.replace("kinds: [ward, story]", "kinds: []").replace("screens: true", "screens: false")
    outcome = build_site(write(tmp_path / "content", {"site.yaml": site, "places.yaml": PLACES, **files}))
    held = {one.path for one in outcome.problems if one.severity is Severity.ERROR}
    public = b"".join(everything(tmp_path / "site" / "patients").values())
    whole = b"".join(everything(tmp_path / "site" / "staff").values())
    leaked = [name for name, (_, words) in stories.items() if words.encode() in public]
    assert [stories[name][0] for name in leaked] == []
    right = {name for name, (_, words) in stories.items() if words.encode() in whole}
    assert len(right) >= 12  # right fences are no errors, and staff read them
    # words that are nobody's are named; an open comment is a warning
    assert {f"stories/{name}.md" for name in stories.keys() - right} <= {one.path for one in outcome.problems}
    assert len(held) > len(stories) - len(right) - 5


def photo(kind: str, canary: str) -> bytes:
    """Return a picture with words in its metadata."""
    buffer = BytesIO()
    picture = Image.new("RGB", (64, 48), (0, 94, 184))
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", canary)
        info.add_itxt("Author", canary, zip=True)
        picture.save(buffer, kind, pnginfo=info)
    else:
        exif = Image.Exif()
        exif[0x010E] = exif[0x013B] = exif[0x8298] = canary
        picture.save(buffer, kind, exif=exif, comment=canary.encode())
    return buffer.getvalue()


HIDDEN = """\
-- stories/told.md --
---
# CANARYfront1
title: Quieter nights # CANARYfront2
place: willow
date: 2026-11-01
audiences: [patients, staff]
you_said: It is too noisy at night.
approved_by: CANARYapprover
heard: {source: pals, period: 2026-10, groups: [canarygroup]}
actions:
  - {text: Bins are emptied after 7am., status: done, owner: CANARYowner}
  - {text: CANARYaction, status: planned, audiences: [staff]}
quotes:
  - {text: CANARYquote1, by: CANARYby, consent: {reference: CANARYform, given: 2026-01-01, withdrawn: 2026-06-01}}
  - {text: CANARYquote2, audiences: [staff], consent: {reference: CANARYform, given: 2026-01-01}}
  - {text: CANARYquote3, consent: {reference: CANARYform, given: 2016-01-01}}
  - {text: A kind night nurse, by: daughter, consent: {reference: CANARYform, given: 2026-01-01}}
photos:
  - {file: shown.png, alt: A bin}
  - {file: shown.jpg, alt: A door, caption: The door}
  - {file: canaryfile1.png, alt: CANARYalt1, caption: CANARYcaption1, audiences: [staff]}
  - file: canaryfile2.jpg
    alt: CANARYalt2
    people: yes
    consent: {reference: CANARYform, given: 2026-01-01, withdrawn: 2026-06-01}
staff_experience: CANARYexperience
---
We asked <!-- CANARYcomment1 --> again. See [this](https://example.nhs.uk/CANARYaddress "CANARYtitle") and [that][b].

<!--
CANARYcomment2

CANARYcomment3
-->

[a]: https://example.nhs.uk/CANARYunused "CANARYunusedtitle"
[CANARYlabel]: https://example.nhs.uk/
[b]: https://example.nhs.uk/b (CANARYparenthesis)

::: staff
CANARYfence
:::

Done.

::: staff
CANARYfence2[^1]

[^1]: CANARYnote
:::
-- stories/told.cy.md --
---
title: Nosweithiau tawelach
you_said: Mae hi'n rhy swnllyd.
actions: [{text: Symudwyd y biniau.}, {text: CANARYgweithred}]
---
Geiriau <!-- CANARYsylw -->.

::: staff
CANARYcyfrinach
:::
-- stories/draft.md --
---
title: CANARYdraft
audiences: [patients]
draft: yes
---
CANARYdraftbody
-- stories/staff.md --
---
title: CANARYstaff
place: willow
audiences: [staff]
you_said: CANARYstaffsaid
we_did: CANARYstaffdid
---
-- stories/early.md --
---
title: CANARYearly
audiences: [patients]
publish_from: 2027-01-01
you_said: CANARYearlysaid
---
-- stories/late.md --
---
title: CANARYlate
audiences: [patients]
expires: 2026-01-01
you_said: CANARYlatesaid
---
-- stories/back.md --
---
title: CANARYback
audiences: [patients]
withdrawn: 2026-11-01
you_said: CANARYbacksaid
---
CANARYbackbody
-- stories/held.md --
---
title: CANARYheld
audiences: [patients]
withdrawn:
you_said: CANARYheldsaid
---
-- stories/list.csv --
Ward,You said,We did,Audiences,Notes,Owner
Willow Ward,Cold food,Hot plates,patients,CANARYcell,CANARYcellowner
Willow Ward,CANARYrowsaid,CANARYrowdid,staff,,
-- feedback/willow.yaml --
# CANARYfeedbackcomment
place: willow
period: 2026-10
audiences: [patients, staff]
quotes:
  - {text: CANARYsummary, audiences: [staff], consent: {reference: CANARYform, given: 2026-01-01}}
-- pages/about.md --
---
title: About
audiences: [patients]
---
About <!-- CANARYpage --> us.

::: staff
CANARYpagefence
:::
-- pages/staff.md --
---
title: CANARYpagestaff
audiences: [staff]
---
CANARYpagestaffbody
"""
ON_PAGES = {"CANARYaddress", "CANARYtitle", "CANARYparenthesis"}
"""What stands in the links of a page, where a reader finds it; it is no word that is shown."""


def test_hidden_words_are_in_no_file(tmp_path: Path) -> None:
    """Comments, unused references, alt texts and names of hidden photos, metadata, drafts, others' words.

    Fails when the search index is made from Markdown, when metadata of a picture is kept, or when any part of a record
    that this audience does not see gets into a file.
    """
    site = SITE + "groups: [{id: canarygroup, name: CANARYgroupname}]\n"
    names = {"shown.png": "PNG", "shown.jpg": "JPEG", "canaryfile1.png": "PNG", "canaryfile2.jpg": "JPEG"}
    images = {f"images/{name}": photo(kind, f"CANARYmeta{kind}") for name, kind in names.items()}
    content = write(tmp_path / "content", {"site.yaml": site, "places.yaml": PLACES, **files_of(HIDDEN), **images})
    outcome = build_site(content)
    errors = {(one.path, one.code) for one in outcome.problems if one.severity is Severity.ERROR}
    assert errors == {("stories/held.md", "YS307")}
    files = everything(tmp_path / "site" / "patients")
    found: dict[str, set[str]] = {}
    for path, data in files.items():
        for canary in re.findall(rb"canary\w*", data, re.IGNORECASE):
            found.setdefault(canary.decode().casefold(), set()).add(path)
    # Which groups are looked for, the page of the loop says: to everybody who sees that page.
    shown = {"canarygroup", "canarygroupname"}
    assert set(found) - shown == {one.casefold() for one in ON_PAGES}
    assert {path for one in ON_PAGES for path in found[one.casefold()]} == {"stories/told.html"}
    kinds = {path.rpartition(".")[2] for path in files}
    assert {"html", "js", "atom", "json", "csv", "pdf", "jpg", "png"} - kinds <= {"atom", "png"}
    staff = b"".join(everything(tmp_path / "site" / "staff").values())
    assert b"CANARYfence2" in staff
    assert b"CANARYalt1" in staff


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One <!-- two --> three", "One three"),
        ('[one](/two "three > four")', "one"),
        ("qu*iet* nights", "quiet nights"),
        ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
        ("Caf&eacute; &amp; more", "Café & more"),
        ("[a]: /b 'c'\n\nd", "d"),
        ("one\ntwo\n\n- three\n- four", "one two three four"),
    ],
)
def test_the_words_that_are_shown(text: str, words: str) -> None:
    """Only those, whole, and apart where a page sets them apart."""
    assert shown_text(text).split() == words.split()
