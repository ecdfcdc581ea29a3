using System.Globalization;

namespace Incidents;

/// <summary>Opens the video call; its reference is the address to join, and after a space a word about it where there is one to say.</summary>
public sealed record OpenCall(string Topic) : Effect
{
    /// <inheritdoc/>
    public override string Channel => "call";

    /// <summary>The reference of an open call.</summary>
    /// <param name="address">Where to join; holds no space.</param>
    /// <param name="note">Why it is this one, such as that the first choice failed; null: nothing to say.</param>
    public static string Reference(string address, string? note) => note is null ? address : $"{address} {note}";

    /// <summary>Address and word of a reference.</summary>
    public static (string Address, string? Note) Read(string reference) =>
        reference.Split(' ', 2) is [var address, var note] ? (address, note) : (reference, null);
}

/// <summary>
/// Puts the post-mortem into the team's calendars. An incident has one such meeting at most: where there is one already, it is moved. Its reference is when it meets, and
/// why then.
/// </summary>
/// <param name="People">Who is invited; ids of the roster.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The invitation, in paragraphs.</param>
/// <param name="At">When it meets, unless the calendars say better.</param>
/// <param name="Length">How long it takes.</param>
/// <param name="Windows">When it may meet instead, if somebody is busy; empty: only at <paramref name="At"/>, because a person said so or no working hours are left.</param>
public sealed record BookMeeting(IReadOnlyList<string> People, string Subject, string Text, DateTimeOffset At, TimeSpan Length, IReadOnlyList<TimeWindow> Windows) : Effect
{
    /// <summary>The channel's name.</summary>
    public const string Name = "calendar";

    const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <inheritdoc/>
    public override string Channel => Name;

    /// <summary>The reference of a booked meeting.</summary>
    public static string Reference(DateTimeOffset at, string why) => $"{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)} {why}";

    /// <summary>Time and reason of a reference; null when it is none.</summary>
    public static (DateTimeOffset At, string Why)? Read(string reference) => reference.Split(' ', 2) is [var time, var why]
        && DateTimeOffset.TryParseExact(time, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? (at, why) : null;
}

/// <summary>Takes the post-mortem out of the team's calendars again.</summary>
/// <param name="Why">Told to those who were invited.</param>
public sealed record CancelMeeting(string Why) : Effect
{
    /// <inheritdoc/>
    public override string Channel => BookMeeting.Name;
}
