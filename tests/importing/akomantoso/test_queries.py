"""The queries of an import: few for a file of any length, and none that reads a whole table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import SpeakerIdentifier, Statement
from tests.support.akomantoso import a_debate, a_person, a_section, import_debate
from tests.support.factories import a_statement, a_theme, an_appointment, another_name
from tests.support.query_plans import whole_table_reads

pytestmark = pytest.mark.django_db


def test_an_import_of_any_length_makes_few_queries(django_assert_max_num_queries):
    def sitting(number):
        return a_debate(a_section("".join(f'<speech by="#a"><p>Speech {n}.</p></speech>' for n in range(number))))

    with django_assert_max_num_queries(60):
        import_debate(sitting(20), "short.xml")
    with django_assert_max_num_queries(110):
        import_debate(sitting(5_000), "long.xml")
    assert Statement.objects.count() == 5_020


def a_long_record():
    for number in range(12):
        speaker = a_statement(themes=[a_theme()]).speaker
        an_appointment(speaker=speaker)
        another_name(speaker=speaker, name=f"Another {number}")
        SpeakerIdentifier.objects.create(speaker=speaker, scheme="akomantoso", value=f"/x/person/{number}")


def test_an_import_reads_no_table_whole():
    a_long_record()
    references = a_person("a", "Ann Lee", "/x/person/ann") + a_person("b", "Bob Ray")
    references += '<TLCRole eId="chair" showAs="Chair"/><TLCConcept eId="water" showAs="Water"/>'
    body = a_section(
        '<speech by="#a" as="#chair" refersTo="#water"><p>One.</p></speech><speech by="#b"><p>Two.</p></speech>'
    )
    for name in ("new", "again"):
        with CaptureQueriesContext(connection) as queries:
            import_debate(a_debate(body, references=references))
        bounded = [query for query in queries if " LIMIT " not in query["sql"]]
        assert whole_table_reads(bounded) == [], name
