using Incidents.Desk;

namespace Incidents.Web.Console;

/// <summary>Who is on call, or will be.</summary>
/// <param name="Person">Their id.</param>
/// <param name="From">Since when it is shown: the beginning of a turn to come; null for who is on call now.</param>
/// <param name="Contacts">Whether they would be woken; null: it is not known here.</param>
public sealed record OnCallNow(string Person, DateTimeOffset? From, ContactReport? Contacts)
{
    /// <summary>Who is on call, then who follows; empty when nobody is.</summary>
    public static async Task<IReadOnlyList<OnCallNow>> ReadAsync(Rotation rotation, IContactTests? contacts, DateTimeOffset now, CancellationToken ct)
    {
        List<(string Person, DateTimeOffset? From)> turns = rotation.First(now) is { } first ? [(first, null)] : [];
        if (rotation.Next(now) is { } next)
        {
            turns.Add((next.Person, next.From));
        }

        var shown = new List<OnCallNow>();
        foreach (var (person, from) in turns)
        {
            shown.Add(new OnCallNow(person, from, contacts is null ? null : await contacts.ReportAsync(person, ct)));
        }

        return shown;
    }
}
