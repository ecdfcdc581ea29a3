"""Fills the log of a stopped host for bench/start: copies of its newest incident, and settled alerts."""
import sqlite3
import sys

path, incidents, alerts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
log = sqlite3.connect(path)
log.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;")
(pattern,) = log.execute("SELECT incident FROM heads ORDER BY opened DESC LIMIT 1").fetchone()
count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
copy = lambda table, columns, replaced: log.execute(
    count + f"INSERT INTO {table} ({columns}) SELECT " + ", ".join(
        f"replace({c}, :p, printf('copy-%06d', i))" if c in replaced else c for c in columns.split(", ")).replace(":p", f"'{pattern}'")
    + f" FROM n CROSS JOIN {table} WHERE incident = '{pattern}'", (incidents,))
copy("heads", "incident, version, opened, ended, public, head", ("incident", "head"))
copy("events", "incident, sequence, event, effects", ("incident", "event", "effects"))
copy("ledger", "effect, incident, revision, entry", ("effect", "incident", "entry"))
log.execute(count + "INSERT INTO inputs (id, source, at, content_type, body, state) "
    "SELECT printf('prometheus/old-%09d', i), source, at, content_type, body, 1 FROM n CROSS JOIN (SELECT source, at, content_type, body FROM inputs LIMIT 1)", (alerts,))
log.commit()
log.close()
