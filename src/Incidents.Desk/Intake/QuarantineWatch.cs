namespace Incidents.Desk;

/// <summary>What people were told of a source's inputs in quarantine.</summary>
/// <param name="Source">The source.</param>
/// <param name="UpTo">When the newest input arrived that they were told of.</param>
/// <param name="At">When they were told.</param>
public sealed record ToldQuarantine(string Source, DateTimeOffset UpTo, DateTimeOffset At);

/// <summary>Says that a source's inputs are not understood.</summary>
public interface IQuarantineWarning
{
    /// <summary>Tells whoever is on call; a repeated mail is the same mail.</summary>
    /// <param name="newest">The newest of them, with why.</param>
    /// <param name="count">How many are new.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False while nobody could be told and somebody may be later.</returns>
    Task<bool> WarnAsync(QuarantinedInput newest, int count, CancellationToken ct);
}

/// <summary>
/// Tells people that something authentic came in and was not understood: an alert may be among it. Once per source and hour; a record per source says up to which input they know,
/// and is written after the mail, so that a process that dies between the two sends the same mail again.
/// </summary>
public sealed class QuarantineWatch(IIncidentLog log, IRecordStore records, IQuarantineWarning warning, TimeProvider time)
{
    /// <summary>The kind of the records.</summary>
    public const string Kind = "quarantine";

    /// <summary>Between two mails about one source.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    const int MostRead = 100;

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        foreach (var source in (await log.QuarantineAsync(MostRead, ct)).GroupBy(q => q.Input.Source, StringComparer.Ordinal))
        {
            var stored = await records.RecordAsync(Kind, Places.Digest(source.Key), ct);
            var told = stored is null ? null : LogJson.Read<ToldQuarantine>(stored.Json);
            var news = source.Where(q => told is null || q.Input.At > told.UpTo).ToList();
            if (news.Count == 0 || told is not null && time.GetUtcNow() - told.At < Pause)
            {
                continue;
            }

            var newest = news.MaxBy(q => q.Input.At)!;
            if (await warning.WarnAsync(newest, news.Count, ct))
            {
                await records.PutRecordAsync(Kind, Places.Digest(source.Key), LogJson.Write(new ToldQuarantine(source.Key, newest.Input.At, time.GetUtcNow())), stored?.Version, ct);
            }
        }
    }
}
