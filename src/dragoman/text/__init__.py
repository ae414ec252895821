"""A text read once: sentences, mentions, coreference, dates, quotations. Home of spaCy."""
