"""`report.html`: one self-contained page to look at."""
