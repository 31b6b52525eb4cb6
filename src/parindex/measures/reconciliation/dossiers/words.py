"""Days, moments and sums inside the SQL of a Vietnamese sentence."""


def day(moment: str) -> str:
    """SQL: dd/MM/yyyy, "(không ghi)" for none."""
    return f"coalesce(strftime(CAST({moment} AS DATE), '%d/%m/%Y'), '(không ghi)')"


def clock(moment: str) -> str:
    """SQL: HH:mm dd/MM/yyyy."""
    return f"coalesce(strftime(CAST({moment} AS TIMESTAMP), '%H:%M ngày %d/%m/%Y'), '(không ghi)')"


def sentence(*parts: str) -> str:
    """SQL: the parts one after the other; a part that begins with `=` is SQL, any other is text."""
    return (
        "concat("
        + ", ".join(part[1:] if part[0] == "=" else "'" + part.replace("'", "''") + "'" for part in parts)
        + ")"
    )
