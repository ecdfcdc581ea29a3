using Microsoft.Extensions.Logging;

namespace Incidents.Desk.Returns;

/// <summary>
/// Reads the mailbox of returned mails, where one is configured. What a mail says is on record before the mailbox is told and before the mark moves, and recording it twice is recording it
/// once: a crash anywhere between loses nothing and repeats nothing.
/// </summary>
public sealed partial class ReturnRounds(ReturnDesk desk, SubscriberReturns subscribers, IRecordStore records, TimeProvider time, ILogger<ReturnRounds> logger, IReturnedMails? mailbox = null)
{
    /// <summary>The kind of the records that hold how far a mailbox was read.</summary>
    public const string Kind = "returned-mail";

    /// <summary>How often a host looks.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    DateTimeOffset? _failingSince;

    /// <summary>True when there is a mailbox to read.</summary>
    public bool Any => mailbox is not null;

    /// <summary>Since when the mailbox cannot be read; null while it can.</summary>
    public DateTimeOffset? FailingSince => _failingSince;

    /// <summary>When it was read last; null: not since the start.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>One look. A mailbox that cannot be read is logged once, until it can.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (mailbox is null)
        {
            return;
        }

        try
        {
            await ReadAsync(mailbox, ct);
            (_failingSince, ReadAt) = (null, time.GetUtcNow());
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            if (_failingSince is null)
            {
                LogFailed(logger, exception is IOException ? exception.Message : exception.GetType().Name, exception is IOException ? null : exception);
            }

            _failingSince ??= time.GetUtcNow();
        }
    }

    async Task ReadAsync(IReturnedMails box, CancellationToken ct)
    {
        var stored = await records.RecordAsync(Kind, box.Mailbox, ct);
        var (version, look) = (stored?.Version, new ReturnDesk.Look());
        await box.ReadAsync(stored is null ? null : LogJson.Read<Row>(stored.Json).Mark, (reports, c) => TakeAsync(look, reports, c), async (mark, c) =>
        {
            // Another process that reads the same mailbox has gone further: this one stops, and begins there the next time.
            version = await records.PutRecordAsync(Kind, box.Mailbox, LogJson.Write(new Row(mark)), version, c)
                ?? throw new IOException("Another process reads the mailbox of returned mails.");
        }, ct);
    }

    async Task<Taken> TakeAsync(ReturnDesk.Look look, IReadOnlyList<ReturnedMail> reports, CancellationToken ct)
    {
        var taken = Taken.NotOurs;
        foreach (var report in reports)
        {
            var one = report.Manage is not null ? await subscribers.TakeAsync(report, ct) : await desk.TakeAsync(look, report, ct);
            taken = taken == Taken.Later || one == Taken.Later ? Taken.Later : taken == Taken.Recorded ? taken : one;
            if (one == Taken.Recorded)
            {
                LogReturned(logger, report.Kind);
            }
        }

        return taken;
    }

    sealed record Row(string Mark);

    [LoggerMessage(1601, LogLevel.Error, "Returned mails cannot be read: {Why} They are read once that is mended.")]
    static partial void LogFailed(ILogger logger, string why, Exception? exception);

    [LoggerMessage(1602, LogLevel.Warning, "A mail came back ({Kind}).")]
    static partial void LogReturned(ILogger logger, ReturnKind kind);
}
