using Incidents.Public;

namespace Incidents.Desk;

/// <summary>What a sender sent, byte for byte.</summary>
/// <param name="Id">Unique; the sender's idempotency key where it has one, so that a repeat is stored once.</param>
/// <param name="Source">The configured source.</param>
/// <param name="At">When it arrived.</param>
/// <param name="ContentType">As sent.</param>
/// <param name="Body">At most 1 MiB.</param>
/// <param name="Headers">The headers that the sender's format needs, names in small letters; null when it needs none.</param>
public sealed record RawInput(string Id, string Source, DateTimeOffset At, string ContentType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>An authentic input that could not be mapped.</summary>
public sealed record QuarantinedInput(RawInput Input, string Reason);

/// <summary>What became of an input.</summary>
/// <param name="Id">Which.</param>
/// <param name="QuarantineReason">Why it is in quarantine; null when it was served.</param>
public sealed record SettledInput(string Id, string? QuarantineReason);

/// <summary>A key that is to belong to something.</summary>
/// <param name="Key">Such as <c>alert/0f...</c>.</param>
/// <param name="Candidate">What it is to belong to.</param>
/// <param name="Replaces">What has to stand there for that; null when nothing may.</param>
public sealed record Correlation(string Key, string Candidate, string? Replaces = null);

/// <summary>That somebody took an input out of quarantine for good.</summary>
/// <param name="At">When.</param>
/// <param name="By">The person's id.</param>
/// <param name="Why">In their words, at most 1,000 characters.</param>
public sealed record Discarded(DateTimeOffset At, string By, string Why);

/// <summary>An input that somebody discarded, with why it had been in quarantine.</summary>
public sealed record DiscardedInput(RawInput Input, string Reason, Discarded Discarded);

/// <summary>A signal on its way to the plan.</summary>
/// <param name="Id">Unique within the incident; the caller's idempotency key where there is one.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Signal">What was said.</param>
public sealed record StoredSignal(string Id, string IncidentId, Signal Signal);

/// <summary>What the plan said to a signal.</summary>
/// <param name="SignalId">Which.</param>
/// <param name="Kind">Accepted (events followed), nothing to do, or refused.</param>
/// <param name="Reason">Why refused; null otherwise.</param>
public sealed record SignalOutcome(string SignalId, OutcomeKind Kind, string? Reason);

/// <summary>The plan's answer in one word.</summary>
public enum OutcomeKind
{
    /// <summary>Events followed.</summary>
    Accepted,

    /// <summary>It is already so.</summary>
    Nothing,

    /// <summary>Not allowed, or not now.</summary>
    Refused,
}

/// <summary>An event in the log with its effects.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Event">What happened.</param>
/// <param name="Effects">What is to be done because of it; the effect's id is incident/sequence/ordinal, the ordinal from 0.</param>
public sealed record StoredEvent(int Sequence, Event Event, IReadOnlyList<Effect> Effects);

/// <summary>What is new of an incident.</summary>
/// <param name="Events">In order, from the sequence number asked for.</param>
/// <param name="Waiting">Signals without an outcome, in the order stored; none that an event in <paramref name="Events"/> came of.</param>
/// <param name="Ledger">The delivery ledger; null when it was not asked for.</param>
/// <param name="HasMore">True when events were left out, since they would have been too many at once: what follows them is asked for next, and only its signals and ledger count.</param>
public sealed record IncidentNews(IReadOnlyList<StoredEvent> Events, IReadOnlyList<StoredSignal> Waiting, IReadOnlyList<LedgerEntry>? Ledger, bool HasMore = false);

/// <summary>One transaction on an incident.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="ExpectedVersion">The sequence of the last event read; 0 for a new incident.</param>
/// <param name="Events">What to append, sequences following the expected version.</param>
/// <param name="Outcomes">Outcomes of the signals decided.</param>
/// <param name="Head">The incident as it stands after the append, for lists.</param>
public sealed record LogAppend(string IncidentId, int ExpectedVersion, IReadOnlyList<StoredEvent> Events, IReadOnlyList<SignalOutcome> Outcomes, IncidentHead Head);

/// <summary>What lists and the clock need of an incident, without its events.</summary>
/// <param name="Id">The incident's id.</param>
/// <param name="Version">How many events it has.</param>
/// <param name="Title">One line for responders.</param>
/// <param name="Service">The service's id.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Severity">The severity that governs.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ResolvedAt">When its resolution was announced.</param>
/// <param name="NextDeadline">When the plan wants to be struck; null when it does not.</param>
/// <param name="Ended">True when nothing will happen any more by itself and every effect is settled or given up.</param>
/// <param name="Private">True in the breach lane.</param>
/// <param name="Drill">True in a rehearsal.</param>
/// <param name="Public">What the public knows; null when nothing.</param>
/// <param name="UndeliveredSince">When the incident was last changed, while some of its effects are not settled; null when all are. A watchdog compares it with the clock.</param>
public sealed record IncidentHead(string Id, int Version, string Title, string Service, Phase Phase, Severity Severity, DateTimeOffset OpenedAt, DateTimeOffset? ResolvedAt,
    DateTimeOffset? NextDeadline, bool Ended, bool Private, bool Drill, PublicIncident? Public, DateTimeOffset? UndeliveredSince = null);

/// <summary>What the public may have learned since a mark.</summary>
/// <param name="Heads">In any order; not all of them are public.</param>
/// <param name="Mark">For the next question; null when the log keeps none, and the next answer holds all of them again.</param>
public sealed record PublicNews(IReadOnlyList<IncidentHead> Heads, string? Mark);

/// <summary>Which heads to list.</summary>
public enum HeadFilter
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that have not ended.</summary>
    Open,

    /// <summary>Those that the public knows of.</summary>
    Public,
}

/// <summary>Where the delivery of an effect stands.</summary>
public enum LedgerState
{
    /// <summary>An attempt was begun and may be under way until the lease ends; after that its outcome is unknown.</summary>
    Attempting,

    /// <summary>The last attempt failed; the next is at the entry's time.</summary>
    Deferred,

    /// <summary>Done.</summary>
    Delivered,

    /// <summary>Not tried any more: refused or too many attempts.</summary>
    GivenUp,

    /// <summary>Not sent: superseded or blocked meanwhile.</summary>
    Dropped,

    /// <summary>It may have arrived and nobody can tell; a person decides.</summary>
    Uncertain,
}

/// <summary>The ledger's word on one effect.</summary>
/// <param name="EffectId">incident/sequence/ordinal.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Revision">Raised by one with every write, from 1.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How many were begun.</param>
/// <param name="At">When it was written.</param>
/// <param name="Until">End of the lease, or time of the next attempt; null when finished.</param>
/// <param name="Detail">The provider's reference, or the reason in words.</param>
/// <param name="FirstAt">When the first attempt began; null in entries written before this was kept.</param>
/// <param name="Refused">True when it was given up because the provider said no; another attempt would not have helped.</param>
/// <param name="Folded">The effects that share its message, by id, from the first attempt on: a repeated attempt sends the same. Null: none.</param>
public sealed record LedgerEntry(string EffectId, string IncidentId, int Revision, LedgerState State, int Attempts, DateTimeOffset At, DateTimeOffset? Until, string Detail, DateTimeOffset? FirstAt = null,
    bool Refused = false, IReadOnlyList<string>? Folded = null)
{
    /// <summary>True when nothing more will happen by itself.</summary>
    public bool Finished => State is LedgerState.Delivered or LedgerState.GivenUp or LedgerState.Dropped or LedgerState.Uncertain;
}
