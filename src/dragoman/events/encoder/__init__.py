"""The small encoder that is asked where the rules are unsure; see docs/explanation/encoder.md."""
