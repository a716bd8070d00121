"""The release itself: clean text, title, dateline, publication date, publisher, sections."""

from pipeline.release.clean import clean
from pipeline.release.identity import doc_id
from pipeline.release.parse import parse, prepare

__all__ = ["clean", "doc_id", "parse", "prepare"]
