using Incidents.Public;

namespace Incidents.Planned;

/// <summary>What planned work says, before the public knows of it and after.</summary>
static class Drafting
{
    /// <summary>The longest announcement or note, in characters.</summary>
    public const int LongestText = 4_000;

    const int LongestTitle = 200;
    static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    // Somebody who starts at once fills the form in meanwhile.
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public static PlannedDecision Draft(DraftWork d, PlanPolicy policy)
    {
        var work = new PlannedWork(d.Id, d.Title.Trim(), Once(d.Services), d.Start.ToUniversalTime(), d.End.ToUniversalTime(), d.StartsItself, d.EndsItself, d.Text.Trim(), 0, MaintenanceState.Scheduled, null, [], []);
        return Problem(work, d.At, policy) is { } no ? PlannedDecision.Refuse(no) : PlannedDecision.Of(work, d.At, d.By, "Entered it.");
    }

    public static PlannedDecision Edit(PlannedWork w, EditWork e, PlanPolicy policy, PlannedTexts texts)
    {
        var after = w with
        {
            Title = e.Title?.Trim() ?? w.Title,
            Services = e.Services is { } services ? Once(services) : w.Services,
            Start = e.Start?.ToUniversalTime() ?? w.Start,
            End = e.End?.ToUniversalTime() ?? w.End,
            StartsItself = e.StartsItself ?? w.StartsItself,
            EndsItself = e.EndsItself ?? w.EndsItself,
            Text = e.Text?.Trim() ?? w.Text,
        };
        var moved = after.Start != w.Start || after.End != w.End;
        var same = after with { Services = w.Services } == w && after.Services.SequenceEqual(w.Services);
        return same && e.Note is null ? PlannedDecision.Nothing
            : w.IsPublic && after.Text != w.Text ? PlannedDecision.Refuse("The announcement was published; what was said stays. Say something further instead.")
            : w.IsOn && moved ? PlannedDecision.Refuse("It has begun: extend it instead.")
            : Problem(after, moved ? e.At : null, policy) is { } no ? PlannedDecision.Refuse(no)
            : PlannedDecision.Of(Published(after, moved, e, w, policy, texts), e.At, e.By, moved ? $"Moved it to {policy.Time(after.Start)} - {policy.Time(after.End)}." : same ? "Told the public." : "Changed it.");
    }

    static PlannedWork Published(PlannedWork after, bool moved, EditWork e, PlannedWork before, PlanPolicy policy, PlannedTexts texts) => after switch
    {
        { IsPublic: false } => after,
        _ when e.Note is { } note => after.Told(e.At, after.State, note),
        _ when moved => after.Told(e.At, after.State, PlannedPlan.Fill(texts.Moved, after, policy)),
        _ when after.Title == before.Title && after.Services.SequenceEqual(before.Services) => after,
        _ => after with { PublicRevision = after.PublicRevision + 1, PublicAt = e.At },
    };

    // What nobody could read, or nobody could mean.
    static string? Problem(PlannedWork w, DateTimeOffset? now, PlanPolicy policy) => w switch
    {
        { Title.Length: 0 or > LongestTitle } => $"Give it a title of at most {LongestTitle} characters.",
        { Text.Length: 0 or > LongestText } => $"Say in \"text\", in at most {LongestText} characters, what customers will notice.",
        _ when policy.Services.Count == 0 => "The company lists no services. Put them under \"services\" in response.json.",
        { Services.Count: 0 } => $"Name at least one service: {Known(policy)}.",
        _ when w.Services.FirstOrDefault(s => !policy.Services.ContainsKey(s.Service)) is { } unknown => $"There is no service \"{unknown.Service}\". The services are: {Known(policy)}.",
        _ when w.Services.Any(s => s.Status == ServiceStatus.Operational || !Enum.IsDefined(s.Status)) => "A service that stays operational is not affected; leave it out.",
        _ when w.End <= w.Start => "It has to end after it begins.",
        _ when w.End - w.Start > Longest => "It lasts more than 30 days; that is no maintenance. Check the times.",
        _ when now is { } at && w.Start < at - Grace && !w.IsOn => "It begins in the past. Check the times and their zone.",
        _ => null,
    };

    static string Known(PlanPolicy policy) => string.Join(", ", policy.Services.Keys.Order(StringComparer.Ordinal));

    // Said twice, the worse counts.
    static List<MaintenanceImpact> Once(IEnumerable<MaintenanceImpact> services) => [.. services.GroupBy(s => s.Service, StringComparer.Ordinal).Select(same => same.MaxBy(s => s.Status)!)];
}
