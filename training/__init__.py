"""Training of the encoder: not part of the package, of the tests or of CI; see README.md."""
