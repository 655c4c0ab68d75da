"""Minh Chứng: administrative reform records, figures and reports that open to their evidence."""

__version__ = "0.1.0"
