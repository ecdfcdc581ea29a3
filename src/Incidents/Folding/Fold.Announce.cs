namespace Incidents;

public static partial class Fold
{
    static Incident? Announce(Incident i, Event @event) => @event switch
    {
        NoticeDrafted e => i with
        {
            Drafts = Math.Max(i.Drafts, e.Notice.Version),
            Draft = i.Draft.SetItem((e.Notice.Kind, e.Notice.Audience), e.Notice),
            AwaitedEdits = e.Notice.Audience == Audience.Internal ? i.AwaitedEdits.Remove(e.Notice.Kind) : i.AwaitedEdits,
            AwaitedPublicEdits = e.Notice.Audience == Audience.Public ? i.AwaitedPublicEdits.Remove(e.Notice.Kind) : i.AwaitedPublicEdits,
        },
        EditAwaited e => i with { AwaitedEdits = i.AwaitedEdits.SetItem(e.Kind, e.RemindAt) },
        PublicEditAwaited e => i with { AwaitedPublicEdits = i.AwaitedPublicEdits.SetItem(e.Kind, e.RemindAt) },
        DecisionRequested e => i with { Requests = i.Requests.Add(new RequestState(e.Request, e.At) { SilenceAt = ArmedAtOnce(e) }) },
        RequestDelivered e => Change(i, e.RequestId, r => r with { SilenceAt = e.SilenceAt ?? r.SilenceAt }),
        SilenceRestarted e => Change(i, e.RequestId, r => r with { SilenceAt = e.SilenceAt }),
        DecisionMade e => Change(i, e.RequestId, r => r with { Answer = e.Choice, AnsweredBy = e.By, AnsweredAt = e.At, SilenceAt = null }),
        RequestVoided e => Change(i, e.RequestId, r => r with { Voided = e.Reason, SilenceAt = null }),
        RequestExpired e => Change(i, e.RequestId, r => r with { Voided = "This question has expired. If it still matters, a new mail is on its way.", SilenceAt = null }),
        SilenceFell e => Change(i, e.RequestId, r => r with { Voided = "Nobody answered in time, so what silence means has happened.", SilenceAt = null }),
        CodeMistyped e => Change(i, e.RequestId, r => r with { WrongCodes = r.WrongCodes.SetItem(e.By, e.Count) }),
        NoticeApproved e => i with { AwaitingRelease = i.AwaitingRelease.SetItem(e.Kind, e) },
        NoticePublished e => i with
        {
            Published = i.Published.Add(e),
            AwaitingRelease = i.AwaitingRelease.Remove(e.Notice.Kind),
            ToldPublic = i.ToldPublic.Add(e.Notice.Kind),
            KeptInternal = null,
            // What was an extra is overtaken by whatever is said next; an announcement of the plan, and the report, are still due.
            AwaitedPublicEdits = i.AwaitedPublicEdits.RemoveRange([e.Notice.Kind, NoticeKind.Update, NoticeKind.Workaround]),
            PromiseBy = e.PromiseBy,
            PromiseRemindAt = e.RemindAt,
            PromiseChaseAt = e.PromiseBy,
            OverdueTurn = 0,
        },
        InternalAnnounced e => i with { Drafts = Math.Max(i.Drafts, e.Notice.Version), ToldCompany = i.ToldCompany.Add(e.Notice.Kind), AwaitedEdits = i.AwaitedEdits.Remove(e.Notice.Kind) },
        KeptInternal e => i with { KeptInternal = e, AwaitedPublicEdits = i.AwaitedPublicEdits.Clear() },
        AnnouncementSuperseded e => i with { Superseded = i.Superseded.Add(e.Kind), AwaitingRelease = i.AwaitingRelease.Remove(e.Kind), AwaitedEdits = i.AwaitedEdits.Remove(e.Kind), AwaitedPublicEdits = i.AwaitedPublicEdits.Remove(e.Kind) },
        AnnouncementMade e => i with { Made = i.Made.Add(e.Kind) },
        UpdateReminded => i with { PromiseRemindAt = null },
        UpdateOverdue e => i with { PromiseChaseAt = e.NextAt, OverdueTurn = e.Turn, PromiseRemindAt = null },
        _ => null,
    };

    // Silence that publishes counts from delivery; all other silence counts from the question.
    static DateTimeOffset? ArmedAtOnce(DecisionRequested e) => e.Request.Silence == SilenceKind.Publishes ? null : e.At + e.Request.SilenceAfter;

    static Incident Change(Incident i, string id, Func<RequestState, RequestState> change)
    {
        var index = i.Requests.FindIndex(r => r.Request.Id == id);
        return index < 0 ? i : i with { Requests = i.Requests.SetItem(index, change(i.Requests[index])) };
    }
}
