namespace Incidents.Desk;

/// <summary>What is kept of an endpoint: its state under its name, and a cursor per incident.</summary>
/// <param name="records">Where.</param>
/// <param name="endpoint">The endpoint's name: at most <see cref="LongestName"/> characters.</param>
public sealed class WebhookRecords(IRecordStore records, string endpoint)
{
    /// <summary>The longest name of an endpoint, so that a kind of record can be made of it.</summary>
    public const int LongestName = 40;

    const string States = "webhook";
    const int PageSize = 1_000;

    readonly string cursors = $"{States}.{endpoint}";
    readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    /// <summary>The endpoint's state; null when it is new.</summary>
    public async Task<WebhookState?> StateAsync(CancellationToken ct) => await records.RecordAsync(States, endpoint, ct) is { } stored ? LogJson.Read<WebhookState>(stored.Json) : null;

    /// <summary>Keeps the state of a new endpoint, unless another process has done so.</summary>
    public async Task<WebhookState> BeginAsync(WebhookState begun, CancellationToken ct) =>
        await records.PutRecordAsync(States, endpoint, LogJson.Write(begun), null, ct) is not null ? begun : await StateAsync(ct) ?? begun;

    /// <summary>Changes the state, whoever changes it beside this. Null when the endpoint has none yet: nothing was changed.</summary>
    public async Task<WebhookState?> ChangeStateAsync(Func<WebhookState, WebhookState> change, CancellationToken ct)
    {
        while (await records.RecordAsync(States, endpoint, ct) is { } stored)
        {
            var next = change(LogJson.Read<WebhookState>(stored.Json));
            if (await records.PutRecordAsync(States, endpoint, LogJson.Write(next), stored.Version, ct) is not null)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>All cursors, by incident: the oldest day's first.</summary>
    public async Task<IReadOnlyList<(string Incident, WebhookCursor Cursor)>> CursorsAsync(CancellationToken ct)
    {
        var all = new List<(string, WebhookCursor)>();
        for (string? after = null; ;)
        {
            var page = await records.RecordsAsync(cursors, after, PageSize, ct);
            all.AddRange(page.Records.Select(r => (r.Key, LogJson.Read<WebhookCursor>(r.Json))));
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    /// <summary>A person wants a message that was given up sent again. False when it is not among them.</summary>
    public Task<bool> AgainAsync(string incident, string message, CancellationToken ct) => ChangeAsync(incident, cursor => cursor.GivenUp.Any(g => g.Id == message)
        ? cursor with { Again = [.. cursor.Again.Where(a => a != message), message] } : null, ct);

    /// <summary>A person wants the next attempt now. False when nothing waits.</summary>
    public Task<bool> NowAsync(string incident, CancellationToken ct) => ChangeAsync(incident, cursor => cursor.NextAt is null ? null : cursor with { NextAt = null }, ct);

    internal async Task ReadPositionsAsync(CancellationToken ct)
    {
        foreach (var (incident, cursor) in await CursorsAsync(ct))
        {
            positions[incident] = cursor.Sequence;
        }
    }

    internal int? Position(string incident) => positions.TryGetValue(incident, out var position) ? position : null;

    internal async Task<(WebhookCursor, string?)> CursorAsync(string incident, CancellationToken ct) =>
        await records.RecordAsync(cursors, incident, ct) is { } stored ? (LogJson.Read<WebhookCursor>(stored.Json), stored.Version) : (WebhookCursor.Start, null);

    // What a person asked for meanwhile. Where the cursor stands is this process's own word.
    internal async Task RefreshAsync(Followed at, CancellationToken ct)
    {
        if (await records.RecordAsync(cursors, at.Id, ct) is { } stored && stored.Version != at.Version)
        {
            var read = LogJson.Read<WebhookCursor>(stored.Json);
            at.Version = stored.Version;
            at.Cursor = read.Sequence > at.Cursor.Sequence || (read.Sequence == at.Cursor.Sequence && read.Part > at.Cursor.Part) ? read : at.Cursor with { Again = read.Again, NextAt = read.NextAt, GivenUp = read.GivenUp };
        }
    }

    internal async Task PutAsync(Followed at, CancellationToken ct)
    {
        // The outcome is recorded even when the host is stopping: what was sent must not look as if it was not.
        while (!await TryPutAsync(at))
        {
            var (read, version) = await CursorAsync(at.Id, CancellationToken.None);
            (at.Version, at.Cursor) = (version, at.Cursor with { Again = [.. at.Cursor.Again.Union(read.Again)] });
            ct.ThrowIfCancellationRequested();
        }
    }

    internal Task KeepAsync(Followed at, CancellationToken ct)
    {
        positions[at.Id] = at.Cursor.Sequence;
        return PutAsync(at, ct);
    }

    async Task<bool> TryPutAsync(Followed at)
    {
        var written = await records.PutRecordAsync(cursors, at.Id, LogJson.Write(at.Cursor), at.Version, CancellationToken.None);
        at.Version = written ?? at.Version;
        return written is not null;
    }

    async Task<bool> ChangeAsync(string incident, Func<WebhookCursor, WebhookCursor?> change, CancellationToken ct)
    {
        while (await records.RecordAsync(cursors, incident, ct) is { } stored)
        {
            if (change(LogJson.Read<WebhookCursor>(stored.Json)) is not { } changed)
            {
                return false;
            }

            if (await records.PutRecordAsync(cursors, incident, LogJson.Write(changed), stored.Version, ct) is not null)
            {
                // The feed may run elsewhere, and look at an incident that is over no more.
                return await ChangeStateAsync(state => state with { Wanted = [.. (state.Wanted ?? []).Where(w => w != incident), incident] }, ct) is not null;
            }
        }

        return false;
    }
}
