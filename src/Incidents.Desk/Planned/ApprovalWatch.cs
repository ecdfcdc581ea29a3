using Incidents.Planned;

namespace Incidents.Desk;

/// <summary>What managers were told of planned work that waits for them.</summary>
/// <param name="Occasion">What it was told for: the latest of the occasions that had come.</param>
/// <param name="At">When they were told.</param>
public sealed record AskedApproval(string Occasion, DateTimeOffset At);

/// <summary>Tells managers that a text on planned work waits for them.</summary>
public interface IApprovalMails
{
    /// <summary>Tells every manager; a mail of the same work and occasion to the same person is the same mail.</summary>
    /// <param name="work">A draft.</param>
    /// <param name="occasion">Tells one mail from the next.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False while somebody could not be told and may be later.</returns>
    Task<bool> AskAsync(PlannedWork work, string occasion, CancellationToken ct);
}

/// <summary>
/// Planned work that nobody lets the public know of would stand still in the console. The managers are mailed once it is entered, a day before it begins and when it should begin. A record for each
/// work says what they know; it is written after the mails, so that a process that dies between the two sends the same mails again.
/// </summary>
public sealed class ApprovalWatch(PlannedWorkDesk desk, IRecordStore records, IApprovalMails mails, Func<PlanPolicy> policy, TimeProvider time)
{
    /// <summary>The kind of the records.</summary>
    public const string Kind = "maintenance-approval";

    /// <summary>Whoever enters it is often the manager who publishes it, and reads it over once more.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>One round.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        if (policy().Drill)
        {
            return;
        }

        foreach (var work in (await desk.ListAsync(ct)).Where(w => w is { IsPublic: false, IsOver: false } && w.Entries is [.., var last] && last.At + Settled <= time.GetUtcNow()))
        {
            var stored = await records.RecordAsync(Kind, work.Id, ct);
            var occasion = Occasion(work);
            if ((stored is null || Rank(LogJson.Read<AskedApproval>(stored.Json).Occasion) < Rank(occasion)) && await mails.AskAsync(work, occasion, ct))
            {
                await records.PutRecordAsync(Kind, work.Id, LogJson.Write(new AskedApproval(occasion, time.GetUtcNow())), stored?.Version, ct);
            }
        }
    }

    string Occasion(PlannedWork work) => time.GetUtcNow() >= work.Start ? "time" : time.GetUtcNow() >= work.Start - Day ? "day" : "entered";

    static int Rank(string occasion) => occasion switch { "time" => 2, "day" => 1, _ => 0 };
}
