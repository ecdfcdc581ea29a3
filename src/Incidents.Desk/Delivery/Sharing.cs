namespace Incidents.Desk;

/// <summary>What shares one message with others of its lane. The rule is the plan's (<see cref="Digest"/>); which ones they are stays on the ledger from the first attempt on.</summary>
static class Sharing
{
    /// <summary>When an effect that nothing was tried of leaves; null: at once.</summary>
    public static DateTimeOffset? LeavesAt(Incident incident, OpenEffect open) =>
        open.Effect is MailPerson { News: true } mail ? Digest.LeavesAt(incident, mail.Person, open.At) : null;

    /// <summary>The ids of those that share the message of the first of a lane, with its own; null when it has its own message.</summary>
    /// <param name="folded">The incident with what is open.</param>
    /// <param name="effectId">The first of the lane.</param>
    /// <param name="now">Who is not wanted any more is left out.</param>
    public static IReadOnlyList<string>? Of(FoldedIncident folded, string effectId, DateTimeOffset now)
    {
        if (folded.Open.FirstOrDefault(e => e.Id == effectId) is not { Effect: MailPerson { News: true } mail } first)
        {
            return null;
        }

        var waiting = folded.Open.SkipWhile(e => e.Id != effectId).Where(e => e.Effect.Lane == mail.Lane && (e.Id == effectId || Plan.Unwanted(folded.Incident, e.Id, e.Effect, now) is null)).ToList();
        return Digest.Folds(folded.Incident, mail.Person, first.At, waiting.Count) ? [.. waiting.Select(e => e.Id)] : null;
    }

    /// <summary>The effects of these ids, in their order; null when none is given.</summary>
    public static IReadOnlyList<SharedEffect>? Effects(FoldedIncident folded, IReadOnlyList<string>? ids) =>
        ids is null ? null : [.. folded.Open.Where(e => ids.Contains(e.Id, StringComparer.Ordinal)).Select(e => new SharedEffect(e.At, e.Effect))];
}
