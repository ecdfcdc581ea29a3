namespace Incidents.Desk.Subscribers;

/// <summary>How subscribers are told.</summary>
public sealed record SubscriberOptions
{
    /// <summary>Mails per subscriber and hour; what comes beyond waits and goes as one. Default 6.</summary>
    public int MailsPerHour { get; init; } = 6;

    /// <summary>How many are told at once. Default 8.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>True when webhooks may subscribe. Default true.</summary>
    public bool Webhooks { get; init; } = true;

    /// <summary>How long an asked-for subscription waits for its confirmation; what is asked for and never confirmed is erased then. 7 days.</summary>
    public static readonly TimeSpan AskLife = TimeSpan.FromDays(7);

    /// <summary>Questions to one address a day, whoever asks for them.</summary>
    public const int AsksPerDay = 3;

    /// <summary>An address that takes nothing for so long is not written to any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>So many mails that come back one after the other, for whatever reason, are enough.</summary>
    public const int MostBounces = 3;

    /// <summary>A mail that came back longer ago says nothing about the address any more.</summary>
    public static readonly TimeSpan BounceMemory = TimeSpan.FromDays(30);

    /// <summary>How long what is over is remembered, so that a relapse finds who was told.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    /// <summary>The wait after the nth failure in a row: 1 minute, doubled up to an hour.</summary>
    public static TimeSpan Backoff(int failures) => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Clamp(failures, 1, 7) - 1)));
}
