"""The whole history of the Assembly into a ledger: a file of the Library's form and size, first, again, and asked.

The file is made here, of invented votes: 947,926 rows of 193 members, about as many bytes as the release of February 2026.
Each step runs in a process of its own, as a user's would; beside it stands what the bare csv module needs to read the file.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dragoman.world import members, state

VOTES = 4911
HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
LOAD = """
import json, resource, sys, time
start = time.perf_counter()
from pathlib import Path
from dragoman.ledger import Ledger
from dragoman.workflows.loading import load_file
loaded = load_file(Path(sys.argv[1]), Ledger.create(sys.argv[2]))
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps({"seconds": seconds, "peak": peak, "choices": loaded.report.choices}))
"""


def write_file(path: Path) -> None:
    """Write the invented release."""
    from datetime import date, timedelta

    seats = sorted(members("UN", date(2024, 1, 1)).members)
    names = [state(seat).official.upper().replace(",", "") for seat in seats]
    with path.open("w", encoding="utf-8") as out:
        print(HEADER, file=out)
        for number in range(VOTES):
            held = date(1970, 1, 1) + timedelta(days=4 * number)
            choices = ["YYYYNAYX"[(i * number + i // 7) % 8] for i in range(len(seats))]
            totals = ",".join(f"{choices.count(letter)}.0" for letter in "YNAX")
            ending = (
                f"{held},78,A/RES/78/{number},A/78/L.{number},,A/78/PV.{number % 90},"
                f"Harbours and tides of region {number} : questions left open by the survey of lighthouses and piers : "
                f"resolution / adopted by the General Assembly,Report of the Third Committee on harbours,"
                f"HARBOURS|TIDES,,{totals},{len(seats)}.0,https://digitallibrary.un.org/record/{number}\n"
            )
            out.writelines(
                f"{number},{seat},{name},{choice},{ending}"
                for seat, name, choice in zip(seats, names, choices, strict=True)
            )


def bare_reading(path: Path) -> float:
    """Seconds that the csv module needs to go through the file."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as lines:
        sum(1 for _ in csv.reader(lines))
    return time.perf_counter() - start


def load(path: Path, ledger: Path) -> dict[str, float]:
    command = [sys.executable, "-c", LOAD, str(path), str(ledger)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def milliseconds(ask: Callable[[], object], times: int = 9) -> float:
    """The median time of a question that was asked before."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return 1000 * median(taken)


def figures() -> dict[str, float]:
    """Seconds, megabytes and milliseconds of loading and of asking the full ledger."""
    from dragoman.ledger import Ledger

    with TemporaryDirectory() as folder:
        path, place = Path(folder, "2026_02_06_ga_voting.csv"), Path(folder, "ledger")
        write_file(path)
        bare = bare_reading(path)
        first, again = load(path, place), load(path, place)
        with Ledger.open(place) as ledger:
            return {
                "megabytes": path.stat().st_size / 1e6,
                "rows": first["choices"],
                "bare_csv_seconds": bare,
                "load_seconds": first["seconds"],
                "load_times_bare": first["seconds"] / bare,
                "load_peak_megabytes": first["peak"],
                "again_seconds": again["seconds"],
                "open_ms": milliseconds(lambda: Ledger.open(place).close()),
                "roll_call_ms": milliseconds(lambda: ledger.roll_call("A/RES/78/77")),
                "state_history_ms": milliseconds(lambda: ledger.history_of("FRA")),
                "words_ms": milliseconds(lambda: ledger.headings(words="harbours 4000")),
                "sql_over_all_choices_ms": milliseconds(
                    lambda: ledger.sql("SELECT seat, choice, count(*) FROM choices GROUP BY ALL")
                ),
            }
