namespace Incidents.Scenarios;

public class FullIncidentTests(Hosts hosts)
{
    [Fact]
    public async Task A_full_incident_goes_through_all_steps_with_ten_notices_and_is_closed()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("checkout"));
        foreach (var scene in Story.Of(people))
        {
            await scene.Act();
        }

        var seen = await Ending.OfAsync(people);

        Assert.Equal(Enumerable.Range(0, 10).Select(step => $"{step} Done"), seen.Steps.Select(step => $"{step.Number} {step.State}"));
        Assert.Equal(10, seen.Said("Published: "));
        Assert.Equal(4, seen.Said("The company was told"));
        Assert.Equal(("Mia", "Ana", "Bea"), (Name(seen.Manager), Name(seen.TechnicalContact), Name(seen.SupportContact)));
        Ending.HappenedOnce(seen, "Declared an incident", "The team is set.", "Resolved. The post-mortem is held", "The public report was published", "Closed. All steps are done.");

        var page = await people.StatusSaysAsync("One in three payments failed", $"incidents/{seen.Id}/");
        Assert.All(["Resolved", "Pay by bank transfer.", "says update 5"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain("load test", page, StringComparison.Ordinal);
        Assert.Contains(seen.Id, await people.StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_incidents_at_once_do_not_mix()
    {
        var host = await hosts.ByDayAsync();
        using var first = new Responders(host, Responders.NewService("search"));
        using var second = new Responders(host, Responders.NewService("accounts"));
        await Task.WhenAll(Story.UntilPublicAsync(first), Story.UntilPublicAsync(second));

        await first.SayAsync("ana", "record-finding", new { scope = "Only the first.", cause = "unknown" });
        await Task.WhenAll(Story.ResolveAsync(first, "The first is over."), Story.ResolveAsync(second, "The second is over."));

        var (one, other) = (await first.EventuallyAsync("resolved", seen => seen.Phase == "Resolved"), await second.EventuallyAsync("resolved", seen => seen.Phase == "Resolved"));
        Assert.NotEqual(one.Id, other.Id);
        Assert.All([one, other], seen => Ending.HappenedOnce(seen, "Alert from ", "Declared an incident", "Mia took the incident.", "Resolved. The post-mortem is held"));
        Assert.Equal((1, 0), (one.Said("Identified. Scope: Only the first."), other.Said("Identified. Scope: Only the first.")));
        Assert.Contains("The first is over.", await first.StatusSaysAsync("The first is over.", $"incidents/{one.Id}/"), StringComparison.Ordinal);
        Assert.DoesNotContain("The first is over.", await second.StatusSaysAsync("The second is over.", $"incidents/{other.Id}/"), StringComparison.Ordinal);
    }

    static string Name(string? id) => CompanyFile.People.Single(person => person.Id == id).Name;
}
