"""Dates and times as pages print them, in many languages, calendars and zones."""
