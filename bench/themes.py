"""Measure the themes proposed for drafts on the record of DATABASE_URL: `python -m bench.themes [--apart]`.

Every fifth statement with a theme is held out, or with --apart every fifth conference, and gets themes from the words
of the others. A statement is hit if one of its proposed themes is among its own; one without a proposal is not.
"""

import argparse
import time
from collections import Counter
from functools import partial

# Sets up Django as a server does, before models are imported.
import proceedings.wsgi  # noqa: F401 # isort: skip

from proceedings.importing.drafts import themes
from proceedings.importing.drafts.theme_votes import comparable, votes
from proceedings.models import Statement, Theme
from proceedings.search.words.analysis import terms

FIFTH = 5


def parts(tags, *, apart):
    """Return the tags of a sample of the statements that are kept, and of those that are held out."""
    groups = {pk: pk for pk in tags}
    if apart:
        groups = dict(Statement.objects.filter(themes__isnull=False).values_list("pk", "session__conference"))
    held = {pk for pk in tags if groups[pk] % FIFTH == 0}
    kept = {pk: tags[pk] for pk in tags if pk not in held}
    totals = Counter(theme for keys in kept.values() for theme in keys).values()
    filed = themes.sampled(kept.items(), totals, themes.IN_ALL)
    return filed, {pk: tags[pk] for pk in held}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apart", action="store_true", help="hold out whole conferences")
    args = parser.parse_args()
    filed, held = parts(dict(themes.newest_tags()), apart=args.apart)
    own, words = zip(*themes.filed_statements(held), strict=True)
    names = {slug: {*comparable(terms(name, "und"))} for slug, name in Theme.objects.values_list("slug", "name")}
    start = time.process_time()
    proposed = votes(list(words), partial(themes.filed_statements, filed), names)
    seconds = time.process_time() - start
    hits = sum(bool({*one} & {*other}) for one, other in zip(own, proposed, strict=True))
    given = sum(bool(each) for each in proposed)
    right = sum(len({*one} & {*other}) for one, other in zip(own, proposed, strict=True))
    known = {theme for keys in filed.values() for theme in keys}
    reachable = sum(bool({*keys} & known) for keys in held.values())
    print(f"{len(filed):,} statements filed under {len(known):,} themes; {len(held):,} held out, {seconds:.1f} s")
    print(f"hit: {hits / len(own):.3f}; of those with a theme that others have: {hits / reachable:.3f}")
    print(f"with a proposal: {given / len(own):.3f}; hit of these: {hits / given:.3f}")
    print(f"proposed themes that are right: {right / sum(map(len, proposed)):.3f}")


if __name__ == "__main__":
    main()
