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


# Anchors in anchors can mean billions of values in a few lines.
MOST_VALUES, MOST_FIELDS = 200_000, 1000


class Loader(Composer, Parser):
    """Parses in C and composes in Python: the C composer holds the nodes of the whole document in memory.

    `nodes` are those of one record so far.
    """

    nodes = 0

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

    def compose_node(self, parent, index):
        self.nodes += 1
        if self.nodes > MOST_VALUES:
            message = _("a record has more than %d values") % MOST_VALUES
            raise yaml.composer.ComposerError(None, None, message, self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def flatten_mapping(self, node):
        super().flatten_mapping(node)
        if len(node.value) > MOST_FIELDS:
            message = _("the merges of this mapping give it more than %d fields") % MOST_FIELDS
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark)

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
    """Yield (line, value, lines) for each item of the list. Raise UnreadableError if the file is not YAML."""
    try:
        loader = Loader(stream)
        try:
            yield from items(loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(mark.line + 1, _("this is not YAML: %s.") % error.problem) from error
    except yaml.reader.ReaderError as error:
        raise UnreadableError(1, _("this is not YAML: %s.") % error.reason) from error


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
        loader.nodes = 0
        node = loader.compose_node(None, None)
        line, data = node.start_mark.line + 1, loader.construct_document(node)
        if loader.anchors and unpacked_size(data, {}) > MOST_VALUES:
            raise UnreadableError(line, _("the anchors of this record repeat more than %d values.") % MOST_VALUES)
        yield line, data, lambda node=node: name_lines(node)
    loader.get_event()
    loader.get_event()
    if not loader.check_event(yaml.StreamEndEvent):
        raise UnreadableError(loader.peek_event().start_mark.line + 1, _("there is text after the end of the list."))


def unpacked_size(value, sizes):
    """The number of values in a value, with those in it counted each time that it refers to them.

    `sizes` are those of the lists and mappings so far, by identity.
    """
    if not isinstance(value, list | dict):
        return 1
    if id(value) not in sizes:
        inner = value.values() if isinstance(value, dict) else value
        sizes[id(value)] = 1 + sum(unpacked_size(each, sizes) for each in inner)
    return sizes[id(value)]


def name_lines(node):
    """Return {name: line} of a record; the name of a field wins over the record's own."""
    lines = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[key.value] = key.start_mark.line + 1
            if key.value == "fields":
                lines |= name_lines(value)
    return lines
