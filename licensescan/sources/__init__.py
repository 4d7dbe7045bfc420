"""Where the texts are: the Hub, mirrors of it, local folders and files.

`fetch` gives the artifacts of a plan's assets and of all they come from; `read_document` the text
of one file that the user named. The Hub's client is loaded only when the Hub is asked.
"""

from licensescan.sources.fetch import fetch
from licensescan.sources.files import inside, read_document
from licensescan.sources.lineage import bases_and_data
from licensescan.sources.places import places_of
from licensescan.sources.values import FetchOptions, HubPlace, MirrorPlace, Place, Progress, Request

__all__ = [
    "FetchOptions",
    "HubPlace",
    "MirrorPlace",
    "Place",
    "Progress",
    "Request",
    "bases_and_data",
    "fetch",
    "inside",
    "places_of",
    "read_document",
]
