"""STAFF AT THE DOOR: signing in and out, second factors, sessions; pages by allauth, rules and words by us."""
