namespace Incidents;

/// <summary>What the post-mortem talks about: what the record has, and what only people can say.</summary>
static class Agenda
{
    /// <summary>In paragraphs, for mail and calendar.</summary>
    public static string Of(Incident i, PlanPolicy policy) => string.Join("\n\n", new[]
    {
        i.CallAddress is { } call ? $"Join the call: {call}" : null,
        "Agenda: what happened, what helped, what hindered, what we change, with owner and date. Nobody is blamed.",
        $"From the record:\n{string.Join('\n', Record(i, policy).Select(line => $"- {line}"))}",
    }.OfType<string>());

    static IEnumerable<string> Record(Incident i, PlanPolicy policy)
    {
        yield return $"{i.ServiceName}: {i.Title} ({i.Severity})";
        yield return string.Join("; ", new[]
        {
            ("began", i.DetectedAt), ("declared", i.DeclaredAt), ("identified", i.IdentifiedAt), ("resolved", i.ResolvedAt),
        }.Where(moment => moment.Item2 is not null).Select(moment => $"{moment.Item1} {policy.Time(moment.Item2!.Value)}"));
        foreach (var (name, said) in new[] { ("Affected", i.Scope), ("Cause", i.Cause), ("Mitigated by", i.Mitigation), ("Fixed by", i.Fix) })
        {
            if (!string.IsNullOrWhiteSpace(said))
                yield return $"{name}: {OneLine(said)}";
        }

        if (i.Relapses > 0)
            yield return $"It came back {(i.Relapses == 1 ? "once" : $"{i.Relapses} times")}{(i.RelapseReason is { } why ? $", last because: {OneLine(why)}" : "")}";
        if (i.Undelivered.Count > 0)
            yield return $"Messages that did not arrive: {i.Undelivered.Count}";
    }

    // A list's line; the whole text stands in the console.
    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
