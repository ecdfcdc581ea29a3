namespace Incidents.Desk;

/// <summary>How a person is reached, and what the last test of it came to.</summary>
/// <param name="Person">The person's id.</param>
/// <param name="Ways">What wakes them, in order; empty: nothing does.</param>
/// <param name="Tested">The last test; null: none.</param>
/// <param name="Troubles">Which of them refused last; null or empty: none.</param>
public sealed record ContactReport(string Person, IReadOnlyList<string> Ways, TestedContacts? Tested, IReadOnlyList<ContactTrouble>? Troubles = null);

/// <summary>A test of a person's contacts.</summary>
/// <param name="At">When.</param>
/// <param name="Results">The mail first, then the ways in their order.</param>
public sealed record TestedContacts(DateTimeOffset At, IReadOnlyList<ContactResult> Results)
{
    /// <summary>True when something would have woken the person. A mail wakes nobody.</summary>
    public bool Wakes => Results.Skip(1).Any(result => result.Sent);
}

/// <summary>What came of one contact.</summary>
/// <param name="Name">mail, or the way's kind.</param>
/// <param name="Sent">True when its provider took it.</param>
/// <param name="Detail">What the provider said, in words.</param>
public sealed record ContactResult(string Name, bool Sent, string Detail);

/// <summary>Tests contacts and keeps what came of it.</summary>
public interface IContactTests
{
    /// <summary>Everybody of the roster, in its order.</summary>
    Task<IReadOnlyList<ContactReport>> ReportsAsync(CancellationToken ct);

    /// <summary>One person; null: there is none of that id.</summary>
    Task<ContactReport?> ReportAsync(string person, CancellationToken ct);

    /// <summary>Tries everything by which a person is reached, and keeps the result. Null: there is no such person, or this is a rehearsal.</summary>
    /// <param name="person">Their id.</param>
    /// <param name="turn">The turn because of which it is tested, which the test names; null: they asked for it.</param>
    /// <param name="ct">Ends the test.</param>
    Task<TestedContacts?> TestAsync(string person, OnCallTurn? turn, CancellationToken ct);
}
