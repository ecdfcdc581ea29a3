namespace Incidents.Desk;

/// <summary>What is on record of a turn that was near: its person's contacts were tested, and what came of it.</summary>
/// <param name="Turn">From when, and who.</param>
/// <param name="BegunAt">When the test began.</param>
/// <param name="Tested">What came of it; null: it is under way, or the process died in it.</param>
/// <param name="Warned">True once everybody who has to act knows that nothing would wake the person; false also where something would.</param>
public sealed record TestedTurn(OnCallTurn Turn, DateTimeOffset BegunAt, TestedContacts? Tested, bool Warned);

/// <summary>Says that nothing would wake somebody who is about to go on call.</summary>
public interface ITurnWarning
{
    /// <summary>Tells the person and the managers. A mail of the same turn to the same person is the same mail, so that telling twice does no harm.</summary>
    /// <returns>False while some could not be told and may be later.</returns>
    Task<bool> WarnAsync(OnCallTurn turn, TestedContacts tested, CancellationToken ct);
}

/// <summary>
/// Before somebody goes on call their contacts are tested, in working hours where there are any before the turn, and when nothing would wake them, they and the managers are told.
/// A record for each turn says how far this has come; a process that dies in a test leaves it to the next round, which then tests again.
/// </summary>
/// <param name="records">Holds what was done.</param>
/// <param name="contacts">Tests.</param>
/// <param name="warning">Tells.</param>
/// <param name="policy">Rotation and working hours.</param>
/// <param name="before">How long before a turn; zero: nobody is tested.</param>
/// <param name="time">The clock.</param>
public sealed class TurnDesk(IRecordStore records, IContactTests contacts, ITurnWarning warning, Func<PlanPolicy> policy, TimeSpan before, TimeProvider time)
{
    /// <summary>The kind of the records.</summary>
    public const string Kind = "turns";

    /// <summary>Between two rounds.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    // Longer than every provider's time-outs together.
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>One round. Returns what it found out, when it tested somebody; null when nothing was due.</summary>
    public async Task<TestedTurn?> RoundAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (before <= TimeSpan.Zero || policy() is { Drill: true } || policy().Roster.Rotation.Next(now) is not { } turn || now < DueAt(turn))
        {
            return null;
        }

        var key = KeyOf(turn);
        var stored = await records.RecordAsync(Kind, key, ct);
        var known = stored is null ? null : LogJson.Read<TestedTurn>(stored.Json);
        var version = stored?.Version;
        var tested = known is { Tested: null } && now - known.BegunAt >= Lease ? null : known;
        if (tested is null)
        {
            // Whoever writes this first tests; the other finds it.
            if (await records.PutRecordAsync(Kind, key, LogJson.Write(new TestedTurn(turn, now, null, Warned: false)), version, ct) is not { } begun)
            {
                return null;
            }

            tested = new TestedTurn(turn, now, await contacts.TestAsync(turn.Person, turn, ct), Warned: false);
            version = await records.PutRecordAsync(Kind, key, LogJson.Write(tested), begun, ct);
        }
        else if (tested is { Tested: null } or { Tested.Wakes: true } or { Warned: true })
        {
            return null;
        }

        if (version is not null && tested.Tested is { Wakes: false } nothing && await warning.WarnAsync(turn, nothing, ct))
        {
            await records.PutRecordAsync(Kind, key, LogJson.Write(tested with { Warned = true }), version, ct);
        }

        return tested;
    }

    // A test rings: at work rather than at night.
    DateTimeOffset DueAt(OnCallTurn turn) => policy().Hours.Between(turn.From - before, turn.From) is [var first, ..] ? first.From : turn.From - before;

    static string KeyOf(OnCallTurn turn) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{turn.From.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}:{turn.Person}");
}
