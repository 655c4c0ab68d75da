"""What may be shown of a person to those who may not read personal data: enough to tell two apart, not who it is."""

from __future__ import annotations

DOTS = "•••••"


def masked(column: str, value: str) -> str:
    """A personal value by the name of its column: last initials of a name, last three digits of a number, else dots.

    The value itself never comes back: what is too short to be shortened is hidden whole.
    """
    value = value.strip()
    if column.endswith(("phone", "id_number", "identity")):
        return f"{DOTS}{value[-3:]}" if len(value) > 6 else DOTS
    if column.endswith("name"):
        return f"{''.join(f'{word[0]}.' for word in value.split()[-3:])} {DOTS}" if value else DOTS
    if column.endswith("email"):
        return f"{value[:1]}{DOTS}@{DOTS}" if "@" in value else DOTS
    return DOTS
