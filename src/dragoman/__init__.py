"""Reads diplomacy: reports and voting records in, one ledger out, every vote claim checked."""
