using System.Collections.Immutable;
using Incidents.Rules;
using Incidents.Steps;

namespace Incidents;

/// <summary>A part of the plan: one of the nine steps, or a rule that cuts across them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="React">What it says to an occurrence. Must be pure.</param>
/// <param name="Deadlines">When it wants to be struck next; null entries count for nothing.</param>
public sealed record PlanPart(string Name, Func<Incident, Occurrence, PlanPolicy, Decision> React, Func<Incident, IEnumerable<DateTimeOffset?>>? Deadlines = null);

/// <summary>The response plan.</summary>
public static class Plan
{
    /// <summary>Its parts, in the order in which they are asked: who may speak at all, the rules that cut across, and the steps 0 to 9.</summary>
    public static readonly ImmutableArray<PlanPart> Parts =
    [
        Rights.Part, Answers.Part, Deliveries.Part, Endings.Part, Writing.Part,
        Detect.Part, Declare.Part, CallOnCall.Part,                    // step 0
        SetUp.Part, Naming.Part, OutOfHours.Part,                      // step 1
        AnnounceInvestigating.Part, Publishing.Part,                   // step 2
        PrepareSupport.Part,                                           // step 3
        Identify.Part,                                                 // step 4
        Restore.Part, Announcing.Part, Cadence.Part, Relapse.Part,     // steps 5 to 7
        Breach.Part, Conclude.Part,                                    // step 8
        FollowUp.Part, Actions.Part, Closing.Part,                     // step 9
    ];

    /// <summary>
    /// What the plan says to a signal. Every event passes through all parts until nothing follows, so that one acceptance can name, open and invite in one go.
    /// </summary>
    public static Decision Decide(Incident incident, Signal signal, PlanPolicy policy) => Advance(incident, signal, policy).Decision;

    /// <summary>The same with the incident after it, which has to be folded for the decision anyway; as it was when refused.</summary>
    public static (Decision Decision, Incident After) Advance(Incident before, Signal signal, PlanPolicy policy)
    {
        var incident = before;
        var decision = Decision.Nothing;
        var waiting = new Queue<Occurrence>([signal]);
        while (waiting.TryDequeue(out var occurrence))
        {
            foreach (var part in Parts)
            {
                var next = part.React(incident, occurrence, policy);
                if (next.Refusal is not null)
                {
                    return (next, before);
                }

                decision = decision.And(next);
                foreach (var step in next.Steps)
                {
                    incident = incident.Apply(step.Event);
                    waiting.Enqueue(step.Event);
                }
            }
        }

        return (decision, incident);
    }

    /// <summary>When the plan wants to be struck next; null when nothing is due any more.</summary>
    public static DateTimeOffset? NextDeadline(Incident incident) => Parts.SelectMany(p => p.Deadlines?.Invoke(incident) ?? []).Min();

    /// <summary>Why an effect is not wanted any more; null while it is. Asked before each attempt.</summary>
    /// <param name="incident">As the log has it now.</param>
    /// <param name="effectId">The effect's id; an announcement is known by it.</param>
    /// <param name="effect">What would be sent.</param>
    /// <param name="now">A post, or a push that asks nothing, that has waited for longer than <see cref="Announcement.Fresh"/> gives way to a later one.</param>
    public static string? Unwanted(Incident incident, string effectId, Effect effect, DateTimeOffset now) =>
        incident.Marked.Contains(effectId) ? "Somebody marked it as done."
        : effect is PostInternally or PostPublicly && incident.AnnouncementOf(effectId) is { } said && incident.Announcements.Values.Any(later => said.IsStaleBeside(later, now)) ? "A later announcement tells where it stands."
        : effect is PushPerson { RequestId: null } && incident.OutdatedNudge(effectId, now) is { } why ? why
        : Unwanted(incident, effect);

    /// <summary>The same by the effect alone.</summary>
    public static string? Unwanted(Incident incident, Effect effect) => effect switch
    {
        { AboutRequest: { } id } when incident.Request(id) is { Open: false } r => r.Voided ?? "It was decided meanwhile.",
        PostInternally when incident.IsPrivate => "A breach is suspected: only the team is told.",
        PostPublicly when incident.IsPrivate => "A breach is suspected: nothing goes public without the data protection officer's release.",
        PostPublicly p when incident.Published.Find(n => n.Number == p.Number) is { } notice && p.Kind is NoticeKind.Identified or NoticeKind.Monitoring or NoticeKind.Resolved
            && !incident.ToldPublic.Contains(p.Kind) => "It came back meanwhile, so this is no longer true.",
        BookMeeting when incident.MeetAt is null => "It has come back, so there is nothing to look back on yet.",
        BookMeeting when incident.Postmortem is not null => "The post-mortem was held.",
        BookMeeting b when incident.MeetAt != b.At => "It was moved meanwhile.",
        CancelMeeting when incident is { MeetAt: not null, Postmortem: null } => "It is resolved again; booking the next post-mortem moves the meeting.",
        MailPerson { FailureOf: { } failed } when !incident.Undelivered.ContainsKey(failed) => "Somebody has dealt with it meanwhile.",
        PushPerson { FailureOf: { } failed } when !incident.Undelivered.ContainsKey(failed) => "Somebody has dealt with it meanwhile.",
        MailPerson { Invitation: { Cancelled: false } invitation } => Outdated(incident, invitation),
        _ => null,
    };

    // The next mail says it better, and a calendar that takes them out of order must not end with the old time.
    static string? Outdated(Incident incident, Invitation invitation) =>
        incident.MeetAt is null || incident.MeetRound != invitation.Round ? "It has come back, so there is nothing to look back on yet."
        : incident.Postmortem is not null ? "The post-mortem was held."
        : incident.MeetAt != invitation.At ? "It was moved meanwhile." : null;
}
