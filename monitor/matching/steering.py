"""Signs that steer the text around them, and those that only look as if they did."""

# Marks, embeddings, overrides and isolates: they turn the text around them; see UAX #9.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Invisible signs that words of Persian, Indic scripts and emoji are written with.
JOINERS = "\u200c\u200d"
ELLIPSIS = "…"


def is_steering(char: str) -> bool:
    """Whether a sign turns the text around it or belongs to no text at all."""
    return char in BIDI_CONTROLS or (not char.isprintable() and char not in JOINERS)
