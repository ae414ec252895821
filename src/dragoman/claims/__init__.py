"""From what a text says to what the record answers.

`finding` turns a ballot's statements into claims, `questions` says what to ask of the record, `linking` ranks the
roll calls that may be meant, `judging` compares claim and record, `shifts` answers claims of change.
"""
