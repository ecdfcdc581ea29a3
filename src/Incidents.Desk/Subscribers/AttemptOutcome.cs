namespace Incidents.Desk.Subscribers;

/// <summary>What came of telling one subscriber.</summary>
/// <param name="Told">How many messages arrived.</param>
/// <param name="Unclear">Messages that may have arrived.</param>
/// <param name="Again">When it is worth another attempt; null when it is not.</param>
public sealed record AttemptOutcome(int Told, IReadOnlyList<string> Unclear, DateTimeOffset? Again);
