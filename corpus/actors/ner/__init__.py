"""The tagger of names: which words of an article are a person, an organisation, a place."""
