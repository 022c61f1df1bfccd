"""No text makes a reader of transcripts fail, and its spans are always those of the text."""

from hypothesis import given
from hypothesis import strategies as st

from proceedings.importing.transcripts import is_transcript, read_transcript

from .documents import a_document

PIECES = [
    *("Anna Berg", "LI WEI", "Q", "Question", "主持人", "Вопрос", "M. le président", "<v Anna>", "President of", "Mr"),
    *(":", "：", "**", "__", ". — ", "(", ")", "[", "]", "\n", "\n\n", " ", "\r\n", "# ", "- ", "12:30", "00:01:02.5"),
    *("(via interpreter)", "* * *", "words", "Words of a sentence.", "…", "<…>", "\u200b", "😀", ",", "–", "·"),
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(texts, st.sampled_from(["text", "markdown"]))
def test_any_text_gives_a_valid_proposal(text, kind):
    document = a_document(text.replace("\0", ""), kind)
    is_transcript(document)
    words, proposal = read_transcript(document, "any")
    assert list(proposal.violations(words)) == []
    for each in proposal.proposals:
        assert each.text == "\n\n".join(words[start:end] for start, end in each.content)
