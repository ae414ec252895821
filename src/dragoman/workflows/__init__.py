"""The verbs that join the pure steps to the world: read, load, look up, align. Nothing heavy is imported before it is needed."""

from dragoman.workflows.health import Health, examine
from dragoman.workflows.loading import Loaded, load_file, load_files
from dragoman.workflows.places import bloc_named, party_named, seat_named
from dragoman.workflows.reading import Failure, language_model, open_source, read_files, read_source, saved
from dragoman.workflows.record import (
    default_address,
    download_folder,
    embedded_ledger,
    embedded_record,
    existing_ledger,
    find_ledger,
    has_default_ledger,
    make_ledger,
    open_ledger,
    record_at,
    record_of,
    roll_call_named,
)

__all__ = [
    "Failure",
    "Health",
    "Loaded",
    "bloc_named",
    "default_address",
    "download_folder",
    "embedded_ledger",
    "embedded_record",
    "examine",
    "existing_ledger",
    "find_ledger",
    "has_default_ledger",
    "language_model",
    "load_file",
    "load_files",
    "make_ledger",
    "open_ledger",
    "open_source",
    "party_named",
    "read_files",
    "read_source",
    "record_at",
    "record_of",
    "roll_call_named",
    "saved",
    "seat_named",
]
