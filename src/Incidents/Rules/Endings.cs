namespace Incidents.Rules;

/// <summary>Everyone who was told that it began is told that it ended: an open item until the ledger, or a person, says so. It outlives the incident.</summary>
public static class Endings
{
    internal static readonly PlanPart Part = new("Endings", React, i => [i.EndingRemindAt]);

    const string MailPrefix = "mail/";

    /// <summary>Those in one place, in words: a person's name, or what the channel is.</summary>
    /// <param name="who">A lane, as <see cref="Incident.Told"/> has it.</param>
    /// <param name="name">A person's name by id.</param>
    public static string NameOf(string who, Func<string, string> name) => who switch
    {
        PublishPage.Name => "the status page",
        MailAffectedUsers.Name => "affected users who left an address",
        _ when who.StartsWith(MailPrefix, StringComparison.Ordinal) => name(who[MailPrefix.Length..]),
        _ => who,
    };

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        MarkTold s => Mark(i, s, policy),
        IncidentResolved or EffectSettled or EffectReturned or EffectMarked or EndingMarked when i.ResolvedAt is not null => Check(i, occurrence.At, policy),
        ClockStruck s when i.EndingRemindAt <= s.At => Decision.Of(new EndingAwaited(s.At, [.. i.AwaitingEnding], s.At + policy.Times.Chase),
            Team.Mail(Team.Lead(i, policy, s.At).Concat(Team.Voice(i, policy, s.At)), Ask.Subject(i, "Not everybody was told that it ended"),
                $"Told that it began, and not that it ended: {string.Join(", ", i.AwaitingEnding.Select(who => NameOf(who, policy.Roster.NameOf)))}.\n\n"
                + "\"Who was told what\" in the console shows why. Send again what was not delivered, or say there how they were told.")),
        _ => Decision.Nothing,
    };

    static Decision Check(Incident i, DateTimeOffset at, PlanPolicy policy) => (i.AwaitingEnding.Any(), i.EndingRemindAt) switch
    {
        (true, null) => Decision.Of(new EndingAwaited(at, [.. i.AwaitingEnding], at + policy.Times.Reminder)),
        (false, not null) => Decision.Of(new EndingTold(at)),
        _ => Decision.Nothing,
    };

    static Decision Mark(Incident i, MarkTold s, PlanPolicy policy) => i.Told.GetValueOrDefault(s.Who) switch
    {
        null => Decision.Refuse($"\"{s.Who}\" was not told that it began. Told were: {(i.Told.IsEmpty ? "nobody" : string.Join(", ", i.Told.Keys))}."),
        { } told when told.Ended >= told.Began => Decision.Nothing,
        _ when i.ResolvedAt is null => Decision.Refuse("It has not ended yet: its resolution is announced first."),
        _ when string.IsNullOrWhiteSpace(s.Reason) => Decision.Refuse($"Please say how {NameOf(s.Who, policy.Roster.NameOf)} was told, or why that is not needed."),
        _ => Decision.Of(new EndingMarked(s.At, s.By, s.Who, s.Reason.Trim())),
    };
}
