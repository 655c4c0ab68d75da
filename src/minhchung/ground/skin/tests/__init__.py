"""Tests of the skin."""
