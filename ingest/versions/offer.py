"""What someone says of a file they offer: which document it is, in which version."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The description of a new version, or of a document of one's own."""

    document: str
    version: str
    date: str = ""
    local: bool = False  # a document of the organisation itself, such as a convenant
    title: str = ""
    publisher: str = ""
    remark: str = ""
