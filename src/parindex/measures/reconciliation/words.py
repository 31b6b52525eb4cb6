"""Days inside the SQL of a sentence, for every kind of thing that is compared."""


def written_day(sql: str) -> str:
    """SQL: dd/MM/yyyy; NULL for none, so that what is said of it falls away."""
    return f"strftime({sql}, '%d/%m/%Y')"
