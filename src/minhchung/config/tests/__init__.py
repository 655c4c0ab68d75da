"""Tests of the place that knows every room."""
