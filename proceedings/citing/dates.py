"""CSL dates in other writings."""


def iso(date: dict | None, separator: str = "-") -> str:
    """2020-09-28, or 2020-09-28/2020-09-30 for a first and a last day (EDTF); empty when there is no date."""
    parts = (date or {}).get("date-parts", [])
    return "/".join(separator.join(f"{number:02}" for number in day) for day in parts)
