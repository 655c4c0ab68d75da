"""Yearly plan, tasks, inspections, initiatives."""
