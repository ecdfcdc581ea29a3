namespace Incidents;

/// <summary>Somebody stands in for the rotation.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after it.</param>
/// <param name="Person">Who is on call then.</param>
public sealed record RotationOverride(DateTimeOffset From, DateTimeOffset To, string Person);

/// <summary>Who is on call when: people take turns of equal length, and overrides come first.</summary>
/// <param name="People">In turn order; the first has the turn that begins at <paramref name="Start"/>.</param>
/// <param name="Start">Beginning of the first turn, as the wall clock of <paramref name="Zone"/> says it.</param>
/// <param name="DaysPerTurn">Length of a turn in days of that wall clock, so that a hand-over stays at the same hour across DST.</param>
/// <param name="Zone">The zone of the wall clock.</param>
/// <param name="Overrides">Exceptions; the last that fits wins.</param>
public sealed record Rotation(IReadOnlyList<string> People, DateTime Start, int DaysPerTurn, TimeZoneInfo Zone, IReadOnlyList<RotationOverride> Overrides)
{
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
