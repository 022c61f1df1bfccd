"""Russian by rules, with the word forms of pymorphy3 and the sentences of razdel."""
