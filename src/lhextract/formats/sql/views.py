"""Views for people: what is in force, readable without a join."""

from __future__ import annotations

from sqlalchemy import Connection, text

# {joined} is how the database joins texts. Each inner list is in the order of the page. The file of `--to sqlite` has
# views of the same names and columns, but for `source`.
_INITIATIVES = """
SELECT i.source, i.position, i.id, i.name,
  (SELECT {joined}(heading, ' › ') FROM (
     SELECT l.heading FROM category_levels l
     WHERE l.source = i.source AND l.category = i.category AND NOT l.retired ORDER BY l.level) AS listed) AS category,
  (SELECT {joined}(name, ' | ') FROM (
     SELECT o.name FROM initiative_institutions p JOIN institutions o ON o.source = p.source AND o.id = p.institution
     WHERE p.source = i.source AND p.initiative = i.id AND p.role = 'partner' AND NOT p.retired
     ORDER BY p.position) AS listed) AS partners,
  (SELECT {joined}(name, ' | ') FROM (
     SELECT o.name FROM initiative_institutions p JOIN institutions o ON o.source = p.source AND o.id = p.institution
     WHERE p.source = i.source AND p.initiative = i.id AND p.role = 'host unit' AND NOT p.retired
     ORDER BY p.position) AS listed) AS host_units,
  (SELECT {joined}(name, ' | ') FROM (
     SELECT h.name FROM initiative_people n JOIN people h ON h.source = n.source AND h.id = n.person
     WHERE n.source = i.source AND n.initiative = i.id AND NOT n.retired ORDER BY h.position) AS listed) AS people,
  (SELECT {joined}(name, ' | ') FROM (
     SELECT p.name FROM programs p
     WHERE p.source = i.source AND p.initiative = i.id AND NOT p.retired ORDER BY p.position) AS listed) AS programs,
  (SELECT {joined}(said, ' | ') FROM (
     SELECT coalesce(y.edtf, y.text) AS said FROM years y
     WHERE y.source = i.source AND y.initiative = i.id AND NOT y.retired ORDER BY y.position) AS listed) AS dates,
  (SELECT min(y.first_day) FROM years y
     WHERE y.source = i.source AND y.initiative = i.id AND y.role = 'start' AND NOT y.retired) AS since,
  (SELECT count(*) FROM findings f
     WHERE f.source = i.source AND f.initiative = i.id AND f.severity <> 'note' AND NOT f.retired) AS warnings,
  i.text
FROM initiatives i
WHERE NOT i.retired
"""
_CONTACTS = """
SELECT k.source, i.position AS initiative_position, k.position, k.id, k.initiative, i.name AS initiative_name,
  k.titles_before, k.person_name, k.titles_after, k.role, k.unit,
  (SELECT {joined}(raw, ' | ') FROM (
     SELECT p.raw FROM phones p
     WHERE p.source = k.source AND p.contact = k.id AND NOT p.retired ORDER BY p.position) AS listed) AS phones,
  k.email
FROM contacts k
JOIN initiatives i ON i.source = k.source AND i.id = k.initiative
WHERE NOT k.retired
"""
VIEWS = {"initiative_overview": _INITIATIVES, "contact_overview": _CONTACTS}


def create_view(connection: Connection, name: str) -> None:
    """Make a view."""
    joined = "group_concat" if connection.dialect.name == "sqlite" else "string_agg"
    connection.execute(text(f"CREATE VIEW {name} AS {VIEWS[name].format(joined=joined)}"))
