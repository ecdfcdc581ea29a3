namespace Incidents.Scenarios;

/// <summary>A full incident in acts, each with the step of the plan that it belongs to: ten notices and the report, from the first alert to the close.</summary>
static class Story
{
    const string Report = "## What happened\n\nOne in three payments failed for a few minutes.";

    /// <summary>The acts in order.</summary>
    /// <param name="people">Who acts.</param>
    /// <param name="asksUsers">True when on-call answers how many users are affected; false when silence has to declare it.</param>
    /// <param name="reachesBea">False when no mail reaches the support contact, who then looks into the console.</param>
    public static IReadOnlyList<Scene> Of(Responders people, bool asksUsers = true, bool reachesBea = true) =>
    [
        new(0, () => people.AlertAsync()),
        new(0, () => people.AnswerAsync("Please look at this", "acknowledge")),
        .. asksUsers ? [new Scene(0, () => people.AnswerAsync("users affected?", "enough"))] : Array.Empty<Scene>(),
        new(1, () => people.AnswerAsync("Do you take this incident?", "accept")),
        new(1, () => people.AnswerAsync("Is this the team?", "confirm")),
        new(2, () => people.AnswerAsync("May this go to the public: Investigating?", "approve")),
        new(3, () => people.SayAsync("bea", "record-support-plan", new { workaround = "Pay by bank transfer.", directContact = false, reason = "It is short.", publishWorkaround = true })),
        new(3, () => people.AnswerAsync("May this go to the public: Workaround?", "approve")),
        new(4, () => people.SayAsync("ana", "record-finding", new { mitigation = "Traffic goes elsewhere.", scope = "Card payments.", cause = "unknown" })),
        new(4, () => people.AnswerAsync("how severe is it?", "Major")),
        new(5, () => InternalAsync(people, "Identified", reachesBea)),
        new(5, () => people.AnswerAsync("May this go to the public: Identified?", "approve")),
        .. Enumerable.Range(1, 5).SelectMany(number => Update(people, number)),
        new(6, () => people.SayAsync("ana", "apply-fix", new { what = "The release was rolled back." })),
        new(6, () => InternalAsync(people, "Monitoring", reachesBea)),
        new(6, () => people.AnswerAsync("May this go to the public: Monitoring?", "approve")),
        new(7, () => people.AlertAsync(firing: false)),
        new(7, () => people.SayAsync("mia", "declare-resolved", new { summary = "Payments go through." })),
        new(7, () => InternalAsync(people, "Resolved", reachesBea)),
        new(7, () => people.AnswerAsync("May this go to the public: Resolved?", "approve")),
        new(8, () => people.SayAsync("bea", "write-report", new { text = Report })),
        new(8, () => people.AnswerAsync("May this go to the public: Report?", "approve")),
        new(9, () => people.SayAsync("mia", "hold-postmortem", new { notes = "The load test did not know the limit." })),
        new(9, () => people.SayAsync("mia", "add-action", new { what = "Test with the real limit.", owner = "ana", due = DateTimeOffset.UtcNow.AddDays(1) })),
        new(9, () => people.SayAsync("mia", "confirm-report")),
        new(9, () => people.SayAsync("mia", "confirm-actions", new { note = "One action." })),
        new(9, () => people.SayAsync("ana", "close-action", new { actionId = "a1", outcome = "Done." })),
    ];

    /// <summary>Plays until the public knows that it is investigated.</summary>
    public static async Task UntilPublicAsync(Responders people)
    {
        foreach (var scene in Of(people).TakeWhile(scene => scene.Step <= 2))
        {
            await scene.Act();
        }
    }

    /// <summary>Plays from the declared resolution until it is announced.</summary>
    public static async Task ResolveAsync(Responders people, string summary)
    {
        await people.SayAsync("mia", "declare-resolved", new { summary });
        await InternalAsync(people, "Resolved", reachesBea: true);
        await people.AnswerAsync("May this go to the public: Resolved?", "approve");
    }

    static Task InternalAsync(Responders people, string kind, bool reachesBea) => reachesBea
        ? people.AnswerAsync($"May this go to the company: {kind}?", "approve") : people.AnswerInConsoleAsync("bea", $"May this go to the company: {kind}?", "approve");

    static IEnumerable<Scene> Update(Responders people, int number) =>
    [
        new(5, () => people.SayAsync("mia", "draft-notice", new { kind = "Update", audience = "Public", title = $"Update {number}", text = $"We are still at it, says update {number}." })),
        new(5, () => people.AnswerAsync("May this go to the public: Update?", "approve")),
    ];
}

/// <summary>Something that a person or the monitoring does.</summary>
/// <param name="Step">The step of the plan that it belongs to.</param>
/// <param name="Act">Does it; returns once it was answered.</param>
sealed record Scene(int Step, Func<Task> Act);
