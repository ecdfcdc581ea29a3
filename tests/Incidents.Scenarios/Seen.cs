namespace Incidents.Scenarios;

/// <summary>An incident as <c>GET /api/incidents/{id}</c> shows it: what a tool may count on, written down here a second time so that a change is noticed.</summary>
public sealed record Seen(string Id, string Title, string Service, string Phase, string Severity, bool Private, bool Drill, bool Ended, string? Manager, string? TechnicalContact, string? SupportContact,
    DateTimeOffset? NextDeadline, IReadOnlyList<SeenStep> Steps, IReadOnlyList<SeenRequest> OpenRequests, IReadOnlyList<string> Undelivered, IReadOnlyList<SeenDelivery> Deliveries,
    IReadOnlyList<SeenLine> Timeline)
{
    /// <summary>How many lines of the timeline begin with some words.</summary>
    public int Said(string words) => Timeline.Count(line => line.Text.StartsWith(words, StringComparison.Ordinal));

    /// <summary>True when everything that was to be sent has an end, good or bad.</summary>
    public bool IsQuiet => Deliveries.All(delivery => delivery.IsFinished);
}

/// <summary>An incident in the list.</summary>
public sealed record SeenSummary(string Id, string Service, string Phase, bool Private);

/// <summary>One of the steps 0 to 9.</summary>
public sealed record SeenStep(int Number, string Name, string State, string Says);

/// <summary>Something that is asked of somebody.</summary>
public sealed record SeenRequest(string Id, string Kind, string Question, string Text, string TextHash, IReadOnlyList<string> Approvers);

/// <summary>Something that was sent or is to be sent.</summary>
public sealed record SeenDelivery(string EffectId, string Channel, string What, string? State, int Attempts, DateTimeOffset? Until, string? Detail)
{
    /// <summary>True when nothing more happens by itself.</summary>
    public bool IsFinished => State is "Delivered" or "GivenUp" or "Dropped" or "Uncertain";
}

/// <summary>A line of the timeline.</summary>
public sealed record SeenLine(int Sequence, DateTimeOffset At, string Text);
