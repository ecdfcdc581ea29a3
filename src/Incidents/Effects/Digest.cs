using System.Collections.Immutable;

namespace Incidents;

/// <summary>
/// When mails that only tell share one. A person gets three within five minutes one by one; what follows waits until five minutes after it was decided, and then everything that waits is
/// one mail. More than three that wait anyway, such as after an outage of the mail server, are one mail at once. Once the incident is over little more comes, and nothing waits. A mail that asks, calls or invites is never held back and never folded.
/// </summary>
public static class Digest
{
    /// <summary>How many go out one by one.</summary>
    public const int AtOnce = 3;

    /// <summary>Within which time, and how long the next one waits at most.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>When the first of what waits leaves.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="person">Whose mail it is.</param>
    /// <param name="decidedAt">When the first was decided.</param>
    public static DateTimeOffset LeavesAt(Incident incident, string person, DateTimeOffset decidedAt) => !incident.IsOver && IsStorm(incident, person, decidedAt) ? decidedAt + Window : decidedAt;

    /// <summary>True when what waits shares one mail.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="person">Whose mails they are.</param>
    /// <param name="decidedAt">When the first was decided.</param>
    /// <param name="waiting">How many wait, with the first.</param>
    public static bool Folds(Incident incident, string person, DateTimeOffset decidedAt, int waiting) => waiting > (IsStorm(incident, person, decidedAt) ? 1 : AtOnce);

    static bool IsStorm(Incident incident, string person, DateTimeOffset at) => incident.Mailed.GetValueOrDefault(person) is { News: { Count: AtOnce } last } && last[0] > at - Window;
}

/// <summary>What a person got by mail.</summary>
/// <param name="First">The effect of the first mail that was delivered; the others answer it.</param>
/// <param name="News">When the last mails that only tell were delivered, at most <see cref="Digest.AtOnce"/>.</param>
public sealed record PersonMails(string First, ImmutableList<DateTimeOffset> News)
{
    /// <summary>The same after a mail was delivered.</summary>
    public PersonMails After(MailPerson mail, DateTimeOffset at) => mail.News ? this with { News = [.. News.Add(at).TakeLast(Digest.AtOnce)] } : this;
}
