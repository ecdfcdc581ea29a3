using Incidents.Public;

namespace Incidents.Planned;

/// <summary>What becomes of planned work when somebody says something. Pure, as the plan of incidents is: times come with the order.</summary>
public static class PlannedPlan
{
    // What is later than this did not happen when it was due, and the public is told so.
    static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    /// <summary>The work after an order.</summary>
    /// <param name="work">As it stands; null when there is none.</param>
    /// <param name="order">What was said.</param>
    /// <param name="policy">Who may, and how times are read.</param>
    /// <param name="texts">The standard sentences.</param>
    public static PlannedDecision Decide(PlannedWork? work, PlannedOrder order, PlanPolicy policy, PlannedTexts texts) => (work, order) switch
    {
        (_, PlannedWord word) when PlannedRights.Refusal(work, word, policy) is { } no => PlannedDecision.Refuse(no),
        (_, PlannedWord word) when PlannedRights.Note(word) is { } note && (note.Trim().Length == 0 || note.Length > Drafting.LongestText) => PlannedDecision.Refuse($"Say something, in at most {Drafting.LongestText} characters."),
        (null, DraftWork draft) => Drafting.Draft(draft, policy),
        (null, PlannedWord) => PlannedDecision.Refuse("There is no such maintenance."),
        (null, _) => PlannedDecision.Nothing,
        ({ } w, PlannedStruck s) => Strike(w, s.At, policy, texts),
        // The same draft again, by a form that was sent twice.
        (_, DraftWork) => PlannedDecision.Nothing,
        ({ IsOver: true, Cancelled: true }, CancelWork) or ({ IsOver: true, Cancelled: false }, CompleteWork) => PlannedDecision.Nothing,
        ({ IsOver: true } w, _) => PlannedDecision.Refuse(w.Cancelled ? "It was called off; enter a new one." : "It is over; enter a new one."),
        ({ } w, EditWork e) => Drafting.Edit(w, e, policy, texts),
        ({ } w, PublishWork p) => Publish(w, p),
        ({ IsPublic: false } w, CancelWork c) => PlannedDecision.Of(w with { State = MaintenanceState.Completed, Cancelled = true }, c.At, c.By, "Called it off before the public knew of it."),
        ({ IsPublic: false }, _) => PlannedDecision.Refuse("The public does not know of it yet; a manager has to publish it first."),
        // The same words again, by a request that was sent twice.
        ({ Updates: [.., var last] }, SayOfWork s) when last.Text == s.Note.Trim() => PlannedDecision.Nothing,
        ({ } w, SayOfWork s) => PlannedDecision.Of(w.Told(s.At, w.State, s.Note), s.At, s.By, "Told the public."),
        ({ State: MaintenanceState.InProgress }, StartWork) or ({ State: MaintenanceState.Verifying }, VerifyWork) => PlannedDecision.Nothing,
        ({ State: MaintenanceState.Verifying } w, StartWork s) => PlannedDecision.Of(w.Told(s.At, MaintenanceState.InProgress, s.Note ?? Fill(texts.GoesOn, w, policy)), s.At, s.By, "Goes on with it."),
        ({ } w, StartWork s) => PlannedDecision.Of((w with { StartedAt = s.At }).Told(s.At, MaintenanceState.InProgress, s.Note ?? Fill(texts.Begun, w, policy)), s.At, s.By, "Started it."),
        ({ IsOn: false }, VerifyWork or CompleteWork) => PlannedDecision.Refuse("It has not begun. Start it first, or cancel it."),
        ({ } w, VerifyWork v) => PlannedDecision.Of(w.Told(v.At, MaintenanceState.Verifying, v.Note ?? texts.Verifying), v.At, v.By, "Verifies it."),
        ({ } w, CompleteWork c) => PlannedDecision.Of((w with { CompletedAt = c.At }).Told(c.At, MaintenanceState.Completed, c.Note ?? texts.Completed), c.At, c.By, "Completed it."),
        ({ } w, ExtendWork e) => Extend(w, e, policy, texts),
        ({ IsOn: true }, CancelWork) => PlannedDecision.Refuse("It has begun, so it cannot be called off. Complete it, and say in your words that it was broken off."),
        ({ } w, CancelWork c) => PlannedDecision.Of((w with { Cancelled = true, CompletedAt = c.At }).Told(c.At, MaintenanceState.Completed, c.Note ?? texts.Cancelled), c.At, c.By, "Called it off."),
        _ => PlannedDecision.Nothing,
    };

    static PlannedDecision Publish(PlannedWork w, PublishWork p) => w switch
    {
        { IsPublic: true } => PlannedDecision.Nothing,
        _ when p.Revision != w.Revision => PlannedDecision.Refuse("It was changed since you read it. Read it again, then publish it."),
        _ when p.At >= w.End => PlannedDecision.Refuse("Its scheduled time is over. Move the schedule before you publish it."),
        _ => PlannedDecision.Of((w with { Approval = new PlannedApproval(p.At, p.By, p.Revision) }).Told(p.At, MaintenanceState.Scheduled, w.Text), p.At, p.By, $"Published revision {p.Revision}, and approved the standard sentences."),
    };

    static PlannedDecision Extend(PlannedWork w, ExtendWork e, PlanPolicy policy, PlannedTexts texts)
    {
        var moved = w with { End = e.End, OverrunAt = null };
        return e.End == w.End ? PlannedDecision.Nothing
            : e.End <= e.At || e.End <= w.Start ? PlannedDecision.Refuse("The new end has to lie ahead, after the start.")
            : PlannedDecision.Of(moved.Told(e.At, w.State, e.Note ?? Fill(e.End > w.End ? texts.Extended : texts.Moved, moved, policy)), e.At, e.By, $"Moved its end from {policy.Time(w.End)} to {policy.Time(e.End)}.");
    }

    // As often as something is due, so that one strike after an outage leaves nothing behind.
    static PlannedDecision Strike(PlannedWork w, DateTimeOffset at, PlanPolicy policy, PlannedTexts texts)
    {
        var after = w;
        while (after.NextDeadline <= at)
        {
            after = Strike(after, at, after.NextDeadline.Value, policy, texts);
        }

        return after == w ? PlannedDecision.Nothing : new PlannedDecision(after, null);
    }

    static PlannedWork Strike(PlannedWork w, DateTimeOffset at, DateTimeOffset due, PlanPolicy policy, PlannedTexts texts)
    {
        var late = at - due > Late ? $" {texts.Late.Replace("{due}", policy.Time(due), StringComparison.Ordinal)}" : "";
        var said = late.Length > 0 ? $", late: it was due at {policy.Time(due)}" : "";
        return w switch
        {
            // Nobody could be told of it while it was on, and nobody is told now that it is.
            { State: MaintenanceState.Scheduled, EndsItself: true } when w.End <= at && late.Length > 0 => (w with { StartedAt = w.Start, CompletedAt = w.End })
                .Told(at, MaintenanceState.Completed, Fill(texts.Missed, w, policy)).By(at, null, "Its whole time passed while the clock stood still; taken as over."),
            { State: MaintenanceState.Scheduled } => (w with { StartedAt = w.Start }).Told(at, MaintenanceState.InProgress, Fill(texts.Begun, w, policy) + late).By(at, null, $"Began by itself{said}."),
            { EndsItself: true } => (w with { CompletedAt = w.End }).Told(at, MaintenanceState.Completed, texts.Completed + late).By(at, null, $"Ended by itself{said}."),
            _ => (w with { OverrunAt = w.End, PublicAt = at, PublicRevision = w.PublicRevision + 1 }).By(at, null, "Takes longer than scheduled."),
        };
    }

    internal static string Fill(string text, PlannedWork w, PlanPolicy policy) =>
        text.Replace("{start}", policy.Time(w.Start), StringComparison.Ordinal).Replace("{end}", policy.Time(w.End), StringComparison.Ordinal);
}
