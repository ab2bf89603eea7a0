"""What can go wrong between a document and its paper."""


class PdfUnavailable(Exception):
    """This computer lacks the libraries that draw a PDF; everything else works."""


class OutsideSource(Exception):
    """A document asked for something outside the product's static files; nothing was fetched."""
