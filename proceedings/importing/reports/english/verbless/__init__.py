"""Attributions without a verb of saying in English: by nouns, passives, prepositions, and what somebody is."""
