"""Goes through a status page as a search engine does, with Python's own readers, and prints what it found as JSON.

Usage: crawler.py http://127.0.0.1:PORT
"""
import json
import sys
import urllib.request
import urllib.robotparser
import xml.etree.ElementTree as xml
from html.parser import HTMLParser


class Head(HTMLParser):
    """What stands in a page's head for programs."""

    def __init__(self):
        super().__init__()
        self.canonical, self.properties, self.data, self.inside = [], {}, "", False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") == "canonical":
            self.canonical.append(attrs["href"])
        if tag == "meta" and ("property" in attrs or "name" in attrs):
            self.properties[attrs.get("property") or attrs["name"]] = attrs["content"]
        self.inside = tag == "script" and attrs.get("type") == "application/ld+json"

    def handle_data(self, data):
        self.data += data if self.inside else ""

    def handle_endtag(self, tag):
        self.inside = False


def get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.headers.get_content_type(), answer.read().decode("utf-8")


base = sys.argv[1]
robots = urllib.robotparser.RobotFileParser(f"{base}/robots.txt")
robots.read()
maps = robots.site_maps() or []
pages = []
for one in maps:
    kind, text = get(one)
    for loc in xml.fromstring(text).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        head = Head()
        head.feed(get(loc.text)[1])
        pages.append({"loc": loc.text, "allowed": robots.can_fetch("Googlebot", loc.text), "canonical": head.canonical, "properties": head.properties, "data": json.loads(head.data)})
badges = []
for path in ("badge.svg", "badges/checkout.svg"):
    kind, text = get(f"{base}/{path}")
    root = xml.fromstring(text)
    badges.append({"kind": kind, "label": root.get("aria-label"), "title": root.findtext("{http://www.w3.org/2000/svg}title"), "width": root.get("width"), "links": [e.tag for e in root.iter() if any("href" in name for name in e.attrib)]})
json.dump({"maps": maps, "pages": pages, "badges": badges}, sys.stdout)
