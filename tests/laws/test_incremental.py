"""Law 2: after any sequence of changes, building again gives what a first build would."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builds import TODAY, build_site
from tests.conftest import ROOT
from tests.sites import site, story
from tests.trees import differences, tree

SETTINGS = """\
-- site.yaml --
organisation:
  name: {name}
contact:
  name: Patient Experience Team
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
    address: https://ys.example.org/
    posters: {{kinds: [ward], sizes: [a4]}}
  - id: staff
    name: Staff
    title: You said, together we did
    public: false
    posters: {{kinds: []}}
tables: {{figures_for: [patients]}}
"""

names = st.sampled_from(["a", "b", "c"])


class Edits(RuleBasedStateMachine):
    """A writer who adds, changes, renames and deletes files, and builds after each change."""

    @initialize()
    def begin(self) -> None:
        """Start with the small project."""
        self.folder = Path(tempfile.mkdtemp())
        self.content = site(self.folder, SETTINGS.format(name="Teaselbridge"))
        (self.content / "stories" / "quieter-nights.md").unlink()
        self.today = TODAY

    @rule(counts=st.lists(st.integers(0, 12), min_size=6, max_size=6), months=st.integers(0, 3))
    def table(self, *, counts: list[int], months: int) -> None:
        """Write a table of FFT figures, or take it away."""
        path = self.content / "feedback" / "fft.csv"
        rows = [f"Willow Ward,2026-{month:02},{','.join(map(str, counts))}\n" for month in range(1, months + 1)]
        head = "Ward,Month,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n"
        path.unlink(missing_ok=True)
        if rows:
            path.write_text(head + "".join(rows), encoding="utf-8")

    @rule(
        name=names,
        title=st.sampled_from(["One", "Two & three"]),
        audiences=st.sampled_from(["[patients]", "[staff]", "[patients, staff]", "[pateints]"]),
        day=st.sampled_from(["", "2026-10-31", "2026-12-24"]),
        place=st.sampled_from(["", "willow"]),
        publish_from=st.sampled_from(["", "2026-12-01"]),
    )
    def write(self, *, name: str, title: str, audiences: str, day: str, place: str, publish_from: str) -> None:
        """Write a story, or write over one; sometimes with a mistake that holds it back."""
        text = story(
            title=title, audiences=audiences, date=day, place=place, publish_from=publish_from, we_did="Something."
        )
        (self.content / "stories" / f"{name}.md").write_text(text)

    @rule(name=names)
    def delete(self, name: str) -> None:
        """Delete a story."""
        (self.content / "stories" / f"{name}.md").unlink(missing_ok=True)

    @rule(name=names, other=names)
    def rename(self, name: str, other: str) -> None:
        """Rename a story."""
        path = self.content / "stories" / f"{name}.md"
        if path.exists():
            path.rename(path.with_name(f"{other}.md"))

    @rule(name=st.sampled_from(["Teaselbridge", "Fairhaven"]))
    def change_settings(self, name: str) -> None:
        """Change a setting that every page shows."""
        (self.content / "site.yaml").write_text(SETTINGS.format(name=name).split("\n", 1)[1])

    @rule(days=st.sampled_from([-30, 1, 30]))
    def wait(self, days: int) -> None:
        """Let days pass, or put the clock back."""
        self.today += timedelta(days)

    @invariant()
    def building_again_gives_what_a_first_build_would(self) -> None:
        """Compare the site that is built again and again with one that is built from nothing."""
        if not hasattr(self, "folder"):
            return
        build_site(self.content, self.folder / "again", self.today)
        build_site(self.content, self.folder / "fresh", self.today)
        assert differences(tree(self.folder / "again"), tree(self.folder / "fresh")) == []
        shutil.rmtree(self.folder / "fresh")

    def teardown(self) -> None:
        """Take the folder away."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=6, stateful_step_count=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def test_a_day_later_the_embargoed_story_appears(tmp_path: Path) -> None:
    """Building again on the day of publication shows the story; the day after its end it is gone."""
    content = site(tmp_path, more={"stories/later.md": story(publish_from="2026-12-01", expires="2026-12-02")})
    page = tmp_path / "site" / "patients" / "stories" / "later.html"
    for day, there in [(30, False), (1, True), (2, True), (3, False)]:
        build_site(content, today=date(2026, 11 if day == 30 else 12, day))
        assert page.exists() is there
        index = page.parent / "index.html"
        assert ("later.html" in index.read_text("utf-8")) is there


def test_a_change_to_the_theme_is_on_every_page_after_the_next_build(tmp_path: Path) -> None:
    """A part of a template, a word and a style sheet are changed one after another: each build shows it."""
    content = site(tmp_path, SETTINGS.format(name="Teaselbridge").replace("[ward]", "[]"))
    theme = tmp_path / "themes" / "clear"
    shutil.copytree(ROOT / "themes" / "clear", theme)
    for file, old, new in [
        ("templates/parts/footer.html", "<footer", '<footer id="changed"'),
        ("labels/en.yaml", "contact_us: ", "contact_us: Do "),
        ("assets/site.css", "body {", "body { --changed: 1;"),
    ]:
        build_site(content)
        text = (theme / file).read_text("utf-8")
        assert old in text
        (theme / file).write_text(text.replace(old, new, 1), "utf-8")
        build_site(content)
        build_site(content, tmp_path / "fresh")
        assert differences(tree(tmp_path / "site"), tree(tmp_path / "fresh")) == []
        shutil.rmtree(tmp_path / "fresh")
