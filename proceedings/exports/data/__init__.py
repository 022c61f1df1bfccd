"""All public data of a conference, or of the site, in one zip: fixtures, CSV, JSON and what they are."""
