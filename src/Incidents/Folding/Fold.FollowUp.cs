namespace Incidents;

public static partial class Fold
{
    static Incident? FollowUp(Incident i, Event @event) => @event switch
    {
        IncidentResolved e => i with
        {
            Phase = Phase.Resolved,
            ResolvedAt = e.At,
            PostmortemBy = e.PostmortemBy,
            RelapseUntil = e.RelapseUntil,
            MeetRound = i.MeetRound + 1,
            MeetChanges = 0,
            AskStillFiringAt = null,

            ManagerCalling = null,
            OnCallCalling = null,
            PromiseBy = null,
            PromiseRemindAt = null,
            PromiseChaseAt = null,
        },
        ReportPublished e => i with { Reports = i.Reports.Add(e), AwaitingRelease = i.AwaitingRelease.Remove(NoticeKind.Report) },
        ConclusionReminded e => i with { ConclusionRemindAt = e.NextAt },
        DirectMessageSent e => i with { DirectMessage = e },
        ContactsMade e => i with { ContactsMade = e },
        CommunicationConcluded e => i with { ConcludedAt = e.At, ConcludedReason = e.Reason, ConclusionRemindAt = null },
        ContactsErasureOrdered => i,
        PostmortemBooked e => i with { MeetAt = e.MeetAt, MeetReason = e.Reason, MeetPeople = e.People, MeetChanges = i.MeetChanges + 1, FollowUpChaseAt = e.ChaseAt },
        PostmortemInvited e => i with { MeetPeople = e.People },
        FollowUpChased e => i with { FollowUpChaseAt = e.NextAt },
        PostmortemHeld e => i with { Postmortem = e, FollowUpChaseAt = e.ChaseAt },
        ActionAdded e => i with { Actions = i.Actions.Add(new FollowUpAction(e.ActionId, e.What, e.Owner, e.Due) { ChaseAt = e.Due }) },
        ActionChased e => ChangeAction(i, e.ActionId, a => a with { ChaseAt = e.NextAt }),
        ActionClosed e => ChangeAction(i, e.ActionId, a => a with { ChaseAt = null, ClosedAt = e.At, Outcome = e.Outcome }),
        ActionsConfirmed e => i with { ActionsConfirmedAt = e.At },
        ReportConfirmed e => i with { ReportConfirmedAt = e.At },
        IncidentClosed e => End(i, Phase.Closed, e.At),
        _ => null,
    };

    static Incident ChangeAction(Incident i, string id, Func<FollowUpAction, FollowUpAction> change)
    {
        var index = i.Actions.FindIndex(a => a.Id == id);
        return index < 0 ? i : i with { Actions = i.Actions.SetItem(index, change(i.Actions[index])) };
    }
}
