"""Read YAML record by record, with line numbers."""

import yaml
from django.utils.translation import gettext as _
from yaml.composer import Composer

from proceedings.importing.loader.errors import UnreadableError

from .json_stream import DuplicateKeyDict

try:
    from yaml import CSafeLoader as Parser
except ImportError:  # PyYAML without its C library: ten times slower, and otherwise the same
    from yaml import SafeLoader as Parser


class Loader(Composer, Parser):
    """Parses in C and composes in Python: the C composer holds the nodes of the whole document in memory."""

    def __init__(self, stream):
        Parser.__init__(self, stream)
        Composer.__init__(self)

    def construct_mapping(self, node, deep=False):
        name = repeated_name(node)
        mapping = super().construct_mapping(node, deep=deep)
        if name:
            mapping = DuplicateKeyDict(mapping)
            mapping.name = name
        return mapping

    def construct_yaml_timestamp(self, node):
        try:
            return super().construct_yaml_timestamp(node)
        except (ValueError, OverflowError):
            # The 31st of June stays text, and the date field reports it.
            return node.value


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)
# By default a mapping is filled in after it was returned, so that it may contain itself.
Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


def repeated_name(node):
    names = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode) and key.value != "<<"]
    return next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None


def records(stream):
    """Yield (line, value, lines) for each item of the list."""
    loader = Loader(stream)
    try:
        yield from items(loader)
    finally:
        loader.dispose()


def items(loader):
    loader.get_event()
    if loader.check_event(yaml.StreamEndEvent):
        return
    loader.get_event()
    event = loader.get_event()
    line = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent) and not event.value:
        return
    if not isinstance(event, yaml.SequenceStartEvent):
        raise UnreadableError(line, _("this is not a list of records: each begins with “- model: …”."))
    while not loader.check_event(yaml.SequenceEndEvent):
        node = loader.compose_node(None, None)
        yield node.start_mark.line + 1, loader.construct_document(node), lambda node=node: name_lines(node)
    loader.get_event()
    loader.get_event()
    if not loader.check_event(yaml.StreamEndEvent):
        raise UnreadableError(loader.peek_event().start_mark.line + 1, _("there is text after the end of the list."))


def name_lines(node):
    """Return {name: line} of a record; the name of a field wins over the record's own."""
    lines = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[key.value] = key.start_mark.line + 1
            if key.value == "fields":
                lines |= name_lines(value)
    return lines
