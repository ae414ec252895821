"""What a report says of votes: who chose what, totals, outcomes, sponsors, and of which text.

`statements` finds choices, `tallies` totals, `outcomes` results, `sponsors` drafters; `references` finds the words
for the text voted on, and `focus` decides which of them mean the same text.
"""
