namespace Incidents.Rules;

/// <summary>People write: notices, remarks. A text that is the current draft already changes nothing.</summary>
static class Writing
{
    public static readonly PlanPart Part = new("Writing", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        AddNote s when string.IsNullOrWhiteSpace(s.Text) => Decision.Refuse("The note is empty."),
        AddNote s => Note(i, s.At, s.By, s.Text.Trim()),
        DraftNotice s when Drafting.Problem(s.Title, s.Text) is { } problem => Decision.Refuse(problem),
        DraftNotice s => Draft(i, s),
        _ => Decision.Nothing,
    };

    /// <summary>A remark, unless the same person has just made it.</summary>
    public static Decision Note(Incident i, DateTimeOffset at, string by, string text) =>
        i.LastNote is { } last && last.By == by && last.Text == text ? Decision.Nothing : Decision.Of(new Noted(at, by, text));

    static Decision Draft(Incident i, DraftNotice s)
    {
        var draft = Drafting.ByPerson(i, s.At, s.By, s.Kind, s.Audience, s.Title, s.Text);
        var current = i.Draft.GetValueOrDefault((s.Kind, s.Audience));
        return s.Kind switch
        {
            NoticeKind.Report => Decision.Refuse("The report is written with \"write report\"."),
            _ when i.DeclaredAt is null || i.IsOver => Decision.Refuse("Notices are written while an incident is open: from its declaration until it is closed."),
            _ when s.Audience == Audience.Internal && s.Kind is not (NoticeKind.Identified or NoticeKind.Monitoring or NoticeKind.Resolved) =>
                Decision.Refuse("The company is told of identified, monitoring and resolved; add a note for anything else."),
            NoticeKind.Update or NoticeKind.Workaround when !i.IsPublic => Decision.Refuse("The public knows nothing of this incident yet, so there is nothing to update. Draft \"investigating\" first."),
            NoticeKind.Update or NoticeKind.Workaround when i.Phase == Phase.Resolved => Decision.Refuse("It is resolved; what is left to say goes into the report."),
            NoticeKind.Investigating when i.Resolution is not null => Decision.Refuse("The team has said that it is resolved. If it came back, report a relapse."),
            NoticeKind.Investigating when i.ToldPublic.Contains(NoticeKind.Investigating) => Decision.Refuse("The public knows that we investigate. Write an update instead."),
            NoticeKind.Identified or NoticeKind.Monitoring or NoticeKind.Resolved when current is null && !(s.Audience == Audience.Public && Opened(i, s.Kind)) =>
                Decision.Refuse("This announcement is not due yet; it is drafted when the plan comes to it."),
            _ when i.Superseded.Contains(s.Kind) || (s.Kind <= NoticeKind.Resolved && (s.Audience == Audience.Public ? i.ToldPublic : i.ToldCompany).Contains(s.Kind)) =>
                Decision.Refuse("This announcement was made or overtaken already. Write an update instead."),
            _ when current is not null && current.Hash == draft.Notice.Hash && i.Requests.Any(r => r.Request.Version == current.Version && (r.Open || r.Answer is "approve" or "release")) => Decision.Nothing,
            _ => Decision.Of(draft),
        };
    }

    static bool Opened(Incident i, NoticeKind kind) => i.IsPublic && kind switch
    {
        NoticeKind.Identified => i.IdentifiedAt is not null,
        NoticeKind.Monitoring => i.Fix is not null,
        _ => i.Resolution is not null,
    };
}
