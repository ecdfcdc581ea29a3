"""Looks at the host after bench/alerts/storm: what is in the log, and what it took."""
import glob
import json
import sqlite3
import sys
import time
import urllib.request

address, secret, data, pid, accepted, p99, refused = sys.argv[1:]
accepted, p99, refused = int(accepted), float(p99), int(refused)


def alerts():
    asked = urllib.request.Request(f"{address}/api/v2/alerts", headers={"Authorization": f"Bearer {secret}"})
    with urllib.request.urlopen(asked) as answer:
        return json.load(answer)


def resident():
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


memory, began = resident(), time.monotonic()
with sqlite3.connect(f"file:{data}/incidents.db?mode=ro", uri=True) as log:
    while log.execute("SELECT count(*) FROM inputs WHERE state = 0").fetchone()[0] and time.monotonic() - began < 120:
        time.sleep(0.2)
        memory = max(memory, resident())
served, fired = time.monotonic() - began, alerts()
distinct = {alert["fingerprint"] for alert in fired}
incidents = {alert["receivers"][0]["name"] for alert in fired}
mails = len(glob.glob(f"{data}/**/*.eml", recursive=True))
print(f"accepted {accepted}, refused {refused}, in the log {len(fired)} ({len(distinct)} distinct), all of them {served:.1f} s after the last answer")
print(f"incidents {len(incidents)}, p99 {p99:.1f} ms, resident {memory} MiB, mails {mails}")
bounds = {
    "100,000 accepted": accepted >= 100_000 and refused == 0,
    # A run of wrk ends with requests under way: stored, but their answers were not waited for.
    "every one once": len(fired) == len(distinct) and accepted <= len(fired) <= accepted + 32,
    "one incident": len(incidents) == 1,
    "p99 under 500 ms": p99 < 500,
    "resident under 300 MiB": memory < 300,
    "under 30 mails": mails < 30,
}
missed = [name for name, holds in bounds.items() if not holds]
print("all bounds hold" if not missed else f"MISSED: {', '.join(missed)}")
sys.exit(1 if missed else 0)
