"""Readers of documents, one a format: from bytes to words, with the title, day and publisher that stand in them."""
