"""What several faces show: the JSON contract, the brief for people, charts."""
