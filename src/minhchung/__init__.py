"""Minh Chứng: administrative reform records, figures and reports that open to their evidence."""
