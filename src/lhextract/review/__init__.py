"""The stewards' review page: a small web server on this machine, for one workspace."""
