"""The limits for reading one file: an upload, or a file that the operator of the machine loads."""

from proceedings.sandbox import Limits

# A full sheet of 20,000 rows and 30 columns takes 300 MB and half a minute, a debate of 5 MB a tenth of it.
UPLOAD = Limits(megabytes=768, seconds=60, output=256, wall=120)
# The files of an operator can be a whole record, which is read while it is loaded.
OPERATOR = Limits(megabytes=2048, seconds=6 * 3600, output=2**20, wall=0)
