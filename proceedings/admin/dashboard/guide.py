"""The guide for editors (docs/editors.md) as a page of the admin."""

from functools import cache
from itertools import pairwise

from django.conf import settings
from django.contrib import admin
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from markdown_it import MarkdownIt

from proceedings.models.columns.slugs import slugify

FOLDER = settings.BASE_DIR / "docs"
# The section of the guide about each model.
SECTIONS = {
    "appointment": "speakers-posts-and-names",
    "conference": "a-conference-and-its-programme",
    "correction": "corrections",
    "cospeaker": "speakers-posts-and-names",
    "formeraddress": "speakers-posts-and-names",
    "organisation": "organisations-and-themes",
    "organisationidentifier": "organisations-and-themes",
    "organisationname": "organisations-and-themes",
    "organiser": "a-conference-and-its-programme",
    "othername": "speakers-posts-and-names",
    "siteprofile": "the-name-of-the-site",
    "session": "a-conference-and-its-programme",
    "speaker": "speakers-posts-and-names",
    "speakeridentifier": "speakers-posts-and-names",
    "statement": "writing-a-text",
    "theme": "organisations-and-themes",
    "translation": "writing-a-text",
}


class GuidePage(TemplateView):
    """The guide; `?about=speaker` redirects to its section about speakers."""

    template_name = "admin/guide.html"

    def get(self, request):
        if section := SECTIONS.get(request.GET.get("about", "")):
            return HttpResponseRedirect(f"{request.path}#{section}")
        return super().get(request)

    def get_context_data(self, **kwargs):
        html, sections = rendered_guide(reverse("admin:guide"))
        return {
            **super().get_context_data(**kwargs),
            **admin.site.each_context(self.request),
            "title": _("Guide for editors"),
            "guide": mark_safe(html),  # noqa: S308 - our own file
            "sections": sections,
        }


class GuidePicture(View):
    def get(self, request, name):
        try:
            return FileResponse((FOLDER / "pictures" / f"{name}.png").open("rb"), content_type="image/png")
        except OSError as error:
            raise Http404 from error


@cache
def rendered_guide(url):
    """Return (HTML without the title, [(anchor, heading)]); `url` is the guide's own, for its pictures."""
    parser = MarkdownIt("commonmark").enable("table")
    # The first three tokens are the title.
    tokens = parser.parse((FOLDER / "editors.md").read_text(encoding="utf-8"))[3:]
    sections = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slugify(inside.content)
            token.attrSet("id", anchor)
            sections.append((anchor, inside.content))
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", f"{url}{child.attrs['src']}")
    return parser.renderer.render(tokens, parser.options, {}), sections
