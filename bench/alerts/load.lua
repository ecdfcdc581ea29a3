-- wrk's side of bench/alerts: posts bodies of alerts as Prometheus does. Arguments: new|repeated, alerts per body, bearer token (- for none), and a pause in
-- milliseconds between an answer and the next request of a connection (default none).
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(args)
    kind, size = args[1], tonumber(args[2])
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    pause = tonumber(args[4] or 0)
    if args[3] ~= "-" then wrk.headers["Authorization"] = "Bearer " .. args[3] end
    -- Seconds, so that a later run against the same server is new as well.
    run, sent = os.time(), 0
    if kind == "repeated" then same = wrk.format(nil, "/api/v2/alerts", nil, body()) end
end

function body()
    local alerts = {}
    for i = 1, size do
        sent = sent + 1
        alerts[i] = string.format('{"labels":{"alertname":"HighErrorRate","instance":"10.%d.%d.%d:9100","job":"node","service":"shop","severity":"critical","shard":"%d-%d-%d"},'
            .. '"annotations":{"summary":"The shop answers with errors","description":"More than 5 %% of the requests fail."},'
            .. '"startsAt":"2026-01-01T00:00:00Z","endsAt":"2036-01-01T00:00:00Z","generatorURL":"http://prometheus.example/graph?g0.expr=errors"}',
            number, math.floor(sent / 250) % 40, sent % 250, run, number, sent)
    end
    return "[" .. table.concat(alerts, ",") .. "]"
end

function request()
    return same or wrk.format(nil, "/api/v2/alerts", nil, body())
end

function delay()
    return pause
end

-- accepted in all, accepted per second, 99th percentile in milliseconds, refused
function done(summary, latency)
    local refused = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format("RESULT %d %.1f %.2f %d\n", summary.requests - summary.errors.status, (summary.requests - summary.errors.status) / summary.duration * 1e6, latency:percentile(99) / 1000, refused))
end
