"""The Jinja environment of pages: sandboxed, escaping, strict about names, with plain data only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
)
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from yousaid.figures.days import long_date, month_name
from yousaid.model.edition import Count
from yousaid.model.passages import Passage, flat, has_list, passages_of
from yousaid.rendering.compiled import compiled_templates
from yousaid.rendering.markup import to_html

_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_SLOT: Final = re.compile(r"\{(\w+)\}")


class TemplateFolder(FileSystemLoader):
    """Templates of one folder; a link that leads out of it is as good as not there."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source, as `FileSystemLoader` does. Raises `TemplateNotFound` for a link out of the folder."""
        found = super().get_source(environment, template)
        top = Path(self.searchpath[0]).resolve()
        if not Path(found[1]).resolve().is_relative_to(top):
            raise TemplateNotFound(template)
        return found


def template_loader(folders: Sequence[Path]) -> BaseLoader:
    """Return what finds templates in the first of these folders that has them.

    The folders are `templates` of a theme and of those that it is based on. “clear/base.html” is the file of the theme
    “clear”, also where a theme has a base.html of its own.
    """
    each = [TemplateFolder(folder) for folder in folders]
    by_theme = {folder.parent.name: loader for folder, loader in zip(folders[1:], each[1:], strict=True)}
    return ChoiceLoader([*each, PrefixLoader(by_theme)])


class PageEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox that knows our records.

    A record's fields are read directly, since the sandbox's own look at each value costs more than a page can bear,
    and a record has only plain fields. A dict's keys come before its methods, so that `t.items` is a label.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as in Jinja
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as in Jinja
    ) -> Template:
        """Return the template, as Jinja does. Every page imports and includes, so each is looked for only once.

        The one Jinja gives for a name never changes here: no template is reloaded, none has globals of its own.
        """
        if isinstance(name, Template) or globals:
            return super().get_template(name, parent, globals)
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent)
            found.globals = dict(found.globals)  # made into a dict for each page and part anyway, and slowly
            found.root_render_func.__globals__["escape"] = _escaped
        return found

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the field, key or safe attribute."""
        try:
            if type(obj) is dict:
                return obj[attribute]
            if isinstance(obj, Struct) and attribute[0] != "_":
                return getattr(obj, attribute)
        except (KeyError, AttributeError):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """Call what is ours and the templates' own macros at once, and anything else as the sandbox does."""
        kind = type(obj)
        if kind is Macro or kind is partial or isinstance(getattr(obj, "__self__", obj), Provided):
            kwargs.pop("_loop_vars", None)  # Jinja's own, for functions that ask for the context
            kwargs.pop("_block_vars", None)
            return obj(context.eval_ctx, *args, **kwargs) if kind is Macro else obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


class Provided:
    """Something that pages are handed to call: an instance, or a method of one. A `partial` is always ours, too.

    It is ours and takes and gives plain data, so the sandbox need not look at it at each of a hundred calls a page.
    """


def _escaped(value: object) -> str:
    """Return what `escape` does. Half of all that a page shows is markup already, and `escape` takes it apart again."""
    return value if type(value) is Markup else escape(value)


def page_environment(*templates: Path) -> PageEnvironment:
    """Return the environment for the templates of a theme: its own folder, then those that it is based on."""
    environment = PageEnvironment(
        loader=template_loader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled_templates(),
    )
    environment.filters.update(
        date=long_date,
        month=month_name,
        number=plain_number,
        count=shown_count,
        fill=fill,
        paragraphs=paragraphs,
        prose=prose,
        flat=flat,
        markdown=lambda text: Markup(to_html(text)),  # noqa: S704 - comes out of the sanitiser
        plural=plural,
    )
    return environment


def plain_number(value: float) -> str:
    """Return a number with commas and no more decimals than it has: 1,234 or 2.5."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def shown_count(count: Count) -> str:
    """Return a count, or `*` when it is hidden."""
    return "*" if count.value is None else plain_number(count.value)


def plural(number: float, one: str, many: str) -> str:
    """Return the word that goes with the number."""
    return one if number == 1 else many


def fill(label: str, **values: object) -> Markup:
    """Return a label with each {name} replaced by its value; everything is escaped. A slot without a value stays."""
    parts = list(_pieces(label))
    for at in range(1, len(parts), 2):
        name = parts[at]
        parts[at] = escape(values[name]) if name in values else f"{{{name}}}"
    return Markup("".join(parts))  # noqa: S704 - every part is escaped


@lru_cache(maxsize=1024)
def _pieces(label: str) -> tuple[str, ...]:
    """Return a label in pieces: escaped text, the name of a slot, text, and so on."""
    parts = _SLOT.split(label)
    return tuple(part if at % 2 else str(escape(part)) for at, part in enumerate(parts))


def paragraphs(text: str) -> Markup:
    """Return plain text as paragraphs, split at blank lines, and as lists where lines start with - or a number."""
    if has_list(text):
        return Markup("\n".join(_listed(passages_of(text))))  # noqa: S704 - escaped there
    found = (part.strip() for part in _BLANK_LINES.split(text))
    return Markup("\n".join(f"<p>{escape(part)}</p>" for part in found if part))  # noqa: S704 - escaped just now


def prose(text: str) -> Markup:
    """Return plain text as it is when it is one paragraph, else as paragraphs and lists."""
    return paragraphs(text) if has_list(text) or _BLANK_LINES.search(text) else escape(text)


def _listed(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield paragraphs and lists as HTML, piece by piece."""
    tags: list[str] = []  # of the lists that are open, outermost first
    for passage in passages:
        tag = "ul" if passage.number is None else "ol"
        while len(tags) > passage.level or (tags and len(tags) == passage.level and tags[-1] != tag):
            yield f"</li></{tags.pop()}>"
        if not passage.level:
            yield f"<p>{escape(passage.text)}</p>"
        elif len(tags) == passage.level:
            yield f"</li><li>{escape(passage.text)}"
        else:
            start = f' start="{passage.number}"' if passage.number not in {None, 1} else ""
            tags.append(tag)
            yield f"<{tag}{start}><li>{escape(passage.text)}"
    yield from (f"</li></{tag}>" for tag in reversed(tags))
