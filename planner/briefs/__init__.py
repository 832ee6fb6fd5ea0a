"""One campaign gathered into a document, and the way from page to PDF."""
