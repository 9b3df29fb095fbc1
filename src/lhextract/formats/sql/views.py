"""Views for people: what is in force, readable without a join."""

from __future__ import annotations

from sqlalchemy import Connection, text

# {joined} is how the database joins texts. Each inner list is in the order of the page.
_INITIATIVES = """
SELECT i.source, i.position, i.id, i.name, c.label AS category,
  (SELECT {joined}(name, '; ') FROM (
     SELECT p.name FROM initiative_institutions p
     WHERE p.source = i.source AND p.initiative = i.id AND p.role = 'partner' AND NOT p.retired
     ORDER BY p.position) AS listed) AS partners,
  (SELECT {joined}(name, '; ') FROM (
     SELECT p.name FROM programs p
     WHERE p.source = i.source AND p.initiative = i.id AND NOT p.retired ORDER BY p.position) AS listed) AS programs,
  (SELECT min(y.first_day) FROM years y
     WHERE y.source = i.source AND y.initiative = i.id AND y.role = 'start' AND NOT y.retired) AS since,
  (SELECT {joined}(person_name, '; ') FROM (
     SELECT k.person_name FROM contacts k
     WHERE k.source = i.source AND k.initiative = i.id AND k.person_name IS NOT NULL AND NOT k.retired
     ORDER BY k.position) AS listed) AS contacts,
  (SELECT count(*) FROM findings f
     WHERE f.source = i.source AND f.initiative = i.id AND f.severity <> 'note' AND NOT f.retired) AS warnings
FROM initiatives i
LEFT JOIN categories c ON c.source = i.source AND c.id = i.category
WHERE NOT i.retired
"""
_CONTACTS = """
SELECT k.source, i.position AS initiative_position, k.position, i.name AS initiative,
  k.titles_before, k.person_name, k.titles_after, k.role, k.unit, k.email,
  (SELECT {joined}(number, '; ') FROM (
     SELECT coalesce(p.uri, p.raw) AS number FROM phones p
     WHERE p.source = k.source AND p.contact = k.id AND NOT p.retired ORDER BY p.position) AS listed) AS phones,
  k.id, k.initiative AS initiative_id
FROM contacts k
JOIN initiatives i ON i.source = k.source AND i.id = k.initiative
WHERE NOT k.retired
"""
VIEWS = {"initiative_overview": _INITIATIVES, "contact_overview": _CONTACTS}


def create_view(connection: Connection, name: str) -> None:
    """Make a view."""
    joined = "group_concat" if connection.dialect.name == "sqlite" else "string_agg"
    connection.execute(text(f"CREATE VIEW {name} AS {VIEWS[name].format(joined=joined)}"))
