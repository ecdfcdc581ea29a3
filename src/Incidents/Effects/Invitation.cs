namespace Incidents;

/// <summary>The post-mortem as a mail puts it into the reader's calendar, where no calendar is kept for the team (RFC 5546, REQUEST and CANCEL).</summary>
/// <param name="Round">Which post-mortem of the incident, from 1: each resolution begins another, and each is a meeting of its own.</param>
/// <param name="Sequence">From 0, raised with each change of this meeting, so that a calendar tells an older mail from a newer one.</param>
/// <param name="StampedAt">When this was decided; each attempt to send it says the same.</param>
/// <param name="At">When it meets.</param>
/// <param name="Length">How long it takes.</param>
/// <param name="People">Who is invited; ids of the roster.</param>
/// <param name="Summary">What the calendar calls it: one line.</param>
/// <param name="Text">What the calendar says about it, in paragraphs.</param>
public sealed record Invitation(int Round, int Sequence, DateTimeOffset StampedAt, DateTimeOffset At, TimeSpan Length, IReadOnlyList<string> People, string Summary, string Text)
{
    /// <summary>Where it meets, as an address to join; null: not known.</summary>
    public string? Join { get; init; }

    /// <summary>True when it is taken out of the calendar.</summary>
    public bool Cancelled { get; init; }

    /// <summary>True when others who may look into the calendar are to see no more than that there is something.</summary>
    public bool Confidential { get; init; }
}
