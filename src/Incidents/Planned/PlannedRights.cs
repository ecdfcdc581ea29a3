namespace Incidents.Planned;

/// <summary>Who may say what of planned work: what the public reads is a manager's, as with notices; the standard sentences were approved when it was published.</summary>
static class PlannedRights
{
    public static string? Refusal(PlannedWork? work, PlannedWord word, PlanPolicy policy) => policy.Roster.Find(word.By) switch
    {
        null => $"Nobody with the id \"{word.By}\" is on the roster. Ask whoever keeps response.json to add you.",
        { Roles.Count: 0 } => "Only people who respond to incidents plan maintenance. Ask whoever keeps response.json to give you a role.",
        _ when !Speaks(work, word) => null,
        _ when !policy.Roster.Has(word.By, Role.Manager) => Managers(word, policy),
        _ when !word.SignedIn => "A program's key publishes nothing: a manager does it signed in, in the console or with the command line of the host.",
        _ => null,
    };

    /// <summary>What a word tells the public beside what it does; null when nothing.</summary>
    public static string? Note(PlannedWord word) => word switch
    {
        SayOfWork s => s.Note,
        EditWork e => e.Note,
        StartWork s => s.Note,
        VerifyWork v => v.Note,
        CompleteWork c => c.Note,
        ExtendWork e => e.Note,
        CancelWork c => c.Note,
        _ => null,
    };

    // True for words that nobody approved yet.
    static bool Speaks(PlannedWork? work, PlannedWord word) => word is PublishWork || Note(word) is not null
        || (word is EditWork e && work?.IsPublic == true && (e is { Title: not null } or { Services: not null } or { Start: not null } or { End: not null }));

    static string Managers(PlannedWord word, PlanPolicy policy)
    {
        var names = string.Join(", ", policy.Roster.With(Role.Manager).Select(policy.Roster.NameOf));
        return word is PublishWork ? $"Only an incident response manager lets the public know: {names}." : $"Only an incident response manager tells the public words that nobody approved: {names}. Without words of your own the standard sentence goes out.";
    }
}
