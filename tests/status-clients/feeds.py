"""Lets Python's feedparser read both feeds of a status page, and prints what it understood as JSON.

Usage: feeds.py http://127.0.0.1:PORT
"""
import json
import sys

import feedparser

read = {}
for name in ("history.rss", "history.atom"):
    feed = feedparser.parse(f"{sys.argv[1]}/{name}")
    read[name] = {"bozo": bool(feed.bozo), "title": feed.feed.title, "titles": [entry.title for entry in feed.entries]}
json.dump(read, sys.stdout)
