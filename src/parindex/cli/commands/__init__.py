"""The commands, one module each. Adding one: its file, and a line here."""

from parindex.cli.commands import (
    criteria,
    demo,
    doctor,
    init,
    measures,
    plan,
    records,
    score,
    serve,
    units,
    worker,
    worktime,
)

COMMANDS = (init, demo, serve, worker, units, records, worktime, measures, criteria, score, plan, doctor)
