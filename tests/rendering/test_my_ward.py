"""“My ward, my feedback”: what a page says word for word, how far each step has come, and what is worth copying."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.builds import build_site
from tests.records import STAFF, TODAY, edition, story
from tests.sites import site
from yousaid.model.edition import Edition
from yousaid.model.site import Audience
from yousaid.model.states import CheckResult, ReportKind, Source, Status
from yousaid.model.story import Action, Checked, Heard, Story
from yousaid.rendering.wards import concern_of, ideas_for

EVERYTHING = replace(
    STAFF,
    fields=("owner", "heard", "difference", "checked", "measures", "made_with", "challenges", "helped", "cycles"),
    reports=(ReportKind.MY_WARD,),
)
SITE = """\
-- site.yaml --
organisation:
  name: Teaselbridge NHS Trust
contact:
  name: Patient Experience Team
audiences:
  - id: patients
    name: Patients and carers
    title: You said, we did
    fields: [heard, difference, checked, measures]
    reports: [my-ward]
  - id: staff
    name: Staff
    title: You said, together we did
    public: false
    reports: [my-ward]
    fields: [heard, difference, checked, measures, made_with, owner, challenges, helped, cycles, staff_experience]
  - id: board
    name: Board
    title: What we heard
    public: false
feedback:
  - name: Tell somebody on the ward
    text: Ask for the nurse in charge.
-- places.yaml --
- id: general
  name: General Hospital
  kind: site
- id: willow
  name: Willow Ward
  parent: general
- id: maple
  name: Maple Ward
  parent: general
- id: otter
  name: Otter Ward
  parent: general
- id: rehab
  name: Home rehabilitation
  kind: team
-- stories/quieter-nights.md --
---
title: Quieter nights
place: willow
date: 2026-10-12
audiences: [patients, staff]
heard: {source: survey, period: 2026-05, people: 3}
themes: [sensory-experience, feeling-safe]
you_said: Nights are too loud.
actions:
  - {text: Doors close softly., status: done, date: 2026-06-21, owner: Estates Manager}
  - {text: We try softer bells., status: in progress, owner: Ward Manager, check_on: 2026-11-02}
  - {text: No single rooms., status: can't change, why: Built in 1962., who_decides: The Board, instead: Ear plugs.}
  - {text: The matron knows., status: done, audiences: [staff], owner: Matron}
difference: Fewer people are woken.
measures:
  - {name: Woken by noise, before: 52, after: 23, unit: "%", n: 48}
checked: {on: 2026-09-28, result: working, note: Most sleep better.}
made_with: {who: 10 patients, way: pdsa}
challenges:
  - {kind: time, text: It took 9 weeks.}
helped:
  - {kind: leadership, text: The matron stayed a night.}
cycles:
  - {plan: Find the noises., do: 87 noises., study: Mostly wheels., act: Mend wheels.}
staff_experience: We feared blame.
---
-- stories/clock.md --
---
title: A clock to see from bed
place: willow
date: 2026-08-01
audiences: [staff]
you_said: I never knew the time.
actions:
  - {text: Each bay will have a clock., status: planned, date: 2027-01-04, check_on: 2027-03-01}
---
-- stories/soft-wheels.md --
---
title: Soft wheels
place: maple
date: 2026-07-01
audiences: [patients, staff]
themes: [sensory-experience]
you_said: The trolleys rattle.
actions:
  - {text: The trolleys have soft wheels., status: done}
  - {text: The lift is next., status: planned, date: 2026-11-22}
---
-- stories/secret.md --
---
title: Only for the board
place: willow
date: 2026-07-01
audiences: [board]
themes: [parking]
you_said: Nobody else may know.
we_did: Told nobody.
---
-- feedback/willow.yaml --
- place: willow
  period: 2026-10
  audiences: [patients, staff]
  fft: {very_good: 30, good: 6, neither: 2, poor: 1, very_poor: 0, dont_know: 1}
- place: otter
  period: 2026-10
  audiences: [patients, staff]
  fft: {very_good: 2, good: 0, neither: 0, poor: 0, very_poor: 0, dont_know: 0}
"""

WILLOW = """\
Willow Ward: my ward, my feedback
What people told us at Willow Ward, and how far each thing has come.
Willow Ward: all figures, stories and posters
How people felt about their care: October 2026
Of 40 people who answered in October 2026, about 9 in 10 (90%) said their care was good or very good.
What we heard, and how far it has come
Quieter nights
October 2026
How far it has come
Heard: yes
Decided: yes
By whom: yes
Changed: partly
Checked: overdue
What we heard
Nights are too loud.
A survey, May 2026
A few. We do not show very small numbers, so that nobody can be recognised.
What was decided
Doors close softly.
Done on 21 June 2026
We try softer bells.
In progress
No single rooms.
Why
Built in 1962.
Who decides
The Board
What we can do instead
Ear plugs.
Can’t change
The matron knows.
Done
By whom
Estates Manager
Ward Manager
Matron
Decided by: The Board
What changed
Fewer people are woken.
Woken by noise
Before
52%
After
23%
Based on 48 people or events.
Did it work?
It is working
People were asked again on 28 September 2026. Most sleep better.
People should have been asked again by 2 November 2026. That day has passed.
How we did it
We tried it out in small steps and changed it as we learned.
What got in the way
Time
It took 9 weeks.
What helped
Leadership
The matron stayed a night.
How we tested it
Test 1
Plan
Find the noises.
Do
87 noises.
Study
Mostly wheels.
Act
Mend wheels.
What it meant for staff
We feared blame.
A clock to see from bed
August 2026
How far it has come
Heard: yes
Decided: yes
By whom: not yet
Changed: not yet
Checked: not yet
What we heard
I never knew the time.
What was decided
Each bay will have a clock.
Planned for 4 January 2027
By whom
Nobody is named yet.
What changed
Nothing has changed yet.
Did it work?
People have not been asked again yet. It is planned for 1 March 2027.
Month by month
Done: 2
In progress: 1
Planned: 1
Can’t change: 1
For stories told in the last 12 months. Each action counts once. A story without one counts once, too.
The same in a table
Copy this
Other places have done something about the same themes. Ask them how. The order says nothing about how good a place is.
Soft wheels
Maple Ward
What they did
The trolleys have soft wheels.
Why we show it
Same theme: Sensory experience
"""
"""What the page of Willow Ward says to staff."""


def words_of(page: Path) -> list[str]:
    """Return what a page says between its head and its foot, a line for each piece, without drawings and tables."""
    text = re.search(r"<main.*?>(.*)<p class=\"printed", page.read_text("utf-8"), re.DOTALL)
    assert text is not None
    pieces = re.sub(r"<(svg|table)\b.*?</\1>", "", text[1], flags=re.DOTALL)
    pieces = re.sub(r"</?(?:span|strong|a)\b[^>]*>", "", pieces)
    lines = re.sub(r"<[^>]+>", "\n", pieces.replace("\n", " ")).split("\n")
    return [line for line in (html.unescape(" ".join(one.split())) for one in lines) if line]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sites of a small project."""
    folder = tmp_path_factory.mktemp("wards")
    outcome = build_site(site(folder, SITE))
    assert outcome.errors == 0, outcome.problems
    return folder / "site"


def test_a_page_says_how_far_each_thing_has_come(built: Path) -> None:
    """Fails when a step, a date, a name, a reason or an idea is lost, doubled or said in another order."""
    assert words_of(built / "staff" / "my-ward" / "willow.html") == WILLOW.splitlines()


def test_an_audience_reads_only_what_it_sees(built: Path) -> None:
    """Fails when an owner, an action for others or how it was done reaches an audience that does not see them."""
    said = words_of(built / "patients" / "my-ward" / "willow.html")
    start, end = said.index("By whom"), said.index("What changed")
    assert said[start:end] == ["By whom", "Decided by: The Board"]
    assert not {"How we did it", "The matron knows.", "A clock to see from bed", "Estates Manager"} & {*said}
    every = "".join(path.read_text("utf-8") for path in (built / "patients").rglob("*.html"))
    assert "Only for the board" not in every


def test_a_promise_that_slipped_is_named(built: Path) -> None:
    """Fails when a planned day that has passed reads as if it were to come, or one to come as if it had passed."""
    said = words_of(built / "staff" / "my-ward" / "maple.html")
    at = said.index("The lift is next.")
    assert said[at : at + 3] == ["The lift is next.", "Planned for 22 November 2026", "That day has passed."]
    assert "That day has passed." not in words_of(built / "staff" / "my-ward" / "willow.html")


def test_an_empty_ward_reads_well(built: Path) -> None:
    """Fails when a ward that nobody told anything is an empty page, or does not say how to ask."""
    assert words_of(built / "staff" / "my-ward" / "rehab.html") == [
        "Home rehabilitation: my ward, my feedback",
        "What people told us at Home rehabilitation, and how far each thing has come.",
        "Home rehabilitation: all figures, stories and posters",
        "What we heard, and how far it has come",
        "Nobody has told us anything yet. Here is how to ask.",
        "Tell somebody on the ward",
        "Ask for the nurse in charge.",
        "Ways to tell us",
    ]


def test_answers_without_a_story_are_not_nobody(built: Path) -> None:
    """Fails when a ward with answers but no story says that nobody told it anything."""
    said = words_of(built / "staff" / "my-ward" / "otter.html")
    assert "Nobody has told us anything yet. Here is how to ask." not in said
    assert said[3:7] == [
        "How people felt about their care: October 2026",
        "A few people answered in October 2026. We do not show very small numbers, so that nobody can be recognised.",
        "What we heard, and how far it has come",
        "People have told us things, but no story says yet what came of them. Here is how to ask for more.",
    ]


def test_the_wards_are_chosen_from_one_page(built: Path) -> None:
    """Fails when a ward, service or team is not in the list, a building is, or the list cannot be reached."""
    assert words_of(built / "staff" / "my-ward" / "index.html") == [
        "My ward, my feedback",
        "Choose where you work to see what people said there, who decided what, and whether it worked.",
        "General Hospital",
        "Willow Ward 2 stories",
        "Maple Ward 1 story",
        "Otter Ward no stories yet",
        "Other places",
        "Home rehabilitation no stories yet",
    ]
    assert not (built / "staff" / "my-ward" / "general.html").exists()
    assert '<a href="my-ward/index.html">My ward</a>' in (built / "staff" / "index.html").read_text("utf-8")
    assert '<a href="../my-ward/willow.html">' in (built / "staff" / "places" / "willow.html").read_text("utf-8")
    assert "my-ward" not in (built / "staff" / "places" / "general.html").read_text("utf-8").partition("<main")[2]


def test_an_audience_that_does_not_ask_for_it_has_none_of_it(built: Path) -> None:
    """Fails when the pages, or a link to them, are made for everybody."""
    assert not (built / "board" / "my-ward").exists()
    assert [path for path in (built / "board").rglob("*.html") if "my-ward" in path.read_text("utf-8")] == []


# How far a step has come


def steps(one: Story, audience: Audience = EVERYTHING) -> dict[str, str]:
    """Return the state of each step of a story."""
    shown = edition(one, audience=audience)
    return {str(step.kind): str(step.state) for step in concern_of(shown.stories[0], shown).steps}


def actions(*statuses: Status, check_on: date | None = None) -> tuple[Action, ...]:
    """Return an action of each status."""
    return tuple(Action(text="It.", status=one, check_on=check_on) for one in statuses)


@pytest.mark.parametrize(
    ("statuses", "changed", "checked"),
    [
        ((), "no", "no"),
        ((Status.PLANNED,), "no", "no"),
        ((Status.IN_PROGRESS, Status.PLANNED), "partly", "no"),
        ((Status.DONE, Status.PLANNED), "partly", "no"),
        ((Status.DONE, Status.CANT_CHANGE), "yes", "no"),
        ((Status.CANT_CHANGE, Status.EXPLAINED), "not-needed", "not-needed"),
    ],
)
def test_a_step_is_as_far_as_the_actions_are(statuses: tuple[Status, ...], changed: str, checked: str) -> None:
    """Fails when a promise counts as a change, or a refusal as something that is still to come."""
    said = steps(story(actions=actions(*statuses)))
    assert (said["decided"], said["changed"], said["checked"]) == ("yes" if statuses else "no", changed, checked)


@pytest.mark.parametrize(
    ("check_on", "asked", "state", "due"),
    [
        (date(2026, 11, 22), None, "late", date(2026, 11, 22)),
        (TODAY, None, "no", TODAY),
        (date(2026, 11, 1), date(2026, 11, 1), "yes", None),
        (date(2026, 11, 2), date(2026, 11, 1), "late", date(2026, 11, 2)),
        (date(2026, 12, 1), date(2026, 11, 1), "yes", date(2026, 12, 1)),
        (None, date(2026, 11, 1), "yes", None),
    ],
)
def test_a_check_is_late_from_the_day_after(
    check_on: date | None, asked: date | None, state: str, due: date | None
) -> None:
    """Fails when an old answer hides a promise to ask again, or a promise for today is called late."""
    checked = Checked(on=asked, result=CheckResult.NOT_YET) if asked else None
    shown = edition(story(actions=actions(Status.DONE, check_on=check_on), checked=checked), audience=EVERYTHING)
    concern = concern_of(shown.stories[0], shown)
    assert (str(concern.steps[-1].state), concern.check_due) == (state, due)
    assert concern.overdue is (state == "late")


def test_steps_that_an_audience_cannot_know_of_are_left_out() -> None:
    """Fails when "nobody is named" is said to people who are not shown the names."""
    plain = replace(STAFF, fields=())
    assert list(steps(story(), plain)) == ["heard", "decided", "changed"]
    assert list(steps(story())) == ["heard", "decided", "by-whom", "changed", "checked"]


def test_what_nobody_said_is_not_called_heard() -> None:
    """Fails when an improvement from elsewhere is told as something that people asked for."""
    assert steps(story(you_said=""))["heard"] == "not-needed"
    assert steps(story(you_said="", heard=Heard(source=Source.COMPLIMENT)))["heard"] == "yes"


# Copy this


def ideas(*others: Story) -> list[str]:
    """Return the slugs of the ideas that Willow Ward is offered, when it hears of noise and of nothing assigned."""
    shown = with_own(*others)
    here = [one for one in shown.stories if one.place == "willow"]
    return [idea.story.slug for idea in ideas_for("willow", here, (), shown)]


def with_own(*others: Story) -> Edition:
    """Return an edition with a story of Willow Ward beside others."""
    own = story(slug="own", place="willow", themes=("sensory-experience", "not-assigned"), date=date(2026, 11, 1))
    return edition(own, *others, audience=EVERYTHING)


def other(slug: str, result: CheckResult | None = None, **changes: object) -> Story:
    """Return a story of another ward about noise."""
    checked = Checked(on=date(2026, 10, 1), result=result) if result else None
    made = story(slug=slug, place="rehab", themes=("sensory-experience",), date=date(2026, 1, 1), checked=checked)
    return replace(made, **changes)


def test_only_what_was_done_elsewhere_about_the_same_theme_is_offered() -> None:
    """Fails when an idea is a mere plan, failed, is the ward's own, or has nothing to do with the ward."""
    assert ideas(
        other("fits"),
        other("planned", actions=actions(Status.PLANNED)),
        other("failed", CheckResult.NOT_WORKING),
        other("own-too", place="willow"),
        other("nowhere", place=""),
        other("parking", themes=("parking",)),
        other("unassigned", themes=("not-assigned",)),
    ) == ["fits"]


def test_what_works_comes_first_then_the_newest() -> None:
    """Fails when the order is that of the places or of how often a theme is spoken of."""
    assert ideas(
        other("new", date=date(2026, 10, 3)),
        other("not-yet", CheckResult.NOT_YET, date=date(2026, 10, 2)),
        other("works-old", CheckResult.WORKING, date=date(2026, 2, 1)),
        other("works-new", CheckResult.WORKING, date=date(2026, 3, 1)),
        other("old", themes=("sensory-experience", "feeling-safe")),
    ) == ["works-new", "works-old", "new", "not-yet", "old"]


def test_an_idea_says_why_it_is_offered_and_what_was_done() -> None:
    """Fails when a theme that the ward does not share is named, or a promise is shown as something to copy."""
    both = other("both", themes=("parking", "sensory-experience"), actions=actions(Status.PLANNED, Status.DONE))
    shown = with_own(both)
    (idea,) = ideas_for("willow", [one for one in shown.stories if one.slug == "own"], (), shown)
    assert idea.themes == ("sensory-experience",)
    assert [one.action.status for one in idea.actions] == [Status.DONE]


RESULTS = st.sampled_from([None, *CheckResult])
OTHERS = st.lists(st.tuples(RESULTS, st.sampled_from(["", "willow", "rehab", "fairhaven"]), st.booleans()), max_size=12)


@given(OTHERS, st.randoms(use_true_random=False))
def test_at_most_five_and_the_same_whatever_order_the_files_come_in(
    made: list[tuple[CheckResult | None, str, bool]], shuffled: Random
) -> None:
    """Fails when more are offered, one twice, or the order of the files decides."""
    others = [
        other(f"s{number}", result, place=place, date=date(2026, 1, 1 + number), themes=("sensory-experience",) * fits)
        for number, (result, place, fits) in enumerate(made)
    ]
    found = ideas(*others)
    fitting = {
        f"s{number}"
        for number, (result, place, fits) in enumerate(made)
        if fits and place not in {"", "willow"} and result is not CheckResult.NOT_WORKING
    }
    assert set(found) <= fitting
    assert len(found) == len(set(found)) == min(5, len(fitting))
    shuffled.shuffle(others)
    assert ideas(*others) == found
