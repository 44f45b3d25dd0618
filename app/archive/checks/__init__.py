"""Whether the archive is as it should be: what is checked, one file a subject.

A rule is one statement that finds all rows with one flaw; rules run over everything. What must be unpacked, cut or made
anew to be compared is checked page by page, with all that was read in the page (walk.py). Whoever runs the checks opens
a snapshot for them (snapshot.py): a service that goes on filing gives no false finding.
"""
