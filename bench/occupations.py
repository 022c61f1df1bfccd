"""Measure the posts that the Russian reader finds: `python -m bench.occupations FILE.jsonl.gz [--half kept]`.

The file has one text a line, {"text", "split", "facts": [{"fact": "Occupation", "Who", "Position" or "Job", "Where"}]},
as FactRuEval 2016 has them. The person of a fact is right if a mention has the words of the name; the post, if its
words are among those of the mention's post; the place, if half of its words are there too.
"""

import argparse
import gzip
import json
from collections import Counter

# Sets up Django as a server does.
import proceedings.wsgi  # noqa: F401 # isort: skip

from proceedings.importing.documents.plain import paragraphs
from proceedings.importing.reports.normal import normalised
from proceedings.importing.reports.russian.backend import analyse
from proceedings.importing.reports.russian.morphology import lemmas, name_lemmas, tokens_of

HALF = 0.5


def forms(text, of=lemmas):
    """Return the first forms of each word of a text."""
    return [of(token.lower) for token in tokens_of(text, 0, len(text)) if token.text[0].isalnum()]


def has_words(wanted, given, least=1.0):
    """Whether a share of the words of a text are among those of another."""
    right = sum(any(one & other for other in given) for one in wanted)
    return bool(wanted) and right >= least * len(wanted)


def is_person(fact, mention):
    wanted = [forms(name, name_lemmas) for name in fact["Who"].split("|")]
    given = forms(mention.name, name_lemmas)
    return any(has_words(one, given) or has_words(given, one) for one in wanted)


def compare(text, facts):
    """Return the numbers of facts whose person, post and place are right, and the wrong ones with their mentions."""
    mentions = [mention for mention in analyse(normalised(text), paragraphs(text)).mentions if mention.name]
    numbers, missing = Counter(), []
    posts = {id(mention): forms(f"{mention.post} {mention.organisation}") for mention in mentions}
    for fact in facts:
        same = [mention for mention in mentions if is_person(fact, mention)]
        held = [mention for mention in same if any(has_words(forms(each), posts[id(mention)]) for each in titles(fact))]
        wanted = [forms(place) for place in fact.get("Where", "").split("|")]
        there = [m for m in held if any(has_words(place, posts[id(m)], HALF) for place in wanted)]
        numbers.update(facts=1, person=bool(same), post=bool(held), place=bool(there))
        if not held:
            missing.append((fact, [(mention.name, mention.post) for mention in same]))
    with_posts = [mention for mention in mentions if mention.post]
    right = [
        mention
        for mention in with_posts
        if any(is_person(fact, mention) for fact in facts)
        and any(has_words(forms(each), posts[id(mention)]) for fact in facts for each in titles(fact))
    ]
    numbers.update(mentions=len(with_posts), right=len(right))
    return numbers, missing


def titles(fact):
    return (fact.get("Position") or fact.get("Job") or "").split("|")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--half", choices=("tuning", "kept"), help="kept are every second text of the test set")
    parser.add_argument("--show", action="store_true", help="print the facts that are missing")
    args = parser.parse_args()
    numbers = Counter()
    with gzip.open(args.path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            document = json.loads(line)
            is_kept = document["split"] == "testset" and number % 2 == 1
            if args.half and is_kept != (args.half == "kept"):
                continue
            facts = [f for f in document["facts"] if f["fact"] == "Occupation" and f.get("Who") and any(titles(f))]
            some, missing = compare(document["text"], facts)
            numbers.update(some)
            for fact, mentions in missing if args.show else ():
                print(document["id"], fact, mentions)
    for name in ("person", "post", "place"):
        print(f"{name}: {numbers[name]} of {numbers['facts']} facts, {numbers[name] / numbers['facts']:.3f}")
    right, mentions = numbers["right"], numbers["mentions"]
    print(f"posts that are facts: {right} of {mentions}, {right / mentions:.3f}")


if __name__ == "__main__":
    main()
