namespace Incidents.Scenarios;

public class NightTests(Hosts hosts)
{
    [Fact]
    public async Task At_night_on_call_carries_a_minor_incident_alone_and_the_public_is_not_told()
    {
        using var people = new Responders(await hosts.ByNightAsync(), Responders.NewService("search"));
        await people.AlertAsync(users: 12, severity: "minor");
        await people.AnswerAsync("Please look at this", "acknowledge", person: "Ana");
        await people.EventuallyAsync("declared", seen => seen.Said("Declared an incident") == 1);

        await people.SayAsync("ana", "contain-problem", new { how = "The slow index is out of rotation." });
        await people.SayAsync("ana", "record-finding", new { mitigation = "Another index.", scope = "Search.", cause = "unknown" });
        await people.AnswerAsync("how severe is it?", "Minor", person: "Ana");
        await people.SayAsync("ana", "apply-fix", new { what = "The index was built anew." });
        await people.AlertAsync(firing: false);
        await people.MailAsync("All alerts have ended", "Ana");
        await people.SayAsync("ana", "declare-resolved", new { summary = "Search answers." });
        await people.SayAsync("ana", "hold-postmortem", new { notes = "A full disk." });
        await people.SayAsync("ana", "confirm-actions", new { note = "None." });
        var seen = await Ending.OfAsync(people);

        Assert.Equal(["Done", "Skipped", "Done", "Skipped", "Done", "Done", "Done", "Done", "Skipped", "Done"], seen.Steps.Select(step => step.State));
        Assert.Equal(4, seen.Said("The company was told"));
        Assert.DoesNotContain(people.Mails, letter => letter.To is "Mia" or "Max");
        Assert.Null(seen.Manager);
        Assert.Empty(await people.StatusAsync($"incidents/{seen.Id}/"));
    }

    [Fact]
    public async Task At_night_a_critical_incident_wakes_a_manager_and_the_full_plan_begins()
    {
        using var people = new Responders(await hosts.ByNightAsync(), Responders.NewService("checkout"));
        await people.AlertAsync(users: 12, severity: "critical");
        await people.AnswerAsync("Please look at this", "acknowledge", person: "Ana");

        await people.AnswerAsync("Do you take this incident?", "accept", person: "Mia");
        await people.AnswerAsync("May this go to the public: Investigating?", "approve", person: "Mia");

        var seen = await people.EventuallyAsync("public", one => one.Said("Published: ") == 1);
        Ending.HappenedOnce(seen, "The full plan began. A manager has taken it.");
        Assert.Single(seen.Timeline, line => line.Text.Contains("The simplified plan began", StringComparison.Ordinal));
        await people.StatusSaysAsync("nvestigating", $"incidents/{seen.Id}/");
    }
}
