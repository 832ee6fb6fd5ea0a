"""The brief as a PDF."""
