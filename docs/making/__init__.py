"""What makes the documentation: pages from the program's own declarations, figures from a real run, links of the site.

`python -m docs.making` writes everything that is generated; tests compare it byte for byte. No part of the package.
"""
