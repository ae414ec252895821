"""The words of the field as frozen values. Nothing here opens a file, a socket or a clock."""
