"""One check per module: each looks at finished records and says what a person should look at."""
