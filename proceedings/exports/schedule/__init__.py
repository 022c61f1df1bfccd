"""The programme of a conference as frab and pretalx write it, in JSON and XML, which apps for attendees read.

The schemas are published at https://github.com/voc/schedule/tree/master/validator.
"""
