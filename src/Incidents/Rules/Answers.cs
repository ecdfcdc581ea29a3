namespace Incidents.Rules;

/// <summary>
/// Requests and their answers: the first decision wins, the same again changes nothing, a conflicting one is refused, an edited text voids the link.
/// </summary>
static class Answers
{
    public static readonly PlanPart Part = new("Answers", React, i => i.IsOver ? [] : i.Requests.Where(r => r.Open).SelectMany(Times));

    static IEnumerable<DateTimeOffset?> Times(RequestState r) => [r.Request.ExpiresAt, r.Request.Silence is SilenceKind.Publishes or SilenceKind.Declares ? r.SilenceAt : null];

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        AnswerRequest s => Answer(i, s, policy),
        MistypeCode s when i.Request(s.RequestId) is { Open: true } r && r.Request.Approvers.Contains(s.By) && !r.LinkVoid(s.By) =>
            Decision.Of(new CodeMistyped(s.At, s.RequestId, s.By, r.WrongCodes.GetValueOrDefault(s.By) + 1)),
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: { AboutRequest: { } id } } e => Delivered(i, e.At, id),
        ClockStruck s => i.Requests.Where(r => r.Open).Aggregate(Decision.Nothing, (d, r) => d.And(Strike(s.At, r, policy))),
        AlarmDismissed or NearMissClosed or IncidentClosed => VoidAll(i, occurrence.At, "The incident is over."),
        _ => Decision.Nothing,
    };

    static Decision Answer(Incident i, AnswerRequest s, PlanPolicy policy)
    {
        if (i.Request(s.RequestId) is not { } state || !state.Request.Approvers.Contains(s.By))
        {
            return Decision.Refuse("This was not asked of you.");
        }

        var request = state.Request;
        if (state.Answer is { } answer)
        {
            return answer == s.Choice && request.TextHash == s.TextHash
                ? Decision.Nothing
                : Decision.Refuse($"{policy.Roster.NameOf(state.AnsweredBy!)} has already decided: {LabelOf(request, answer)}.");
        }

        return state switch
        {
            { Voided: { } why } => Decision.Refuse(why),
            _ when request.ExpiresAt <= s.At => Decision.Refuse("This question has expired. If it still matters, a new mail is on its way."),
            _ when state.LinkVoid(s.By) && !s.SignedIn => Decision.Refuse("Too many wrong codes were typed on this link, so it is void. Sign in to the console and decide there; a new mail comes when the question expires."),
            _ when request.TextHash != s.TextHash => Decision.Refuse("The text was changed after you saw it. Read the new one and decide about that."),
            _ when request.Choices.FirstOrDefault(c => c.Name == s.Choice) is null =>
                Decision.Refuse($"Answer with one of: {string.Join(", ", request.Choices.Select(c => c.Name))}."),
            _ when request.Choices.Any(c => c.Name == s.Choice && c.NeedsNote) && string.IsNullOrWhiteSpace(s.Note) => Decision.Refuse("Please give a reason; it goes on the record."),
            _ => Decision.Of(new DecisionMade(s.At, s.RequestId, s.By, s.Choice, s.Note)),
        };
    }

    static Decision Delivered(Incident i, DateTimeOffset at, string id) =>
        i.Request(id) is { Open: true, SilenceAt: null, Request: { Silence: SilenceKind.Publishes, SilenceAfter: { } after } }
            ? Decision.Of(new RequestDelivered(at, id, at + after))
            : Decision.Nothing;

    static Decision Strike(DateTimeOffset at, RequestState r, PlanPolicy policy)
    {
        var silenceDue = r.Request.Silence is SilenceKind.Publishes or SilenceKind.Declares && r.SilenceAt <= at;
        if (silenceDue && at - r.SilenceAt > policy.Times.Outage && r.Request.SilenceAfter is { } after && r.Request.ExpiresAt > at)
        {
            // Nobody could answer while the system was down: silence starts again.
            return Decision.Of(new SilenceRestarted(at, r.Request.Id, at + after));
        }

        return silenceDue ? Decision.Of(new SilenceFell(at, r.Request.Id))
            : r.Request.ExpiresAt <= at ? Decision.Of(new RequestExpired(at, r.Request.Id))
            : Decision.Nothing;
    }

    /// <summary>Voids every open request that fits.</summary>
    public static Decision Void(Incident i, DateTimeOffset at, string reason, Func<RequestState, bool> which, bool askAgain = false) =>
        i.Requests.Where(r => r.Open && which(r)).Aggregate(Decision.Nothing, (d, r) => d.And(new RequestVoided(at, r.Request.Id, reason, askAgain)));

    static Decision VoidAll(Incident i, DateTimeOffset at, string reason) => Void(i, at, reason, _ => true);

    static string LabelOf(Request request, string name) => request.Choices.FirstOrDefault(c => c.Name == name)?.Label ?? name;
}
