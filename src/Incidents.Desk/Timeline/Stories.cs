namespace Incidents.Desk;

/// <summary>The timelines looked at last, so that a page reads what is new in the log and not a storm's hundred thousand alerts each time.</summary>
sealed class Stories(IIncidentLog log)
{
    const int Kept = 16;

    readonly Lock _gate = new();
    readonly List<(string Id, Story Story)> _latestLast = [];
    Task _turn = Task.CompletedTask;

    /// <summary>The timeline of an incident up to a version or later.</summary>
    public async Task<StoryView> ViewAsync(string incidentId, int version, CancellationToken ct)
    {
        // One reader at a time: the second finds what the first has read.
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate)
        {
            (before, _turn) = (_turn, mine.Task);
        }

        await before;
        try
        {
            var story = Take(incidentId, version);
            while (story.Version < version && await log.ReadPageAsync(incidentId, story.Version + 1, ct) is { Count: > 0 } page)
            {
                foreach (var stored in page.TakeWhile(e => e.Sequence <= version))
                {
                    story.Add(stored);
                }
            }

            _latestLast.Add((incidentId, story));
            if (_latestLast.Count > Kept)
            {
                _latestLast.RemoveAt(0);
            }

            return story.View();
        }
        finally
        {
            mine.SetResult();
        }
    }

    Story Take(string incidentId, int version)
    {
        var known = _latestLast.FindIndex(s => s.Id == incidentId);
        if (known < 0)
        {
            return new Story(incidentId);
        }

        var story = _latestLast[known].Story;
        _latestLast.RemoveAt(known);
        // A log that is behind it is another one: a restored backup.
        return story.Version > version ? new Story(incidentId) : story;
    }
}
