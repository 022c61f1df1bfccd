"""Split Chinese and Japanese labels, which have no space between a post and a name."""

import re

from .vocabulary import is_honorific, words_of

HAN = re.compile(r"[\u3007\u3400-\u9fff·•]+")
LONGEST_HAN_NAME = 4
# "李委員偉" in records of Taiwan, and "李偉君" in those of Japan, in parentheses after an office.
TITLE_BETWEEN = re.compile(
    r"(?P<family>[^副前原代正常])(?P<title>委員|部長|院長|次長|署長)(?P<given>[\u3400-\u9fff]{1,2})\Z"
)
HAN_PERSON = re.compile(r"[\u3400-\u9fff]{2,6}(?:君|氏|先生|女士|小姐)\Z")


def part_han(words):
    """Return (name, post) of a Chinese label, which may have a space between post and name."""
    if len(words) > 1 and words[0].endswith(tuple(words_of("joined_posts"))):
        return words[1], words[0]
    return part_joined(words[0]) if len(words) == 1 else (" ".join(words), "")


def part_joined(text):
    """Return (name, post) of a Chinese label, where the post stands before the name or after it."""
    if between := TITLE_BETWEEN.match(text):
        return between["family"] + between["given"], between["title"]
    ends = [at + len(post) for post in words_of("joined_posts") if (at := text.rfind(post)) != -1]
    if not ends:
        return text, ""
    if max(ends) < len(text):
        return text[max(ends) :], text[: max(ends)]
    post = max((post for post in words_of("joined_posts") if text.endswith(post)), key=len)
    name = text.removesuffix(post)
    return (name, "" if is_honorific(post) else post) if len(name) <= LONGEST_HAN_NAME else ("", text)


def without_suffix(name):
    """Return a name without the form of address that Japanese records put after it, as in 李偉君."""
    return name[:-1] if HAN_PERSON.match(name) and name.endswith(("君", "氏")) else name
