namespace Incidents.Scenarios;

public class RelapseTests(Hosts hosts)
{
    [Fact]
    public async Task What_comes_back_after_its_resolution_is_investigated_and_announced_again()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("mail"));
        await Story.UntilPublicAsync(people);
        await people.AlertAsync(firing: false);
        await Story.ResolveAsync(people, "It looked over.");
        await people.EventuallyAsync("resolved", seen => seen.Phase == "Resolved");

        await people.AlertAsync("down-again");
        await people.AnswerAsync("Has it come back?", "relapse", "Mails are late again.");
        await people.MailAsync("It has come back");
        Assert.Equal("Investigating", (await people.LookAsync())!.Phase);
        await people.AnswerAsync("May this go to the public: Investigating?", "approve");
        var id = await people.IncidentAsync();
        await people.StatusSaysAsync("Mails are late again.", $"incidents/{id}/");
        await people.AlertAsync("down-again", firing: false);
        await Story.ResolveAsync(people, "Now it is over.");

        await people.SayAsync("bea", "write-report", new { text = "It came back once." });
        await people.AnswerAsync("May this go to the public: Report?", "approve");
        await people.SayAsync("mia", "hold-postmortem", new { notes = "We were too early." });
        await people.SayAsync("mia", "confirm-report");
        await people.SayAsync("mia", "confirm-actions", new { note = "None." });
        var seen = await Ending.OfAsync(people);
        Ending.HappenedOnce(seen, "It came back, by Mia");
        Assert.Equal((2, 2), (seen.Said("Resolved. The post-mortem is held"), seen.Said("Alert from ")));
    }
}
