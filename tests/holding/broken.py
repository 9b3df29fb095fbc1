"""What servers send in place of a page, and what becomes of pages on their way.

Every kind is a pure function of a golden page. The wording is that of nobody's site in particular.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace

from lhextract.model.outline import LineRole
from tests.faults.injection import Page, blocks_of, text_of
from tests.holding.pages import Fetched, as_main, as_site, site, text_page, title_of

Make = Callable[[Page, Page], Fetched | None]  # of the page and another golden page; None: it cannot have this fault


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of broken input: the codes of which one has to be told, and whether a first run can tell."""

    make: Make
    codes: tuple[str, ...]
    first: bool = True


def _p(*lines: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


FORM_EN = "<form><label>Username</label><input name=u><label>Password</label><input type=password></form>"
FORM_DE = "<form><label>Benutzername</label><input name=u><label>Passwort</label><input type='password'></form>"
FOOTER = (
    "The service desk is open from eight to six on every working day and answers mail within two days.",
    "Students find their timetable, their marks and the map of all rooms after they have signed in here.",
    "Visitors are welcome in the library, which lends books to everybody who lives in the town or nearby.",
    "The canteen offers three dishes a day, and the menu of the week hangs at the door of each building.",
) * 5
COOKIES = tuple(
    line
    for name in ("Matomo", "Videos", "Maps", "Chat", "Survey", "Login", "Fonts", "Search", "Podcast", "Calendar")
    for line in (
        f"{name}",
        f"These cookies let us count how often {name} is used. Cookie name: _{name.lower()}_id. Duration: 13 months.",
        "Marketing cookies are set by a third-party provider for advertising and need your consent.",
        "Accept",
    )
)


def login_form(page: Page, other: Page) -> Fetched:
    return site(
        "Login", f"<h1>Log in</h1>{_p('Please log in to see this page.')}{FORM_EN}<a href=#>Forgot password?</a>"
    )


def login_form_de(page: Page, other: Page) -> Fetched:
    return site(
        "Anmeldung", f"<h1>Anmelden</h1>{FORM_DE}{_p('Passwort vergessen?', 'Service Desk: +49 351 463-40000')}"
    )


def login_text(page: Page, other: Page) -> Fetched:
    return text_page(
        f"{title_of(page)}\nYou need to log in to view this page.\nUsername\nPassword\nRemember me\nLog in"
    )


def login_long(page: Page, other: Page) -> Fetched:
    return site("Portal", f"<h1>Portal</h1>{_p('You must be logged in to see this.')}{FORM_EN}{_p(*FOOTER)}")


def bare_password(page: Page, other: Page) -> Fetched:
    return site("Portál", f"<h1>Přihlášení</h1><form>{_p('Uživatel', 'Heslo')}<input type=password></form>")


def captive_portal(page: Page, other: Page) -> Fetched:
    return text_page("Guest Wi-Fi\nConnect to the internet\nI accept the terms of use\nConnect")


def session_expired(page: Page, other: Page) -> Fetched:
    return site("Campus", "<h1>Your session has expired</h1>" + _p("Start again from the home page."))


def sso_choice(page: Page, other: Page) -> Fetched:
    places = [f"University of {name}" for name in ("North", "South", "East", "West", "Hill", "Lake", "Wood")] * 30
    return site(
        "Sign-on", "<h1>Select your identity provider</h1><ul>" + "".join(f"<li>{p}</li>" for p in places) + "</ul>"
    )


def sso_choice_de(page: Page, other: Page) -> Fetched:
    return text_page("Zentraler Anmeldedienst\nWählen Sie Ihre Einrichtung\nUniversität A\nUniversität B\nAuswählen")


def sso_handover(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><body onload='document.forms[0].submit()'><form method=post action=https://sso.example/post>"
        b"<input type=hidden name=SAMLRequest value=abc><input type=submit value=Continue></form></body></html>"
    )


def consent_short(page: Page, other: Page) -> Fetched:
    main = f"<h1>We value your privacy</h1>{_p('We use cookies to improve this site.', 'Accept all', 'Reject all')}"
    return site(title_of(page), main)


def consent_short_de(page: Page, other: Page) -> Fetched:
    return text_page(
        f"{title_of(page)}\nPrivatsphäre-Einstellungen\nWir verwenden Cookies und benötigen Ihre Einwilligung.\n"
        "Alle akzeptieren\nNur notwendige Cookies\nAuswahl speichern"
    )


def consent_long(page: Page, other: Page) -> Fetched:
    return text_page("\n".join((title_of(page), "Your privacy matters", "Strictly necessary cookies", *COOKIES)))


def consent_sections(page: Page, other: Page) -> Fetched:
    main = "<h1>Privacy preferences</h1>" + _p("You can withdraw your consent at any time.")
    for number in range(0, len(COOKIES), 4):
        main += f"<h3>{COOKIES[number]}</h3>{_p(*COOKIES[number + 1 : number + 4])}<a href=/more>More information</a>"
    return site("Privacy", main)


def consent_dialog_only(page: Page, other: Page) -> Fetched:
    return site("", "", beside="<div role=dialog class=cookie-banner>" + _p("This website uses cookies.") + "</div>")


def moment(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<!doctype html><html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies "
        b"to continue</noscript><script src=/cdn-cgi/challenge-platform/h/b></script></body></html>",
        status=200,
    )


def captcha(page: Page, other: Page) -> Fetched:
    return site("Security check", "<h1>Verify you are human</h1><div class=h-captcha data-sitekey=1></div>")


def captcha_de(page: Page, other: Page) -> Fetched:
    return text_page(
        "Sicherheitsüberprüfung\nBitte bestätigen Sie, dass Sie ein Mensch sind.\nIch bin kein Roboter\nWeiter"
    )


def captcha_silent(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><head><script src='https://geo.captcha-delivery.com/x.js'></script></head><body><p>example.edu</p></body></html>"
    )


def unusual_traffic(page: Page, other: Page) -> Fetched:
    return site("Sorry", _p("Our systems have detected unusual traffic from your network.", "IP address: 192.0.2.1"))


def not_found(page: Page, other: Page) -> Fetched:
    main = "<h1>Page not found</h1>" + _p(
        "The page you requested does not exist any more.", "Back to the homepage", *FOOTER
    )
    return site("404 | University of Examples", main)


def not_found_de(page: Page, other: Page) -> Fetched:
    return text_page("Universität Beispiel\nHoppla! Diese Seite konnte nicht gefunden werden.\nZur Startseite\nKontakt")


def not_found_polite(page: Page, other: Page) -> Fetched:
    return site(
        "University", "<h1>Oops!</h1>" + _p("Sorry, we can’t find the page you are looking for. Try our search.")
    )


def forbidden(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center></body></html>"
    )


def firewall(page: Page, other: Page) -> Fetched:
    return text_page(
        "The requested URL was rejected. Please consult with your administrator.\nYour support ID is: 1234567890"
    )


def access_denied_de(page: Page, other: Page) -> Fetched:
    return site(
        "Zugriff verweigert", "<h1>Zugriff verweigert</h1>" + _p("Sie haben keine Berechtigung für diese Seite.")
    )


def bad_gateway(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>proxy</body></html>"
    )


def server_error(page: Page, other: Page) -> Fetched:
    return text_page("Internal Server Error\nThe server encountered an error and could not complete your request.")


def database_error(page: Page, other: Page) -> Fetched:
    return site("Database Error", "<h1>Error establishing a database connection</h1>")


def error_in_layout(page: Page, other: Page) -> Fetched:
    main = f"<h1>{html.escape(title_of(page))}</h1>" + _p("Oops, an error occurred! Code: 20270203101500af32")
    return site(title_of(page), main)


def unavailable(page: Page, other: Page) -> Fetched:
    return text_page(
        "Service Unavailable\nThe server is temporarily unable to service your request. Please try again later."
    )


def maintenance(page: Page, other: Page) -> Fetched:
    return site(
        "Maintenance", "<h1>Scheduled maintenance</h1>" + _p("We will be back soon. Thank you for your patience.")
    )


def maintenance_de(page: Page, other: Page) -> Fetched:
    return text_page(
        "Universität Beispiel\nWegen Wartungsarbeiten ist diese Seite derzeit nicht erreichbar.\nVielen Dank."
    )


def too_many(page: Page, other: Page) -> Fetched:
    return Fetched(b"<html><title>429 Too Many Requests</title><h1>Too Many Requests</h1></html>")


def moved(page: Page, other: Page) -> Fetched:
    return site("Moved", "<h1>This page has moved</h1>" + _p("If you are not redirected, follow this link."))


def needs_scripts(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<!doctype html><html><head><title>Partnerships</title></head><body><noscript>You need to enable JavaScript to "
        b"run this app.</noscript><div id=root></div><script src=/main.js></script></body></html>"
    )


def silent_shell(page: Page, other: Page) -> Fetched:
    return Fetched(b"<!doctype html><html><body><div id=app></div><script>let a = '<div>';</script></body></html>")


def loading(page: Page, other: Page) -> Fetched:
    return site(title_of(page), "<div class=spinner>Loading…</div>", head="<script src=/a.js></script>")


def scripts_de(page: Page, other: Page) -> Fetched:
    return text_page(f"{title_of(page)}\nBitte aktivieren Sie JavaScript, um diese Seite zu sehen.")


def empty_main(page: Page, other: Page) -> Fetched:
    return site(title_of(page), "")


def headings_only(page: Page, other: Page) -> Fetched:
    kept = tuple(row for row in page if row.role in {LineRole.PAGE_TITLE, LineRole.HEADING})
    return as_site(kept or page[:1])


def titles_only(page: Page, other: Page) -> Fetched | None:
    kept = tuple(row for row in page if row.role in TAGGED)
    return as_site(kept) if len(kept) > 3 else None


TAGGED = frozenset({LineRole.PAGE_TITLE, LineRole.HEADING, LineRole.TITLE})


def teasers(page: Page, other: Page) -> Fetched | None:
    """The first words of each initiative, as a list that leads to pages of their own."""
    rows, seen = [], set()
    for row in page:
        if row.owner in seen and row.role is not LineRole.TITLE:
            continue
        if row.role is LineRole.BODY:
            seen.add(row.owner)
            row = replace(row, text=" ".join(row.text.split()[:12]) + " …")
        rows.append(row)
    has_contacts = sum(row.role is LineRole.CONTACT_PERSON for row in page) >= 4
    return as_site(tuple(rows)) if has_contacts else None


def html_cut(page: Page, other: Page) -> Fetched:
    body = as_site(page).body
    return Fetched(body[: body.index(b"<main>") + (len(body) - body.index(b"<main>")) * 2 // 3])


def html_cut_late(page: Page, other: Page) -> Fetched:
    body = as_site(page).body
    return Fetched(body[: body.rindex(b"</main>") - 40])


def html_cut_in_tag(page: Page, other: Page) -> Fetched:
    body = as_site(page).body
    return Fetched(body[: body.rindex(b"<p", 0, body.rindex(b"</main>")) + 1])


def text_cut(page: Page, other: Page) -> Fetched | None:
    text = text_of(page)
    at = text.find(" ", len(text) * 3 // 4)
    return text_page(text[:at]) if at > 0 and not text[at - 1] in ".!?" and "\n" not in text[at - 30 : at + 2] else None


def text_cut_in_word(page: Page, other: Page) -> Fetched:
    text = text_of(page)
    at = next(i for i in range(len(text) * 9 // 10, len(text)) if text[i - 3 : i + 3].isalpha())
    return text_page(text[:at])


def translated(page: Page, other: Page) -> Fetched | None:
    """Names, phones and addresses as before, all prose in the language of the other page."""
    prose = [row.text for row in other if row.role is LineRole.BODY]
    rows = [
        replace(row, text=prose[i % len(prose)])
        if row.role in {LineRole.BODY, LineRole.INTRO, LineRole.DESCRIPTION}
        else row
        for i, row in enumerate(page)
    ]
    return text_page(text_of(tuple(rows)))


def translation_notice(page: Page, other: Page) -> Fetched:
    return site("Page", "<h1>Cooperation</h1>" + _p("Sorry, this page is only available in German.", *FOOTER))


def machine_translated(page: Page, other: Page) -> Fetched:
    return site("Page", _p("This page was translated automatically.") + as_main(page))


def half_gone(page: Page, other: Page) -> Fetched | None:
    blocks = blocks_of(page)
    if len(blocks) < 5:
        return None
    gone = {owner for owner in blocks if owner > len(blocks) * 0.45}
    return text_page(text_of(tuple(row for row in page if row.owner not in gone)))


def most_gone(page: Page, other: Page) -> Fetched | None:
    blocks = blocks_of(page)
    gone = {owner for owner in blocks if owner > 1}
    return as_site(tuple(row for row in page if row.owner not in gone)) if len(blocks) > 2 else None


def contacts_gone(page: Page, other: Page) -> Fetched | None:
    has = sum(row.role is LineRole.CONTACT_PERSON for row in page) >= 4
    return as_site(tuple(row for row in page if not row.role.is_contact)) if has else None


def one_line(page: Page, other: Page) -> Fetched:
    return text_page(" ".join(row.text for row in page))


def doubled(page: Page, other: Page) -> Fetched | None:
    return text_page(f"{text_of(page)}\n{text_of(page)}") if len(blocks_of(page)) > 3 else None


def without_headings(page: Page, other: Page) -> Fetched | None:
    headings = sum(row.role is LineRole.HEADING for row in page)
    return text_page(text_of(tuple(r for r in page if r.role is not LineRole.HEADING))) if headings > 1 else None


def another_list(page: Page, other: Page) -> Fetched:
    return text_page(text_of(other))


def home_page(page: Page, other: Page) -> Fetched:
    news = ("Rector opens new library", "Prize for young chemists", "Summer party on Friday", "How fungi talk") * 2
    return site(
        "University", "<h1>Welcome</h1>" + "".join(f"<h2>{n}</h2>{_p(FOOTER[i % 4])}" for i, n in enumerate(news))
    )


def press_release(page: Page, other: Page) -> Fetched:
    return site("News", f"<h1>New: {html.escape(title_of(page))}</h1>" + _p(*FOOTER[:4], "Press office, +49 351 463-1"))


def parked(page: Page, other: Page) -> Fetched:
    return text_page(
        "example.org\nThis domain is for sale\nRelated searches\nCheap flights\nOnline degrees\nBuy this domain"
    )


def default_page(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this, it works.</html>"
    )


def construction(page: Page, other: Page) -> Fetched:
    return site("Neu", "<h1>Diese Seite befindet sich im Aufbau</h1>" + _p("Schauen Sie bald wieder vorbei."))


def directory(page: Page, other: Page) -> Fetched:
    return Fetched(
        b"<html><title>Index of /</title><h1>Index of /</h1><pre><a href=a>a</a> 2026 1K\n<a href=b>b</a></pre></html>"
    )


def filler(page: Page, other: Page) -> Fetched:
    lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
    return text_page(text_of(tuple(replace(r, text=lorem) if r.role is LineRole.BODY else r for r in page)))


def template(page: Page, other: Page) -> Fetched:
    return site(
        "List", "<h1>Partnerships</h1>" + _p("{{ item.title }}", "{{ item.text }}", "{{ item.contact }}", *FOOTER)
    )


def _accented(page: Page) -> bool:
    return sum(not char.isascii() and char.isalpha() for char in text_of(page)) >= 30


def mojibake(page: Page, other: Page) -> Fetched | None:
    return text_page(text_of(page).encode().decode("cp1252", "replace")) if _accented(page) else None


def mojibake_twice(page: Page, other: Page) -> Fetched | None:
    return text_page(text_of(page).encode().decode("latin-1")) if _accented(page) else None


def replaced(page: Page, other: Page) -> Fetched | None:
    text = "".join(c if c.isascii() else "\ufffd" for c in text_of(page))
    return text_page(text) if _accented(page) else None


def questioned(page: Page, other: Page) -> Fetched | None:
    text = "".join(c if c.isascii() else "?" for c in text_of(page))
    return text_page(text) if _accented(page) else None


def entities(page: Page, other: Page) -> Fetched | None:
    names = {"ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;", "ß": "&szlig;", "é": "&eacute;"}
    text = "".join(names.get(c, c) for c in text_of(page))
    return text_page(text) if _accented(page) and text.count("&") - text_of(page).count("&") >= 20 else None


def accents_gone(page: Page, other: Page) -> Fetched | None:
    return text_page("".join(c for c in text_of(page) if c.isascii())) if _accented(page) else None


def search_results(page: Page, other: Page) -> Fetched:
    hits = "".join(f"<h3>Hit {n}</h3>{_p(FOOTER[n % 4])}" for n in range(8))
    return site("Search", f"<h1>Search results for “lighthouse”</h1>{hits}")


def no_results(page: Page, other: Page) -> Fetched:
    return text_page("Universität Beispiel\nIhre Suche ergab keine Treffer.\nErneut suchen")


def comparison(page: Page, other: Page) -> Fetched:
    return site("Wiki", "<h1>Difference between revisions</h1>" + as_main(page))


def old_version(page: Page, other: Page) -> Fetched:
    return text_page("Sie sehen eine archivierte Version dieser Seite.\n" + text_of(page))


def json_error(page: Page, other: Page) -> Fetched:
    return text_page('{"error": {"code": 500, "message": "upstream timed out"}}')


def feed(page: Page, other: Page) -> Fetched:
    items = "".join(f"<item><title>News {n}</title><description>{FOOTER[n % 4]}</description></item>" for n in range(9))
    return Fetched(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode(),
        "text/plain",
    )


def source_code(page: Page, other: Page) -> Fetched:
    return text_page(as_main(page))


def error_status(page: Page, other: Page) -> Fetched:
    return replace(as_site(page), status=503)


BROKEN: dict[str, Kind] = {
    "login form": Kind(login_form, ("login-page",)),
    "login form, German": Kind(login_form_de, ("login-page",)),
    "login as text": Kind(login_text, ("login-page",)),
    "login with a long footer": Kind(login_long, ("login-page",)),
    "password field, unknown language": Kind(bare_password, ("login-page",)),
    "captive portal": Kind(captive_portal, ("login-page",)),
    "session expired": Kind(session_expired, ("login-page",)),
    "choice of institution": Kind(sso_choice, ("single-sign-on",)),
    "choice of institution, German": Kind(sso_choice_de, ("single-sign-on",)),
    "sign-on handed over": Kind(sso_handover, ("single-sign-on",)),
    "consent": Kind(consent_short, ("consent-wall",)),
    "consent, German": Kind(consent_short_de, ("consent-wall",)),
    "consent, every cookie explained": Kind(consent_long, ("consent-wall",)),
    "consent, in sections": Kind(consent_sections, ("consent-wall",)),
    "consent dialog alone": Kind(consent_dialog_only, ("consent-wall",)),
    "just a moment": Kind(moment, ("captcha",)),
    "captcha": Kind(captcha, ("captcha",)),
    "captcha, German": Kind(captcha_de, ("captcha",)),
    "captcha without words": Kind(captcha_silent, ("captcha",)),
    "unusual traffic": Kind(unusual_traffic, ("captcha",)),
    "not found": Kind(not_found, ("page-missing",)),
    "not found, German": Kind(not_found_de, ("page-missing",)),
    "not found, politely": Kind(not_found_polite, ("page-missing",)),
    "forbidden": Kind(forbidden, ("access-refused",)),
    "firewall": Kind(firewall, ("access-refused",)),
    "access denied, German": Kind(access_denied_de, ("access-refused",)),
    "bad gateway": Kind(bad_gateway, ("server-error",)),
    "server error": Kind(server_error, ("server-error",)),
    "database error": Kind(database_error, ("server-error",)),
    "error inside of the layout": Kind(error_in_layout, ("server-error",)),
    "service unavailable": Kind(unavailable, ("server-error", "maintenance")),
    "maintenance": Kind(maintenance, ("maintenance",)),
    "maintenance, German": Kind(maintenance_de, ("maintenance",)),
    "too many requests": Kind(too_many, ("too-many-requests",)),
    "moved": Kind(moved, ("page-moved",)),
    "needs JavaScript": Kind(needs_scripts, ("needs-javascript",)),
    "shell without words": Kind(silent_shell, ("needs-javascript",)),
    "loading": Kind(loading, ("needs-javascript",)),
    "needs JavaScript, German": Kind(scripts_de, ("needs-javascript",)),
    "content empty": Kind(empty_main, ("page-empty",)),
    "headings only": Kind(headings_only, ("page-empty", "no-initiative")),
    "titles only": Kind(titles_only, ("text-collapsed", "page-empty", "initiatives-collapsed"), first=False),
    "teasers only": Kind(teasers, ("contacts-collapsed",), first=False),
    "HTML cut at two thirds": Kind(html_cut, ("cut-off",)),
    "HTML cut near its end": Kind(html_cut_late, ("cut-off",)),
    "HTML cut inside of a tag": Kind(html_cut_in_tag, ("cut-off",)),
    "text cut in a sentence": Kind(text_cut, ("end-missing",), first=False),
    "text cut in a word": Kind(text_cut_in_word, ("end-missing",), first=False),
    "translated": Kind(translated, ("language-changed", "other-language"), first=False),
    "notice of no translation": Kind(translation_notice, ("not-translated",)),
    "notice of machine translation": Kind(machine_translated, ("not-translated",)),
    "more than half gone": Kind(half_gone, ("initiatives-collapsed",), first=False),
    "all but one gone": Kind(most_gone, ("initiatives-collapsed",), first=False),
    "contacts gone": Kind(contacts_gone, ("contacts-collapsed",), first=False),
    "all in one line": Kind(one_line, ("no-initiative", "structure-lost", "one-block"), first=False),
    "twice in a row": Kind(doubled, ("structure-split",), first=False),
    "headings gone": Kind(without_headings, ("categories-gone",), first=False),
    "another list": Kind(another_list, ("another-page",), first=False),
    "home page": Kind(home_page, ("another-page",), first=False),
    "press release": Kind(press_release, ("another-page",), first=False),
    "parked domain": Kind(parked, ("placeholder",)),
    "page of the web server": Kind(default_page, ("placeholder",)),
    "under construction, German": Kind(construction, ("placeholder",)),
    "directory": Kind(directory, ("placeholder",)),
    "filler text": Kind(filler, ("placeholder",)),
    "template": Kind(template, ("template-unfilled",)),
    "UTF-8 read as windows-1252": Kind(mojibake, ("broken-letters",)),
    "UTF-8 read as latin-1": Kind(mojibake_twice, ("broken-letters",)),
    "replacement characters": Kind(replaced, ("broken-letters",)),
    "question marks": Kind(questioned, ("broken-letters",)),
    "entities shown": Kind(entities, ("broken-letters",)),
    "accents dropped": Kind(accents_gone, ("accents-gone",), first=False),
    "search results": Kind(search_results, ("search-results",)),
    "no results, German": Kind(no_results, ("search-results",)),
    "comparison of versions": Kind(comparison, ("page-history",)),
    "old version, German": Kind(old_version, ("page-history",)),
    "JSON": Kind(json_error, ("not-a-page",)),
    "feed": Kind(feed, ("not-a-page",)),
    "HTML shown as text": Kind(source_code, ("not-a-page",)),
    "error status": Kind(error_status, ("http-status",)),
}
