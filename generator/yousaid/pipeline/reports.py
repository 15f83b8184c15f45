"""What a build tells about each audience's site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from yousaid.editions import why_hidden
from yousaid.model.library import Library
from yousaid.pipeline.planned import SitePlan
from yousaid.pipeline.request import AudienceReport
from yousaid.planning.addresses import Kind


def reports_on(sites: Iterable[SitePlan], library: Library, today: date) -> tuple[AudienceReport, ...]:
    """Return a report on each site: what it holds, and which stories meant for it are not shown, and why."""
    return tuple(_report(site, library, today) for site in sites)


def _report(site: SitePlan, library: Library, today: date) -> AudienceReport:
    edition = site.plan.edition
    meant = (story for story in library.stories if edition.audience in story.audiences)
    hidden = Counter(str(reason) for story in meant if (reason := why_hidden(story, today)))
    return AudienceReport(
        id=edition.audience,
        name=edition.name,
        folder=edition.folder,
        stories=len(edition.stories),
        pages=sum(output.kind.is_page and output.kind is not Kind.POSTER for output in site.plan.outputs),
        posters=sum(output.kind is Kind.POSTER_PDF for output in site.plan.outputs),
        skipped=dict(sorted(hidden.items())),
    )
