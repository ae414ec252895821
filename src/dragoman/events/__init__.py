"""From a text to what it reports: events, measures, positions and relations."""
