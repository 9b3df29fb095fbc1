"""What the SQLite file offers people beside the tables: two views, and full-text search."""

from __future__ import annotations

# The lists are for reading: the tables have one value in a cell. `initiative_overview` has the row ids of
# `initiatives`, without which its index could not refer to it. Databases (`formats/sql/views.py`) have the same views.
OVERVIEW = """CREATE VIEW initiative_overview AS -- One row for each initiative, with who takes part and when.
SELECT i.rowid AS rowid, i.position, i.id, i.name,
  (SELECT group_concat(heading, ' › ') FROM
    (SELECT heading FROM category_levels WHERE category = i.category ORDER BY level)) AS category,
  (SELECT group_concat(name, ' | ') FROM
    (SELECT o.name FROM initiative_institutions AS t JOIN institutions AS o ON o.id = t.institution
     WHERE t.initiative = i.id AND t.role = 'partner' ORDER BY t.position)) AS partners,
  (SELECT group_concat(name, ' | ') FROM
    (SELECT o.name FROM initiative_institutions AS t JOIN institutions AS o ON o.id = t.institution
     WHERE t.initiative = i.id AND t.role = 'host unit' ORDER BY t.position)) AS host_units,
  (SELECT group_concat(name, ' | ') FROM
    (SELECT p.name FROM initiative_people AS n JOIN people AS p ON p.id = n.person
     WHERE n.initiative = i.id ORDER BY p.position)) AS people,
  (SELECT group_concat(name, ' | ') FROM
    (SELECT name FROM programs WHERE initiative = i.id ORDER BY position)) AS programs,
  (SELECT group_concat(said, ' | ') FROM
    (SELECT coalesce(edtf, text) AS said FROM years WHERE initiative = i.id ORDER BY position)) AS dates,
  (SELECT min(first_day) FROM years WHERE initiative = i.id AND role = 'start') AS since,
  (SELECT count(*) FROM findings WHERE initiative = i.id AND severity <> 'note') AS warnings,
  i.text
FROM initiatives AS i"""
CONTACTS = """CREATE VIEW contact_overview AS -- One row for each contact, with the numbers as written.
SELECT i.position AS initiative_position, c.position, c.id, c.initiative, i.name AS initiative_name,
  c.titles_before, c.person_name, c.titles_after, c.role, c.unit,
  (SELECT group_concat(raw, ' | ') FROM (SELECT raw FROM phones WHERE contact = c.id ORDER BY position)) AS phones,
  c.email
FROM contacts AS c JOIN initiatives AS i ON i.id = c.initiative
ORDER BY i.position, c.position"""
# Datasette offers a search where it finds an index with such a `content`; umlauts and accents make no difference.
SEARCH = """CREATE VIRTUAL TABLE {name}_fts
USING fts5({columns}, content="{name}", tokenize='unicode61 remove_diacritics 2')"""
SEARCHED = {
    "initiatives": "name, text",
    "institutions": "name",
    "people": "name",
    "mentions": "text",
    "initiative_overview": "name, text, partners, host_units, people",
}
FILL = (
    "INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')",
    "INSERT INTO {name}_fts({name}_fts) VALUES ('optimize')",
)
STATEMENTS = (
    OVERVIEW,
    CONTACTS,
    *(each.format(name=name, columns=columns) for name, columns in SEARCHED.items() for each in (SEARCH, *FILL)),
)
