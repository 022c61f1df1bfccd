"""The guide for editors (docs/editors.md) as a page of the admin."""

from functools import cache
from itertools import pairwise

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from proceedings.models.columns.slugs import slugify

FOLDER = settings.BASE_DIR / "docs"
# Where the guide speaks of each noun.
SECTIONS = {
    "appointment": "speakers-posts-and-names",
    "conference": "a-conference-and-its-programme",
    "correction": "corrections",
    "formeraddress": "speakers-posts-and-names",
    "organisation": "organisations-and-themes",
    "organisationname": "organisations-and-themes",
    "organiser": "a-conference-and-its-programme",
    "othername": "speakers-posts-and-names",
    "session": "a-conference-and-its-programme",
    "speaker": "speakers-posts-and-names",
    "statement": "writing-a-text",
    "theme": "organisations-and-themes",
    "translation": "writing-a-text",
}


def guide(request):
    """The page; `?about=speaker` leads to where it speaks of speakers."""
    if section := SECTIONS.get(request.GET.get("about", "")):
        return HttpResponseRedirect(f"{request.path}#{section}")
    html, sections = written(reverse("admin:guide"))
    context = {"title": _("A guide for editors"), "guide": mark_safe(html), "sections": sections}  # noqa: S308 - our own file
    return TemplateResponse(request, "admin/guide.html", admin.site.each_context(request) | context)


def picture(request, name):
    try:
        return FileResponse((FOLDER / "pictures" / f"{name}.png").open("rb"), content_type="image/png")
    except OSError as error:
        raise Http404 from error


@cache
def written(address):
    """The guide's HTML without its title, and its sections: pairs of an anchor and a heading."""
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse((FOLDER / "editors.md").read_text(encoding="utf-8"))[3:]
    sections = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slugify(inside.content)
            token.attrSet("id", anchor)
            sections.append((anchor, inside.content))
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", f"{address}{child.attrs['src']}")
    return parser.renderer.render(tokens, parser.options, {}), sections
