"""The kinds of things that can be compared between two sources. Adding one: its folder, and a line here."""

from collections.abc import Mapping

from parindex.measures.reconciliation.comparison import Comparison
from parindex.measures.reconciliation.dossiers import DOSSIERS
from parindex.measures.reconciliation.reports import REPORTS
from parindex.measures.reconciliation.tasks import TASKS

COMPARISONS: Mapping[str, Comparison] = {one.name: one for one in (DOSSIERS, TASKS, REPORTS)}
