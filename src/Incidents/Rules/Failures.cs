namespace Incidents.Rules;

/// <summary>What was not delivered is told at once to whoever has the incident: nobody looks into the console for a message that they do not miss.</summary>
static class Failures
{
    /// <summary>A mail for each message that failed, and a push for the first of several: a channel that is down fails them all.</summary>
    public static Decision Tell(Incident i, Occurrence settled, PlanPolicy policy)
    {
        // Only what counts as undelivered: what somebody marked as done meanwhile is done, and a word about a failure goes not round.
        var id = settled switch { EffectSettled e => e.EffectId, EffectReturned e => e.EffectId, _ => "" };
        if (i.Undelivered.GetValueOrDefault(id) is not { } failed
            || Candidates(i, settled.At, policy).FirstOrDefault(person => person != (failed.Effect as MailPerson)?.Person) is not { } told)
        {
            return Decision.Nothing;
        }

        var outcome = EffectWords.Outcome(failed.Outcome);
        var subject = Ask.Subject(i, $"{char.ToUpperInvariant(outcome[0])}{outcome[1..]}: {EffectWords.Of(failed.Effect, policy.Roster.NameOf)}");
        var text = $"{failed.Detail}\n\nTell them in another way. In the console it can be sent again, or marked as done with a note of how people were told.";
        var wakes = policy.Roster.Find(told) is { HasPush: true } && !i.Undelivered.Values.Any(other => other.EffectId != id && other.At > settled.At - Digest.Window);
        return Decision.Of(new Noted(settled.At, null, $"{policy.Roster.NameOf(told)} was told of it."),
        [
            .. wakes ? [new PushPerson(told, subject, text, Urgent: !i.IsOver && i.Resolution is null) { FailureOf = id }] : Array.Empty<Effect>(),
            new MailPerson(told, subject, text, News: true) { FailureOf = id },
        ]);
    }

    /// <summary>True for what tells of a failure.</summary>
    public static bool IsWordOf(Effect effect) => effect is MailPerson { FailureOf: not null } or PushPerson { FailureOf: not null };

    // Whoever has it, then whoever is on the team, then whoever would be called; of a private incident nobody hears who may not see it.
    static IEnumerable<string> Candidates(Incident i, DateTimeOffset at, PlanPolicy policy) =>
        new[] { i.Manager, i.OnCall, i.Technical, i.Support }.OfType<string>().Concat(i.IsPrivate ? policy.Roster.With(Role.DataProtectionOfficer) : [])
            .Concat(policy.Roster.CallOrder(at)).Where(person => Sight.Sees(i, person, policy));
}
