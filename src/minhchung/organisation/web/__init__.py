"""Screens of units: plain registers, reorganisations, the chart, figures over a reorganisation."""
