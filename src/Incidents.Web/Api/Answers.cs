using Incidents.Desk;
using Incidents.Public;
using Incidents.Web.Console;

namespace Incidents.Web.Api;

/// <summary>An incident in a list.</summary>
public sealed record IncidentSummary(string Id, string Title, string Service, Phase Phase, Severity Severity, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? NextDeadline, bool Ended, bool Private, bool Drill)
{
    /// <summary>From a head.</summary>
    public static IncidentSummary Of(IncidentHead h) => new(h.Id, h.Title, h.Service, h.Phase, h.Severity, h.OpenedAt, h.ResolvedAt, h.NextDeadline, h.Ended, h.Private, h.Drill);
}

/// <summary>One incident.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">One line for responders.</param>
/// <param name="Service">The service's id.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Severity">The severity that governs.</param>
/// <param name="Private">True in the breach lane.</param>
/// <param name="Drill">True in a rehearsal.</param>
/// <param name="Ended">True when nothing will happen any more by itself.</param>
/// <param name="Manager">Who owns the plan.</param>
/// <param name="TechnicalContact">Who identifies and mitigates.</param>
/// <param name="SupportContact">Who speaks for the users.</param>
/// <param name="NextDeadline">When the plan is struck next.</param>
/// <param name="Public">What the public knows; null when nothing.</param>
/// <param name="Steps">The steps 0 to 9.</param>
/// <param name="OpenRequests">What is asked of whom.</param>
/// <param name="Undelivered">Ids of effects that were not delivered and that nobody has settled.</param>
/// <param name="Deliveries">What was sent or is to be sent, oldest first, and what became of it.</param>
/// <param name="Timeline">What happened, oldest first, in words.</param>
public sealed record IncidentDetail(string Id, string Title, string Service, Phase Phase, Severity Severity, bool Private, bool Drill, bool Ended, string? Manager, string? TechnicalContact,
    string? SupportContact, DateTimeOffset? NextDeadline, PublicIncident? Public, IReadOnlyList<StepView> Steps, IReadOnlyList<Request> OpenRequests, IReadOnlyList<string> Undelivered,
    IReadOnlyList<DeliveryEntry> Deliveries, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>One effect and where its delivery stands.</summary>
/// <param name="EffectId">incident/sequence/ordinal; a mail's Message-ID and every provider's idempotency key are made from it.</param>
/// <param name="Channel">Which channel carries it.</param>
/// <param name="What">What goes to whom, in words.</param>
/// <param name="State">What the ledger says; null while no attempt was made.</param>
/// <param name="Attempts">How many attempts were begun.</param>
/// <param name="Until">When it is tried again; null when nothing more happens by itself.</param>
/// <param name="Detail">The provider's reference, or why it failed, in words.</param>
public sealed record DeliveryEntry(string EffectId, string Channel, string What, LedgerState? State, int Attempts, DateTimeOffset? Until, string? Detail)
{
    /// <summary>From an effect and the ledger's word on it.</summary>
    public static DeliveryEntry Of(string effectId, Effect effect, LedgerEntry? entry, Func<string, string> name) =>
        new(effectId, effect.Channel, EffectWords.Of(effect, name), entry?.State, entry?.Attempts ?? 0, entry?.Until, entry?.Detail);
}

/// <summary>One line of the timeline.</summary>
public sealed record TimelineEntry(int Sequence, DateTimeOffset At, string Text);

/// <summary>The plan's answer to a signal.</summary>
/// <param name="SignalId">The signal's id.</param>
/// <param name="Outcome">Accepted when events followed, Nothing when it was already so.</param>
public sealed record SignalAnswer(string SignalId, OutcomeKind Outcome);
