using System.Globalization;

namespace Incidents.Desk.Tests.Orders;

/// <summary>One thing that a sender tells of an alert: that an occurrence of it fires, or that it is over.</summary>
/// <param name="Alert">ant or bee.</param>
/// <param name="Number">Which occurrence of it, from 1.</param>
/// <param name="IsFiring">True when it fires.</param>
/// <param name="Service">The service it is about.</param>
/// <param name="StartedAt">When the occurrence began.</param>
/// <param name="EndedAt">When it ended.</param>
sealed record Telling(string Alert, int Number, bool IsFiring, string Service, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    /// <summary>The time that the sender would write: of the beginning, or of the end.</summary>
    public DateTimeOffset Time => IsFiring ? StartedAt : EndedAt;

    public string Name => $"{Alert}{Number}";

    public static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public string Start => Iso(StartedAt);

    public string End => Iso(EndedAt);

    public override string ToString() => $"{Name}{(IsFiring ? "+" : "-")}";
}

/// <summary>What a sender's documents say of an occurrence, and so what decides when they come in another order than they were sent.</summary>
enum Naming
{
    /// <summary>Beginning and end name the occurrence.</summary>
    Occurrence,

    /// <summary>The end names the alert alone, and both carry the sender's time: an end reaches what began by then.</summary>
    Time,

    /// <summary>They name the alert and no time: what arrived last counts.</summary>
    Arrival,
}
