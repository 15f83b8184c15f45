"""Broken projects: what is laid over a good one, and the problems that it must give, in one run."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reading.tables.table import WIDE
from tests.sites import BASE, files_of, picture

GOOD: dict[str, str | bytes] = {**files_of(BASE), "images/ward.png": picture()}
"""A good project. A case lays its files over these."""

Expected = tuple[str, int, str]
"""Path, line and code."""


@dataclass(frozen=True)
class Case:
    """One broken project."""

    name: str
    files: dict[str, str | bytes | None]
    """The files that differ from the good project; None takes one away."""
    expected: list[Expected] = field(default_factory=list)

    @property
    def project(self) -> dict[str, str | bytes]:
        """All files of the project."""
        return {path: content for path, content in {**GOOD, **self.files}.items() if content is not None}


X = "stories/x.md"
FFT = "feedback/x.csv"
LIST = "stories/x.csv"
SITE = str(GOOD["site.yaml"])
PLACES = str(GOOD["places.yaml"])


def _front(*lines: str, body: str = "") -> str:
    """Return a story that starts with a good title and good audiences on lines 2 and 3; `lines` start on line 4."""
    return "\n".join(["---", "title: A title", "audiences: [patients, staff]", *lines, "---", body or "Some words."])


def _x(
    name: str, *lines: str, body: str = "", line: int = 4, code: str, more: tuple[tuple[int, str], ...] = ()
) -> Case:
    """Return a case of one broken story: `lines` stand under its audiences, from line 4 on."""
    return Case(name, {X: _front(*lines, body=body)}, [(X, at, what) for at, what in ((line, code), *more)])


def _site(name: str, old: str, new: str, *expected: tuple[int, str]) -> Case:
    assert SITE.count(old) == 1, old
    return Case(name, {"site.yaml": SITE.replace(old, new)}, [("site.yaml", line, code) for line, code in expected])


YAML = [
    Case("a second colon", {X: "---\ntitle: You said: too noisy\naudiences: [patients]\n---\n"}, [(X, 2, "YS202")]),
    _x("a tab for indentation", "heard:", "\tsource: fft", line=5, code="YS202"),
    _x("a quotation mark that is not closed", 'you_said: "It is too noisy', code="YS202"),
    _x("quotation marks in quotation marks", 'you_said: "They said "too noisy" to us"', code="YS202"),
    _x("curly quotation marks around a colon", "you_said: “Nights: too noisy”", code="YS202"),
    _x("a value that starts with @", "contact: @ward7", code="YS202"),
    _x("a value that starts with a backtick", "contact: `ward 7`", code="YS202"),
    _x("a value that starts with %", "summary: %50 more sleep", code="YS202"),
    _x("a value that starts with a star", "you_said: *very* noisy", code="YS202"),
    _x("a no-break space after a colon", "place:\u00a0willow", code="YS208"),
    _x("a bullet for a hyphen", "themes:", "  •\tparking", line=5, code="YS208"),
    _x("curly quotation marks in a list", "themes: [“parking”]", code="YS208"),
    _x("a list on the line of its key", "themes: - parking", code="YS202"),
    _x("a list that is not closed", "themes: [parking, discharge", code="YS202"),
    _x("no space after the colon", "place:willow", code="YS202"),
    _x(
        "text that goes on without indentation",
        "you_said: It is too noisy",
        "at night.",
        "ref: YS-1",
        line=5,
        code="YS202",
    ),
    _x("keys in different columns", "heard:", "   source: fft", "  period: 2026-10", line=6, code="YS202"),
    _x("text after a bar", "you_said: | It is too noisy", code="YS202"),
    _x("a dash in the wrong column", "themes:", "  - parking", "    - discharge", line=6, code="YS202"),
    _x("a backslash in double quotation marks", r'you_said: "C:\Ward"', code="YS202"),
    _x("a key twice", "ref: YS-1", "ref: YS-2", line=5, code="YS203"),
    Case(
        "audiences twice, where the last would win",
        {X: "---\ntitle: A\naudiences: [staff]\naudiences: [patients]\n---\n"},
        [(X, 4, "YS203")],
    ),
    _x("an anchor and an alias", "summary: &a Text", "difference: *a", code="YS204", more=((5, "YS204"),)),
    _x("a tag", "summary: !!python/object x", code="YS204"),
    _x("a merge key", "<<: {ref: YS-1}", code="YS204"),
    _x("100,000 brackets", "themes: " + "[" * 60_000, code="YS205"),
    _x("more than 12 levels", "themes: " + "[" * 13 + "]" * 13, code="YS205"),
    Case("two documents in a file", {"stories/x.yaml": "title: A\n---\ntitle: B\n"}, [("stories/x.yaml", 2, "YS202")]),
    Case("text where keys belong", {"stories/x.yaml": "just text\n"}, [("stories/x.yaml", 1, "YS206")]),
    Case(
        "an entry of a list that is only text",
        {"stories/x.yaml": "- title: A\n  audiences: [staff]\n  we_did: B\n- just text\n"},
        [("stories/x.yaml", 4, "YS206")],
    ),
    Case(
        "a dash missing in a list",
        {"stories/x.yaml": "- title: A\n  audiences: [staff]\ntitle: B\n"},
        [("stories/x.yaml", 3, "YS202")],
    ),
    _x("words behind a # that YAML drops", "summary: Bay #4 is loud", code="YS207"),
]

FRONT_MATTER = [
    Case("no front matter", {X: "Just text.\n"}, [(X, 1, "YS201")]),
    Case("an empty line above the front matter", {X: "\n---\ntitle: A\n---\n"}, [(X, 1, "YS201")]),
    Case("front matter without an end", {X: "---\ntitle: A\naudiences: [staff]\n"}, [(X, 1, "YS201")]),
    Case("a long dash at the end", {X: "---\ntitle: A\naudiences: [staff]\n—\nText\n"}, [(X, 4, "YS201")]),
    Case("4 hyphens at the start", {X: "----\ntitle: A\n---\n"}, [(X, 1, "YS201")]),
    Case("no keys in the front matter", {X: "---\n---\nText\n"}, [(X, 1, "YS201")]),
    Case("front matter of more than 64 KB", {X: _front("summary: " + "a " * 33_000)}, [(X, 1, "YS103")]),
    Case("a body of more than 64 KB", {X: _front(body="a " * 33_000)}, [(X, 5, "YS103")]),
]

_QUOTE = ("quotes:", "  - text: Nobody came when I rang.", "    consent: {reference: C-1, given: 2026-01-05")

TEXTS = [
    _x("bullets from Word in a field", "you_said: |", "  •\tlights", "  •\tdoors", line=5, code="YS209"),
    _x("bullets from Word in the text", body="•\tlights\n•\tdoors", line=5, code="YS209"),
    _x("Markdown in a field", "you_said: It is **loud**", code="YS211"),
]

FILES = [
    Case("an empty file", {X: ""}, [(X, 0, "YS106")]),
    Case("only notes", {"stories/x.yaml": "# later\n"}, [("stories/x.yaml", 1, "YS106")]),
    Case("a file of more than 1 MB", {"stories/x.yaml": "- title: A\n" * 100_000}, [("stories/x.yaml", 0, "YS103")]),
    Case("a Word file with another name", {X: b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"}, [(X, 0, "YS101")]),
    Case("bytes of no encoding", {X: _front().encode() + b"\x81\x8d\xff"}, [(X, 5, "YS101")]),
    Case("UTF-16 without its mark", {X: _front().encode("utf-16-le")}, [(X, 0, "YS101")]),
    Case("half a UTF-16 letter", {X: _front().encode("utf-16") + b"a"}, [(X, 5, "YS101")]),
    Case("UTF-8 and Windows-1252 mixed", {X: _front("ref: é").encode() + b"caf\xe9"}, [(X, 6, "YS101")]),
    Case("Windows-1252", {X: _front("summary: It’s “loud” – café").encode("cp1252")}, [(X, 4, "YS102")]),
    Case("a lost letter", {X: _front("summary: caf\ufffd")}, [(X, 4, "YS107")]),
    Case("a mark that turns text round", {X: _front(body="abc\u202edef")}, [(X, 5, "YS107")]),
    Case("a line break from Word", {X: _front("summary: a\x0bb", "ref: a\x07")}, [(X, 4, "YS107"), (X, 5, "YS107")]),
    _x("an invisible character behind a backslash", r'summary: "a\u202eb"', code="YS107"),
    Case("a Word file in stories", {"stories/x.docx": b"PK"}, [("stories/x.docx", 0, "YS109")]),
    Case("a table without headings in feedback", {"feedback/x.csv": "a;b\n"}, [("feedback/x.csv", 0, "YS111")]),
    Case("a table without headings in stories", {"stories/x.csv": "a;b\n"}, [("stories/x.csv", 0, "YS111")]),
    Case(
        "a table named after two months",
        {"feedback/fft oct 2026 nov 2026.csv": "Ward,Response\nWillow,Good\n"},
        [("feedback/fft oct 2026 nov 2026.csv", 1, "YS113")],
    ),
    Case(
        "a table named after another month",
        {"feedback/fft-2026-10.csv": "Date,Ward,Response\n2026-09-01,Willow Ward,Good\n"},
        [("feedback/fft-2026-10.csv", 0, "YS114"), ("feedback/fft-2026-10.csv", 0, "YS401")],
    ),
    Case(
        "days in two orders",
        {"feedback/x.csv": "Date,Ward,Response\n13/04/2026,Willow Ward,Good\n04/14/2026,Willow Ward,Good\n"},
        [("feedback/x.csv", 1, "YS115"), ("feedback/x.csv", 3, "YS304")],
    ),
    Case(
        "days in no order",
        {"feedback/fft-2026-03.csv": "Date,Ward,Response\n03/01/2026,Willow Ward,Good\n"},
        [("feedback/fft-2026-03.csv", 1, "YS116")],
    ),
    Case(
        "days with the month first",
        {"feedback/x.csv": "Date,Ward,Response\n04/14/2026,Willow Ward,Good\n"},
        [("feedback/x.csv", 0, "YS401"), ("feedback/x.csv", 1, "YS117")],
    ),
    Case("a workbook that is none", {"feedback/x.xlsx": "a;b\n"}, [("feedback/x.xlsx", 0, "YS110")]),
    Case("a comma in a number", {FFT: f"{WIDE}Willow,2025-10,1,234,3,0,1,0,2\n"}, [(FFT, 2, "YS120")]),
    Case("a row with semicolons", {FFT: f"{WIDE}Willow;2025-10;12;3;0;1;0;2\n"}, [(FFT, 2, "YS121")]),
    Case(
        "two columns for the ward",
        {FFT: f"Ward,Team,{WIDE[5:]}Willow,x,2025-10,12,3,0,1,0,2\n"},
        [(FFT, 1, "YS122"), (FFT, 0, "YS401")],
    ),
    Case(
        "an error of Excel in a list", {LIST: "Ward,You said,Audiences\nWillow,#NAME?,patients\n"}, [(LIST, 2, "YS123")]
    ),
    Case("other headings further down", {FFT: f"{WIDE}Ward,Month,Good,Very good\n"}, [(FFT, 2, "YS125")]),
    Case(
        "a row of a list that says nothing", {LIST: "Ward,You said,Audiences\nWillow,,patients\n"}, [(LIST, 2, "YS127")]
    ),
    Case(
        "a column of a list that means nothing",
        {LIST: "Ward,You said,We did,Audiences,Ours\nWillow,Noisy,Ear plugs,patients,x\n"},
        [(LIST, 1, "YS128")],
    ),
    Case(
        "a row that is withdrawn, and nobody knows when",
        {LIST: "Ward,You said,We did,Audiences,Withdrawn\nWillow,Noisy,Ear plugs,patients,yes\n"},
        [(LIST, 2, "YS304")],
    ),
    Case("no site.yaml", {"site.yaml": None}, [("site.yaml", 0, "YS108")]),
    Case(
        "a copy that OneDrive made",
        {"stories/quieter-nights-LAPTOP-4KQ2.md": GOOD["stories/quieter-nights.md"]},
        [("stories/quieter-nights.md", 0, "YS130")],
    ),
    Case("a copy without its original", {"stories/x (1).md": _front()}, [("stories/x (1).md", 0, "YS131")]),
    Case(
        "one story under two names",
        {X: GOOD["stories/quieter-nights.md"]},
        [(X, 2, "YS132"), ("stories/quieter-nights.md", 2, "YS132")],
    ),
    Case(
        "a quote that was withdrawn elsewhere",
        {X: _front(*_QUOTE, ", withdrawn: 2026-10-02}"), "stories/y.md": _front(*_QUOTE, "}")},
        [("stories/y.md", 5, "YS133")],
    ),
    Case("site.yaml and site.yml", {"site.yml": SITE}, [("site.yml", 0, "YS503")]),
]

KEYS = [
    _x("an unknown key", "plase: willow", code="YS301"),
    _x("a key that is ours", "body: text", code="YS301"),
    _x(
        "an unknown key in a quote",
        "quotes:",
        "  - text: A",
        "    consnet: {}",
        line=5,
        code="YS302",
        more=((6, "YS301"),),
    ),
    Case("no title", {X: "---\naudiences: [staff]\n---\n"}, [(X, 2, "YS302")]),
    Case("an empty title", {X: "---\ntitle:\naudiences: [staff]\n---\n"}, [(X, 2, "YS307")]),
    Case("null for a title", {X: "---\ntitle: null\naudiences: [staff]\n---\n"}, [(X, 2, "YS307")]),
    Case("a title of 121 letters", {X: f"---\ntitle: {'a' * 121}\naudiences: [staff]\n---\n"}, [(X, 2, "YS308")]),
    Case("a list for a title", {X: "---\ntitle: [a, b]\naudiences: [staff]\n---\n"}, [(X, 2, "YS303")]),
    _x("a word for a list", "themes: parking", code="YS303"),
    _x("a word for yes or no", "draft: maybe", code="YS303"),
    _x("1 for yes", "draft: 1", code="YS303"),
    _x("an empty entry of a list", "aliases:", "  - old-name", "  -", line=6, code="YS307"),
    _x("a status that is not on the list", "actions:", "  - text: A", "    status: finished", line=6, code="YS306"),
    _x(
        "can't change without a reason",
        "actions:",
        "  - text: A",
        "    status: can’t change",
        line=5,
        code="YS302",
        more=((5, "YS302"),) * 2,
    ),
    _x("keys in one line of text", "heard: complaint", code="YS303"),
    _x("a count with a word", "heard:", "  source: fft", "  people: about 6", line=6, code="YS305"),
    _x("a negative count", "heard:", "  source: fft", "  people: -1", line=6, code="YS305"),
    _x("a number with its unit", "measures:", "  - name: Sleep", "    after: 84%", line=6, code="YS305"),
    _x(
        "new limits where there is no figure",
        "measures:",
        "  - name: Sleep",
        "    series:",
        "      - {period: 2026-01, value: 1}",
        "    rebase:",
        "      - {period: 2026-02, why: A new bed}",
        line=9,
        code="YS306",
    ),
    _x("a number without end", "measures:", "  - name: Sleep", "    after: .inf", line=6, code="YS305"),
    Case(
        "FFT counts that are words, missing and unknown",
        {
            "feedback/x.yaml": "period: 2026-10\naudiences: [staff]\nfft:\n  very_good: many\n  good: 2\n  neither: 0\n"
            "  poor: 0\n  dontknow: 0\n"
        },
        [("feedback/x.yaml", 3, "YS302"), ("feedback/x.yaml", 4, "YS305"), ("feedback/x.yaml", 8, "YS301")],
    ),
]

DATES = [
    _x(
        "a promise that moved to an earlier day",
        "actions:",
        "  - text: A",
        "    status: planned",
        "    promised: 2026-12-01",
        "    date: 2026-11-01",
        line=7,
        code="YS310",
    ),
    _x(
        "a promise that moved to no day",
        "actions:",
        "  - text: A",
        "    status: planned",
        "    promised: 2026-12-01",
        line=7,
        code="YS310",
    ),
    _x("a group of people that is not in site.yaml", "heard: {source: pals, groups: [carrers]}", code="YS306"),
    _x("a day in words", "date: 31 October 2026", code="YS304"),
    _x("a day with slashes", "publish_from: 31/10/2026", code="YS304"),
    _x("30 February", "date: 2026-02-30", code="YS304"),
    _x("the year 20226", "expires: 20226-10-31", code="YS304"),
    _x("the year 1926", "date: 1926-10-31", code="YS304"),
    _x("a month in words", "heard:", "  source: fft", "  period: October 2026", line=6, code="YS304"),
    _x("month 13", "heard:", "  source: fft", "  period: 2026-13", line=6, code="YS304"),
    _x("expires before it is published", "publish_from: 2026-10-31", "expires: 2026-10-30", line=5, code="YS310"),
    _x(
        "consent that ends before it was given",
        "quotes:",
        "  - text: A",
        "    consent: {reference: C-1, given: 2026-10-31, expires: 2025-10-31}",
        line=6,
        code="YS310",
    ),
]

AUDIENCES = [
    Case("no audiences", {X: "---\ntitle: A\n---\n"}, [(X, 2, "YS401")]),
    Case("audiences without a value", {X: "---\ntitle: A\naudiences:\n---\n"}, [(X, 3, "YS401")]),
    Case("an empty list of audiences", {X: "---\ntitle: A\naudiences: []\n---\n"}, [(X, 3, "YS401")]),
    Case("one audience without brackets", {X: "---\ntitle: A\naudiences: staff\n---\n"}, [(X, 3, "YS303")]),
    Case("a misspelt audience", {X: "---\ntitle: A\naudiences: [patients, stafff]\n---\n"}, [(X, 3, "YS402")]),
    Case("an audience with a capital", {X: "---\ntitle: A\naudiences: [Staff]\n---\n"}, [(X, 3, "YS402")]),
    Case("an audience twice", {X: "---\ntitle: A\naudiences: [staff, staff]\n---\n"}, [(X, 3, "YS403")]),
    Case(
        "a quote for more than the story",
        {
            X: "---\ntitle: A\naudiences: [staff]\nquotes:\n  - text: A\n    audiences: [patients]\n"
            "    consent: {reference: C-1, given: 2026-10-01}\n---\n"
        },
        [(X, 6, "YS402")],
    ),
    _x("a photo for nobody", "photos:", "  - {file: ward.png, alt: A ward, audiences: []}", line=5, code="YS401"),
    Case("a page for nobody", {"pages/x.md": "---\ntitle: A\n---\n"}, [("pages/x.md", 2, "YS401")]),
    Case(
        "a summary for a misspelt audience",
        {"feedback/x.yaml": "- period: 2026-10\n  audiences: [bord]\n"},
        [("feedback/x.yaml", 2, "YS402")],
    ),
]

FENCES = [
    _x("a fence for a misspelt audience", body="::: stafff\nSecret\n:::\n", line=5, code="YS404"),
    _x("a fence that is not closed", body="Text\n\n::: staff\nSecret\n", line=7, code="YS405"),
    _x("a fence that closes nothing", body="Text\n:::\n", line=6, code="YS406"),
    _x("a fence in a fence", body="::: staff\n::: patients\nA\n:::\n", line=6, code="YS406"),
    _x("a fence in a list", body="- ::: staff\n", line=5, code="YS406"),
    _x("a fence with 2 colons", body=":: staff\nSecret\n", line=5, code="YS406"),
    _x("a fence behind an invisible mark", body="\u200b::: staff\nSecret\n", line=5, code="YS406"),
    _x("a fence with an audience twice", body="::: staff staff\nA\n:::\n", line=5, code="YS403"),
    _x(
        "a fence behind code that never ends",
        body="```\n::: stafff\nA\n:::\n",
        line=6,
        code="YS404",
        more=((5, "YS409"),),
    ),
    _x("a fence in the middle of a line", body="Text. ::: staff Secret :::\n", line=5, code="YS406"),
    _x("a fence in the front matter", "you_said: |", "  Noise.", "  ::: staff", "  Secret", line=6, code="YS407"),
    _x("2 colons before an audience's name", "summary: 'Note:: Patients and carers'", code="YS407"),
    _x("a note that only a fence uses", body="::: staff\nA[^1]\n:::\n[^1]: B\n", line=8, code="YS408"),
    _x("code around a fence", body="~~~\n::: staff\nA\n:::\n~~~\n", line=5, code="YS409", more=((9, "YS409"),)),
    _x("a day of withdrawal that is left out", "withdrawn:", code="YS307"),
    _x("a day of expiry that is null", "expires: null", code="YS307"),
    _x("nothing after draft", "draft: ~", code="YS307"),
    _x(
        "nothing after withdrawn, in braces",
        "quotes:",
        "  - text: Kind",
        "    consent: {reference: C-1, given: 2026-01-01, withdrawn: }",
        line=6,
        code="YS307",
    ),
]

REFERENCES = [
    _x("an unknown place", "place: Wilow Ward", code="YS501"),
    Case(
        "a name of two places",
        {"places.yaml": PLACES + "- id: other\n  name: Ward 7\n", X: _front("place: Ward 7")},
        [(X, 4, "YS501")],
    ),
    Case(
        "a place with a mistake, and a story about it",
        {"places.yaml": PLACES + "- id: ash\n  name: Ash\n  knd: ward\n", X: _front("place: ash")},
        [("places.yaml", 10, "YS301"), (X, 4, "YS501")],
    ),
    _x("an unknown theme", "themes: [parking, noise at nite]", code="YS502"),
    Case(
        "two stories with one slug",
        {X: _front("slug: quieter-nights")},
        [("stories/quieter-nights.md", 2, "YS503"), (X, 4, "YS503")],
    ),
    Case(
        "two stories with one number",
        {X: _front("ref: YS-1"), "stories/y.md": _front("ref: ys-1")},
        [(X, 4, "YS503"), ("stories/y.md", 4, "YS503")],
    ),
    Case(
        "two places with one id",
        {"places.yaml": PLACES + "- id: oak\n  name: Oak\n- id: oak\n  name: Oak Ward\n"},
        [("places.yaml", 8, "YS503"), ("places.yaml", 10, "YS503")],
    ),
    Case(
        "places in a circle",
        {"places.yaml": PLACES + "- id: a\n  name: A\n  parent: b\n- id: b\n  name: B\n  parent: a\n"},
        [("places.yaml", 10, "YS510"), ("places.yaml", 13, "YS510")],
    ),
    Case(
        "a place in a place that is not there",
        {"places.yaml": PLACES + "- id: a\n  name: A\n  parent: b\n"},
        [("places.yaml", 10, "YS501")],
    ),
    _x("a slug with capitals", "slug: Quieter-Nights", code="YS309"),
    _x("a slug that leaves the folder", "slug: ../x", code="YS309"),
    _x("a slug that Windows keeps", "slug: con", code="YS309"),
    _x("an alias that is no address", "aliases: [old name]", code="YS309"),
    Case(
        "a file's name without a to z",
        {"stories/اردو.md": _front()},
        [("stories/اردو.md", 2, "YS309")],
    ),
    Case("a file that is called index", {"stories/index.md": _front()}, [("stories/index.md", 2, "YS309")]),
    Case("a translation of nothing", {"stories/x.cy.md": "---\ntitle: A\n---\n"}, [("stories/x.cy.md", 1, "YS506")]),
    Case(
        "a translation into an unknown language",
        {"stories/quieter-nights.cz.md": "---\ntitle: A\nwe_did: B\n---\n"},
        [("stories/quieter-nights.cz.md", 1, "YS506")],
    ),
    Case(
        "a translation without the action",
        {"stories/quieter-nights.cy.md": "---\ntitle: A\n---\n"},
        [("stories/quieter-nights.cy.md", 2, "YS507")],
    ),
    Case(
        "a translation with too many quotes",
        {"stories/quieter-nights.cy.md": "---\ntitle: A\nwe_did: B\nquotes: [a, b]\n---\n"},
        [("stories/quieter-nights.cy.md", 4, "YS507")],
    ),
    Case(
        "a translation with an action said twice",
        {"stories/quieter-nights.cy.md": "---\ntitle: A\nwe_did: B\nactions:\n  - text: B\n---\n"},
        [("stories/quieter-nights.cy.md", 3, "YS311")],
    ),
    Case(
        "a translation with its own audiences",
        {"stories/quieter-nights.cy.md": "---\ntitle: A\nwe_did: B\naudiences: [patients]\n---\n"},
        [("stories/quieter-nights.cy.md", 4, "YS301")],
    ),
]


def _photo(name: str, file: str, content: bytes | None, code: str, more: str = "") -> Case:
    files: dict[str, str | bytes | None] = {X: _front("photos:", f"  - file: {file}", f"    alt: A ward{more}")}
    if content is not None:
        files[f"images/{file}"] = content
    return Case(name, files, [(X, 5, code)])


_BOMB = b"\x89PNG\r\n\x1a\n" + bytes.fromhex("0000000d49484452000075300000753008060000009f4b1b9d") + b"\0" * 30

IMAGES = [
    _photo("a picture that is not there", "bed.jpg", None, "YS504"),
    _photo("a picture with other capitals", "Ward.PNG", None, "YS504"),
    _photo("a picture outside the folder", "../site.yaml", None, "YS504"),
    _photo("a drawing", "ward.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "YS505"),
    _photo("a picture from a phone", "ward.heic", b"\0\0\0\x18ftypheic", "YS505"),
    _photo("a picture that breaks off", "cut.jpg", picture("JPEG", (200, 200))[:400], "YS505"),
    _photo("a PDF file with another name", "page.jpg", b"%PDF-1.7\n", "YS505"),
    _photo("a PNG picture called .jpg", "ward.jpg", picture("PNG"), "YS505"),
    _photo("900 million pixels", "bomb.png", _BOMB, "YS505"),
    _photo("people without consent", "ward.png", None, "YS603", "\n    people: yes"),
]

SETTINGS = [
    _site(
        "a language of two on one sheet that nobody writes in",
        "    title: You said, we did\n",
        "    title: You said, we did\n    posters:\n      bilingual: [cy, wel]\n",
        (15, "YS306"),
    ),
    _site(
        "a short address that is none",
        "    title: You said, we did\n",
        "    title: You said, we did\n    posters:\n      short_addresses:\n        willow: x.nhs.uk/w7\n",
        (16, "YS303"),
    ),
    _site("a site without a contact", "contact:\n  name: Patient Experience Team\n", "", (1, "YS302")),
    _site("an unknown key in the settings", "public: false", "publik: false", (17, "YS301")),
    _site("an audience's id with a space", "id: staff", "id: all staff", (14, "YS309")),
    _site("two audiences with one id", "id: staff", "id: patients", (14, "YS503")),
    _site("a folder that is hidden", "public: false", "folder: .staff", (17, "YS309")),
    _site("a part of a story that does not exist", "public: false", "fields: [quots]", (17, "YS306")),
    _site("an address without https", "public: false", "address: www.example.nhs.uk", (17, "YS303")),
    _site("a language code in words", "code: cy", "code: Welsh", (8, "YS303")),
    _site("a colour that is too light", "languages:", 'brand:\n  colour: "#41b6e6"\nlanguages:', (6, "YS303")),
    _site("a colour with a name", "languages:", "brand:\n  colour: blue\nlanguages:", (6, "YS303")),
    _site(
        "a public audience that shows small numbers",
        "    title: You said, we did\n",
        "    title: You said, we did\n    suppression: {rule: none}\n",
        (14, "YS303"),
    ),
    _site(
        "a laxer rule than that of NHS England, and roundings that do not exist",
        "public: false",
        "suppression: {smallest: 3, rounding: 7, min_responses: 0}",
        (17, "YS305"),
        (17, "YS305"),
        (17, "YS305"),
    ),
    _site("a target over 100 per cent", "languages:", "charts:\n  fft_target: 120\nlanguages:", (6, "YS305")),
    _site("consent for ever", "languages:", "consent_years: 100\nlanguages:", (5, "YS305")),
    _site("a status that does not exist", "languages:", "statuses:\n  ready: Ready\nlanguages:", (6, "YS306")),
    _site(
        "tables for an audience that does not exist",
        "languages:",
        "tables:\n  figures_for: [pateints]\n  pairs_for: [stuff]\nlanguages:",
        (6, "YS402"),
        (7, "YS402"),
    ),
    _site(
        "a heading and an answer that mean nothing",
        "languages:",
        "tables:\n  headings:\n    Unit: wards\n  answers:\n    5: verygood\nlanguages:",
        (7, "YS306"),
        (9, "YS306"),
    ),
    _site("no audiences at all", SITE[SITE.index("audiences:") :], "audiences: []\n", (10, "YS307")),
    Case("places that are no YAML", {"places.yaml": "- id: a\n name: b\n"}, [("places.yaml", 2, "YS202")]),
]

_PAIRS = "Ward,You said,We did,Status,Month,Audiences,Ref\n"
_CLOCK = "Willow,The clock is wrong,Put right,Done,Oct-26,patients"
_KEPT = "stories/x.addresses.yaml"
ADDRESSES = [
    Case(
        "rows that differ in their status only",
        {"stories/x.csv": f"{_PAIRS}{_CLOCK},\n{_CLOCK.replace('Done', 'Planned')},\n"},
        [("stories/x.csv", 2, "YS513"), ("stories/x.csv", 3, "YS513")],
    ),
    Case(
        "a kept address whose row is gone",
        {"stories/x.csv": f"{_PAIRS}{_CLOCK},1\n", _KEPT: "- address: loud-bins\n  said: the bins are loud\n"},
        [(_KEPT, 1, "YS516")],
    ),
    Case(
        "a row with the number of another story",
        {
            "stories/x.csv": f"{_PAIRS}{_CLOCK},1\n",
            _KEPT: "- address: loud-bins\n  ref: 1\n  said: the bins are loud\n"
            "- address: clock\n  ref: 2\n  ward: willow\n  month: 2026-10\n  said: the clock is wrong\n"
            "  did: put right\n",
        },
        [("stories/x.csv", 2, "YS517")],
    ),
    Case("kept addresses without their table", {_KEPT: "- address: loud-bins\n"}, [(_KEPT, 0, "YS518")]),
    Case(
        "an address that is kept twice",
        {"stories/x.csv": f"{_PAIRS}{_CLOCK},1\n", _KEPT: "- address: a\n  ref: 1\n- address: a\n"},
        [(_KEPT, 3, "YS503")],
    ),
]

CASES = [
    *YAML,
    *FRONT_MATTER,
    *TEXTS,
    *FILES,
    *KEYS,
    *DATES,
    *AUDIENCES,
    *FENCES,
    *REFERENCES,
    *IMAGES,
    *SETTINGS,
    *ADDRESSES,
]
"""All broken projects."""
