"""The verbs that join the pure steps to the world: read, load, look up, align. Nothing heavy is imported before it is needed."""

from dragoman.workflows.alignment import (
    cohesion_of,
    compare_parties,
    find_shift,
    fit_points,
    rank_shifts,
    vote_matrix,
    votes_beside,
)
from dragoman.workflows.health import examine
from dragoman.workflows.loading import Loaded, load_file, try_to_load
from dragoman.workflows.places import bloc_named, party_named, seat_named
from dragoman.workflows.reading import (
    Failure,
    language_model,
    open_source,
    read_files,
    read_source,
    saved,
    source_of,
)
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
    "Loaded",
    "bloc_named",
    "cohesion_of",
    "compare_parties",
    "default_address",
    "download_folder",
    "embedded_ledger",
    "embedded_record",
    "examine",
    "existing_ledger",
    "find_ledger",
    "find_shift",
    "fit_points",
    "has_default_ledger",
    "language_model",
    "load_file",
    "make_ledger",
    "open_ledger",
    "open_source",
    "party_named",
    "rank_shifts",
    "read_files",
    "read_source",
    "record_at",
    "record_of",
    "roll_call_named",
    "saved",
    "seat_named",
    "source_of",
    "try_to_load",
    "vote_matrix",
    "votes_beside",
]
