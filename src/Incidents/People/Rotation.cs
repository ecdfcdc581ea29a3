namespace Incidents;

/// <summary>Somebody stands in for the rotation.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after it.</param>
/// <param name="Person">Who is on call then.</param>
public sealed record RotationOverride(DateTimeOffset From, DateTimeOffset To, string Person);

/// <summary>Somebody goes on call.</summary>
/// <param name="From">The first moment.</param>
/// <param name="Person">Who.</param>
public sealed record OnCallTurn(DateTimeOffset From, string Person);

/// <summary>Who is on call when: people take turns of equal length, and overrides come first.</summary>
/// <param name="People">In turn order; the first has the turn that begins at <paramref name="Start"/>.</param>
/// <param name="Start">Beginning of the first turn, as the wall clock of <paramref name="Zone"/> says it.</param>
/// <param name="DaysPerTurn">Length of a turn in days of that wall clock, so that a hand-over stays at the same hour across DST.</param>
/// <param name="Zone">The zone of the wall clock.</param>
/// <param name="Overrides">Exceptions; the last that fits wins.</param>
public sealed record Rotation(IReadOnlyList<string> People, DateTime Start, int DaysPerTurn, TimeZoneInfo Zone, IReadOnlyList<RotationOverride> Overrides)
{
    // More turns than this nobody plans ahead: so long may one person stand in for all.
    const int MostTurns = 400;

    /// <summary>The next moment at which somebody else is on call, and who; null when it stays as it is.</summary>
    public OnCallTurn? Next(DateTimeOffset at)
    {
        var now = First(at);
        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
        var turn = Math.Floor((local - Start).TotalDays / DaysPerTurn);
        return Overrides.SelectMany(o => new[] { o.From, o.To })
            .Concat(Enumerable.Range(1, MostTurns).Select(i => Zone.AtLocal(Start.AddDays((turn + i) * DaysPerTurn))))
            .Where(change => change > at).Order()
            .Select(change => (change, Person: First(change)))
            .Where(change => change.Person is not null && change.Person != now)
            .Select(change => new OnCallTurn(change.change, change.Person!)).FirstOrDefault();
    }

    /// <summary>Who is on call at a time; null when nobody is.</summary>
    public string? First(DateTimeOffset at) => Order(at) is [var first, ..] ? first : null;

    /// <summary>Who is on call at a time, then who follows; empty when nobody is in the rotation.</summary>
    public IReadOnlyList<string> Order(DateTimeOffset at)
    {
        var standIn = Overrides.LastOrDefault(o => o.From <= at && at < o.To)?.Person;
        if (People.Count == 0)
        {
            return standIn is null ? [] : [standIn];
        }

        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
        var turn = (int)Math.Floor((local - Start).TotalDays / DaysPerTurn);
        var first = ((turn % People.Count) + People.Count) % People.Count;
        var inTurn = Enumerable.Range(0, People.Count).Select(i => People[(first + i) % People.Count]);
        return [.. (standIn is null ? inTurn : inTurn.Prepend(standIn)).Distinct()];
    }
}
