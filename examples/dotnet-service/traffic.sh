#!/usr/bin/env bash
# Sends hours of production to the service, and the rentals of each: the data have them behind one another.
# usage: traffic.sh SERVICE ROWS
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec python3 - "$here/../bikes/production.ndjson.gz" "$1" "$2" <<'PY'
import gzip, json, sys, urllib.request
path, service, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
def post(path, body):
    request = urllib.request.Request(service + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)
ids, sent, missed = {}, 0, 0.0
for line in gzip.open(path, "rt"):
    event = json.loads(line)
    if event["type"] == "prediction" and sent < count:
        answer = post("/predict", event["features"])
        ids[event["id"]], sent = answer, sent + 1
    elif event["type"] == "label" and event["id"] in ids:
        answer = ids.pop(event["id"])
        post("/feedback", {"id": answer["id"], "label": event["label"]})
        missed += abs(answer["prediction"] - event["label"])
    if sent == count and not ids:
        break
print(f"{sent} predictions, {missed / max(1, sent):.1f} rentals off on average")
PY
