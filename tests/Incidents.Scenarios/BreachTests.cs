namespace Incidents.Scenarios;

public class BreachTests(Hosts hosts)
{
    [Fact]
    public async Task In_the_breach_lane_nothing_is_public_without_the_officers_release_and_others_see_nothing()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("records"));
        await people.AlertAsync();
        await people.AnswerAsync("Please look at this", "declare", "Somebody reads customers' records.");
        await people.SayAsync("ana", "suspect-breach", new { reason = "The reading address has a key of ours." });
        await people.MailAsync("A breach is suspected", "Dora");
        await people.AnswerAsync("Do you take this incident?", "accept");
        await people.AnswerAsync("Is this the team?", "confirm");
        await people.AnswerAsync("May this go to the public: Investigating?", "approve", person: "Mia");

        // The manager's approval asks the officer, and publishes nothing.
        var release = await people.MailAsync("May this approved text go to the public: Investigating?", "Dora");
        var id = await people.IncidentAsync();
        Assert.Empty(await people.StatusAsync($"incidents/{id}/"));
        Assert.Null(await people.LookAsync("rui"));
        Assert.True((await people.LookAsync("dora"))!.Private);
        Assert.True((await people.SendAsync(await people.OpenAsync(release), "release", null, release.Code)).IsFine);
        await people.StatusSaysAsync("nvestigating", $"incidents/{id}/");

        await people.SayAsync("bea", "record-support-plan", new { workaround = "none known", directContact = false, reason = "The officer tells affected persons.", publishWorkaround = false });
        await people.SayAsync("ana", "record-finding", new { mitigation = "The key was withdrawn.", scope = "Names of customers.", cause = "A key in a public log." });
        await people.SayAsync("ana", "apply-fix", new { what = "Every key was replaced." });
        await people.SayAsync("mia", "declare-resolved", new { summary = "The access is closed." });
        await people.AnswerAsync("May this go to the team: Resolved?", "approve");
        await people.AnswerAsync("May this go to the public: Resolved?", "approve");
        await people.AnswerAsync("May this approved text go to the public: Resolved?", "release");
        await people.SayAsync("bea", "write-report", new { text = "## What we did\n\nWe replaced every key." });
        await people.AnswerAsync("May this go to the public: Report?", "approve");
        await people.AnswerAsync("May this approved text go to the public: Report?", "release");
        await people.SayAsync("mia", "hold-postmortem", new { notes = "Logs were public." });
        await people.SayAsync("mia", "confirm-report");
        await people.SayAsync("mia", "confirm-actions", new { note = "None." });

        Assert.Equal("Resolved", (await people.LookAsync())!.Phase);
        await people.SayAsync("dora", "notify-authority", new { reference = "CNPD 2026/118" });
        // Where the company was told that it began before a breach was suspected, only the team has been told since: an open item, until somebody says how the others know.
        await people.EventuallyAsync("closed", one => one.Phase == "Closed");
        foreach (var company in await people.AwaitingEndingAsync())
        {
            await people.SayAsync("mia", "mark-told", new { who = company, reason = "At the meeting of everybody." });
        }

        var seen = await Ending.OfAsync(people);
        Ending.HappenedOnce(seen, "Ana suspects a breach", "Dora notified the authority");
        Assert.Equal(2, seen.Timeline.Count(line => line.Text.StartsWith("Published: ", StringComparison.Ordinal) && line.Text.Contains("released by Dora", StringComparison.Ordinal)));
        Assert.DoesNotContain("CNPD", await people.StatusSaysAsync("We replaced every key", $"incidents/{id}/"), StringComparison.Ordinal);
    }
}
