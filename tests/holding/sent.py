"""What servers send in place of a page: forms, errors, shells, placeholders, data.

The wording is that of nobody's site in particular.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from tests.holding.pages import Fetched, site, text_page


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, and the code that is told, on a first run too."""

    fetched: Fetched
    code: str


def paragraphs(*lines: str) -> str:
    """Some lines as HTML."""
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


PLACES = tuple(f"University of {name}" for name in ("North", "South", "East", "West", "Hill", "Lake", "Wood")) * 30
SECTIONS = "".join(
    f"<h3>{COOKIES[n]}</h3>{paragraphs(*COOKIES[n + 1 : n + 4])}<a href=/more>More information</a>"
    for n in range(0, len(COOKIES), 4)
)
CONSENT = "<h1>We value your privacy</h1>" + paragraphs("We use cookies on this site.", "Accept all", "Reject all")
MISSING = "<h1>Page not found</h1>" + paragraphs("The page you requested does not exist any more.", *FOOTER)
FAILED = "<h1>Partnerships</h1>" + paragraphs("Oops, an error occurred! Code: 20270203101500af32")
NEWS = ("Rector opens new library", "Prize for young chemists", "Summer party on Friday", "How fungi talk") * 2
HITS = "".join(f"<h3>Hit {n}</h3>{paragraphs(FOOTER[n % 4])}" for n in range(8))
ITEMS = "".join(f"<item><title>News {n}</title><description>{FOOTER[n % 4]}</description></item>" for n in range(9))


SENT: dict[str, Sent] = {
    "login form": Sent(
        site(
            "Login",
            f"<h1>Log in</h1>{paragraphs('Please log in to see this page.')}{FORM_EN}<a href=#>Forgot password?</a>",
        ),
        "login-page",
    ),
    "login form, German": Sent(
        site(
            "Anmeldung",
            f"<h1>Anmelden</h1>{FORM_DE}{paragraphs('Passwort vergessen?', 'Service Desk: +49 351 463-40000')}",
        ),
        "login-page",
    ),
    "login as text": Sent(
        text_page("Partnerships\nYou need to log in to view this page.\nUsername\nPassword\nRemember me\nLog in"),
        "login-page",
    ),
    "login with a long footer": Sent(
        site(
            "Portal", f"<h1>Portal</h1>{paragraphs('You must be logged in to see this.')}{FORM_EN}{paragraphs(*FOOTER)}"
        ),
        "login-page",
    ),
    "password field, unknown language": Sent(
        site("Portál", f"<h1>Přihlášení</h1><form>{paragraphs('Uživatel', 'Heslo')}<input type=password></form>"),
        "login-page",
    ),
    "captive portal": Sent(
        text_page("Guest Wi-Fi\nConnect to the internet\nI accept the terms of use\nConnect"), "login-page"
    ),
    "session expired": Sent(
        site("Campus", "<h1>Your session has expired</h1>" + paragraphs("Start again from the home page.")),
        "login-page",
    ),
    "choice of institution": Sent(
        site(
            "Sign-on", "<h1>Select your identity provider</h1><ul>" + "".join(f"<li>{p}</li>" for p in PLACES) + "</ul>"
        ),
        "single-sign-on",
    ),
    "choice of institution, German": Sent(
        text_page("Zentraler Anmeldedienst\nWählen Sie Ihre Einrichtung\nUniversität A\nUniversität B\nAuswählen"),
        "single-sign-on",
    ),
    "sign-on handed over": Sent(
        Fetched(
            b"<html><body onload='document.forms[0].submit()'><form method=post action=https://sso.example/post>"
            b"<input type=hidden name=SAMLRequest value=abc><input type=submit value=Continue></form></body></html>"
        ),
        "single-sign-on",
    ),
    "consent": Sent(site("Partnerships", CONSENT), "consent-wall"),
    "consent, German": Sent(
        text_page(
            "Partnerships\nPrivatsphäre-Einstellungen\nWir verwenden Cookies und benötigen Ihre Einwilligung.\n"
            "Alle akzeptieren\nNur notwendige Cookies\nAuswahl speichern"
        ),
        "consent-wall",
    ),
    "consent, every cookie explained": Sent(
        text_page("\n".join(("Partnerships", "Your privacy matters", "Strictly necessary cookies", *COOKIES))),
        "consent-wall",
    ),
    "consent, in sections": Sent(site("Privacy", f"<h1>Privacy preferences</h1>{SECTIONS}"), "consent-wall"),
    "consent dialog alone": Sent(
        site(
            "", "", beside="<div role=dialog class=cookie-banner>" + paragraphs("This website uses cookies.") + "</div>"
        ),
        "consent-wall",
    ),
    "just a moment": Sent(
        Fetched(
            b"<!doctype html><html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and "
            b"cookies to continue</noscript><script src=/cdn-cgi/challenge-platform/h/b></script></body></html>",
            status=200,
        ),
        "captcha",
    ),
    "captcha": Sent(
        site("Security check", "<h1>Verify you are human</h1><div class=h-captcha data-sitekey=1></div>"), "captcha"
    ),
    "captcha, German": Sent(
        text_page(
            "Sicherheitsüberprüfung\nBitte bestätigen Sie, dass Sie ein Mensch sind.\nIch bin kein Roboter\nWeiter"
        ),
        "captcha",
    ),
    "captcha without words": Sent(
        Fetched(
            b"<html><head><script src='https://geo.captcha-delivery.com/x.js'></script></head><body><p>example.edu</p></body></html>"
        ),
        "captcha",
    ),
    "unusual traffic": Sent(
        site(
            "Sorry", paragraphs("Our systems have detected unusual traffic from your network.", "IP address: 192.0.2.1")
        ),
        "captcha",
    ),
    "not found": Sent(site("404 | University of Examples", MISSING), "page-missing"),
    "not found, German": Sent(
        text_page("Universität Beispiel\nHoppla! Diese Seite konnte nicht gefunden werden.\nZur Startseite\nKontakt"),
        "page-missing",
    ),
    "not found, politely": Sent(
        site(
            "University",
            "<h1>Oops!</h1>" + paragraphs("Sorry, we can’t find the page you are looking for. Try our search."),
        ),
        "page-missing",
    ),
    "forbidden": Sent(
        Fetched(b"<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"),
        "access-refused",
    ),
    "firewall": Sent(
        text_page(
            "The requested URL was rejected. Please consult with your administrator.\nYour support ID is: 1234567890"
        ),
        "access-refused",
    ),
    "access denied, German": Sent(
        site(
            "Zugriff verweigert",
            "<h1>Zugriff verweigert</h1>" + paragraphs("Sie haben keine Berechtigung für diese Seite."),
        ),
        "access-refused",
    ),
    "bad gateway": Sent(
        Fetched(
            b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>proxy</body></html>"
        ),
        "server-error",
    ),
    "server error": Sent(
        text_page("Internal Server Error\nThe server encountered an error and could not complete your request."),
        "server-error",
    ),
    "database error": Sent(site("Database Error", "<h1>Error establishing a database connection</h1>"), "server-error"),
    "error inside of the layout": Sent(site("Partnerships", FAILED), "server-error"),
    "service unavailable": Sent(
        text_page(
            "Service Unavailable\nThe server is temporarily unable to service your request. Please try again later."
        ),
        "server-error",
    ),
    "maintenance": Sent(
        site(
            "Maintenance",
            "<h1>Scheduled maintenance</h1>" + paragraphs("We will be back soon. Thank you for your patience."),
        ),
        "maintenance",
    ),
    "maintenance, German": Sent(
        text_page(
            "Universität Beispiel\nWegen Wartungsarbeiten ist diese Seite derzeit nicht erreichbar.\nVielen Dank."
        ),
        "maintenance",
    ),
    "too many requests": Sent(
        Fetched(b"<html><title>429 Too Many Requests</title><h1>Too Many Requests</h1></html>"), "too-many-requests"
    ),
    "moved": Sent(
        site("Moved", "<h1>This page has moved</h1>" + paragraphs("If you are not redirected, follow this link.")),
        "page-moved",
    ),
    "needs JavaScript": Sent(
        Fetched(
            b"<!doctype html><html><head><title>Partnerships</title></head><body><noscript>You need to enable "
            b"JavaScript to run this app.</noscript><div id=root></div><script src=/main.js></script></body></html>"
        ),
        "needs-javascript",
    ),
    "shell without words": Sent(
        Fetched(b"<!doctype html><html><body><div id=app></div><script>let a = '<div>';</script></body></html>"),
        "needs-javascript",
    ),
    "loading": Sent(
        site("Partnerships", "<div class=spinner>Loading…</div>", head="<script src=/a.js></script>"),
        "needs-javascript",
    ),
    "needs JavaScript, German": Sent(
        text_page("Partnerships\nBitte aktivieren Sie JavaScript, um diese Seite zu sehen."), "needs-javascript"
    ),
    "content empty": Sent(site("Partnerships", ""), "page-empty"),
    "notice of no translation": Sent(
        site("Page", "<h1>Cooperation</h1>" + paragraphs("Sorry, this page is only available in German.", *FOOTER)),
        "not-translated",
    ),
    "home page": Sent(
        site(
            "University",
            "<h1>Welcome</h1>" + "".join(f"<h2>{n}</h2>{paragraphs(FOOTER[i % 4])}" for i, n in enumerate(NEWS)),
        ),
        "another-page",
    ),
    "press release": Sent(
        site("News", "<h1>New: Partnerships</h1>" + paragraphs(*FOOTER[:4], "Press office, +49 351 463-1")),
        "another-page",
    ),
    "parked domain": Sent(
        text_page(
            "example.org\nThis domain is for sale\nRelated searches\nCheap flights\nOnline degrees\nBuy this domain"
        ),
        "placeholder",
    ),
    "page of the web server": Sent(
        Fetched(
            b"<html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this, it works.</html>"
        ),
        "placeholder",
    ),
    "under construction, German": Sent(
        site("Neu", "<h1>Diese Seite befindet sich im Aufbau</h1>" + paragraphs("Schauen Sie bald wieder vorbei.")),
        "placeholder",
    ),
    "directory": Sent(
        Fetched(
            b"<html><title>Index of /</title><h1>Index of /</h1><pre><a href=a>a</a> 1K\n<a href=b>b</a></pre></html>"
        ),
        "placeholder",
    ),
    "template": Sent(
        site(
            "List",
            "<h1>Partnerships</h1>" + paragraphs("{{ item.title }}", "{{ item.text }}", "{{ item.contact }}", *FOOTER),
        ),
        "template-unfilled",
    ),
    "search results": Sent(site("Search", f"<h1>Search results for “lighthouse”</h1>{HITS}"), "search-results"),
    "no results, German": Sent(
        text_page("Universität Beispiel\nIhre Suche ergab keine Treffer.\nErneut suchen"), "search-results"
    ),
    "JSON": Sent(text_page('{"error": {"code": 500, "message": "upstream timed out"}}'), "not-a-page"),
    "feed": Sent(
        Fetched(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{ITEMS}</channel></rss>'.encode(),
            "text/plain",
        ),
        "not-a-page",
    ),
}
