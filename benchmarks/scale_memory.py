"""`python -m benchmarks.scale_memory FOLDER COPIES`: the most MiB that making the table by law took."""

import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.scale import CLOCKS, LAW, by_unit
from benchmarks.scale_data import Files
from parindex.records.engine import connect

with tempfile.TemporaryDirectory(prefix="parindex-bench-") as scratch, connect(Path(scratch)) as connection:
    by_unit(connection, Files(Path(sys.argv[1]), int(sys.argv[2])), CLOCKS[LAW])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
