namespace Incidents.Desk;

/// <summary>
/// Reads an incident's events into lines, forgetting the alerts of a storm as it goes: what stays is what people read, and small however many there were.
/// Not thread-safe.
/// </summary>
sealed class Story(string incidentId)
{
    // So many of a run have lines of their own.
    const int InWords = 3;

    // Beyond this "from more than" would be the same news.
    const int MostHosts = 10_000;

    readonly List<StoryLine> _lines = [];
    readonly List<(string Id, Effect Effect)> _effects = [];
    readonly List<StoryLine> _joined = [];
    readonly List<StoryLine> _ended = [];
    readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    (int Sequence, DateTimeOffset At, DateTimeOffset Until) _more;
    (int Sequence, DateTimeOffset At, DateTimeOffset Until) _over;
    int _joinedCount;
    int _endedCount;
    int _firing;

    /// <summary>The sequence of the last event read.</summary>
    public int Version { get; private set; }

    /// <summary>Reads one more event.</summary>
    public void Add(StoredEvent stored)
    {
        Version = stored.Sequence;
        _effects.AddRange(stored.Effects.Select((effect, n) => (EffectId.Of(incidentId, stored.Sequence, n), effect)));
        switch (stored.Event)
        {
            case AlertJoined e:
                Join(stored.Sequence, e.At, [e.Alert], e.AskAt);
                break;
            case AlertsJoined e:
                Join(stored.Sequence, e.At, e.Alerts, e.AskAt);
                break;
            case AlertEnded e:
                End(stored.Sequence, e.At, [new AlertEnd(e.Key, e.Episode, e.EndedAt)]);
                break;
            case AlertsEnded e:
                End(stored.Sequence, e.At, e.Ends);
                break;
            default:
                _lines.AddRange(Run());
                Clear();
                _firing = stored.Event is EveryAlertEnded ? 0 : _firing;
                _lines.Add(new StoryLine(stored.Sequence, stored.Event.At, stored.Event.At, stored.Event));
                break;
        }
    }

    /// <summary>The lines so far.</summary>
    public StoryView View() => new([.. _lines, .. Run()], [.. _effects]);

    void Join(int sequence, DateTimeOffset at, IReadOnlyList<Alert> alerts, DateTimeOffset askAt)
    {
        foreach (var alert in alerts)
        {
            if (_joinedCount++ < InWords)
            {
                _joined.Add(new StoryLine(sequence, at, at, new AlertJoined(at, alert, askAt)));
                continue;
            }

            _more = Longer(_more, _joinedCount == InWords + 1, sequence, at);
            if (alert.Host is { } host && _hosts.Count < MostHosts)
            {
                _hosts.Add(host);
            }
        }

        _firing += alerts.Count;
    }

    void End(int sequence, DateTimeOffset at, IReadOnlyList<AlertEnd> ends)
    {
        _over = Longer(_over, _endedCount == 0, sequence, at);
        if (_ended.Count + ends.Count <= InWords)
        {
            _ended.AddRange(ends.Select(e => new StoryLine(sequence, at, at, new AlertEnded(at, e.Key, e.Episode, e.EndedAt))));
        }

        _endedCount += ends.Count;
        _firing = Math.Max(0, _firing - ends.Count);
    }

    IEnumerable<StoryLine> Run()
    {
        var lines = _joined.AsEnumerable();
        if (_joinedCount > InWords)
        {
            lines = lines.Append(new StoryLine(_more.Sequence, _more.At, _more.Until, null, new AlertRun(_joinedCount - InWords, _hosts.Count, 0, _firing)));
        }

        return _endedCount > InWords ? lines.Append(new StoryLine(_over.Sequence, _over.At, _over.Until, null, new AlertRun(0, 0, _endedCount, _firing))) : lines.Concat(_ended);
    }

    void Clear()
    {
        _joined.Clear();
        _ended.Clear();
        _hosts.Clear();
        (_joinedCount, _endedCount) = (0, 0);
    }

    static (int Sequence, DateTimeOffset At, DateTimeOffset Until) Longer((int Sequence, DateTimeOffset At, DateTimeOffset Until) before, bool isFirst, int sequence, DateTimeOffset at) =>
        isFirst ? (sequence, at, at) : before with { Until = at };
}
