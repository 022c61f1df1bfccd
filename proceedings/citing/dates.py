"""CSL dates in other formats."""


def iso(date: dict | None, separator: str = "-") -> str:
    """The date as 2020-09-28, or 2020-09-28/2020-09-30 for a range (EDTF); empty without a date."""
    parts = (date or {}).get("date-parts", [])
    return "/".join(separator.join(f"{number:02}" for number in day) for day in parts)
