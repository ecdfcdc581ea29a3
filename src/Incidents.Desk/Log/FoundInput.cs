namespace Incidents.Desk;

/// <summary>Where an input stands.</summary>
public enum InputState
{
    /// <summary>It is stored and not served yet.</summary>
    Waiting,

    /// <summary>Its alerts are with their incidents.</summary>
    Served,

    /// <summary>It could not be mapped.</summary>
    Quarantined,

    /// <summary>People took it out of quarantine for good.</summary>
    Discarded,
}

/// <summary>An input that was looked for by its id.</summary>
/// <param name="Input">As it came in.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it could not be mapped; null when it could, or it is not known yet.</param>
public sealed record FoundInput(RawInput Input, InputState State, string? Reason);
