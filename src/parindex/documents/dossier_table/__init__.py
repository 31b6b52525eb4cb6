"""The official table of dossiers as a workbook: the counts and rates of a page, with how they were counted."""

from parindex.documents.dossier_table.build import TableSheet, write_dossier_table

__all__ = ["TableSheet", "write_dossier_table"]
