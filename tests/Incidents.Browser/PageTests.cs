using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>Every page that a responder, an approver or a customer sees, on a telephone and on a desk, light and dark.</summary>
public sealed class PageTests(Chromium chromium, PublicIncident incident) : IClassFixture<PublicIncident>
{
    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Pages_are_readable_fit_the_screen_and_name_their_fields(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var problems = new List<string>();
        async Task LookAsync(string name, Uri address) =>
            problems.AddRange((await PageCheck.ProblemsAsync(page, address, $"{name}-{width}-{(dark ? "dark" : "light")}")).Select(problem => $"{name}: {problem}"));

        await LookAsync("approval", incident.Asked.Link!);
        await LookAsync("no-link", new Uri(incident.Address, "a/nowhere"));
        await LookAsync("sign-in", new Uri(incident.Address, "sign-in"));
        await incident.SignInAsync(page, "mia");
        await LookAsync("list", new Uri(incident.Address, "incidents"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Alert payments" }).First.ClickAsync();
        await page.WaitForURLAsync("**/incidents/*", new() { WaitUntil = WaitUntilState.Commit });
        var console = new Uri(page.Url);
        await LookAsync("incident", console);
        await LookAsync("timeline", new Uri($"{console.AbsoluteUri}/timeline"));
        await LookAsync("quarantine", new Uri(incident.Address, "quarantine"));
        await LookAsync("decided", incident.Decided.Link!);
        await LookAsync("status", new Uri(incident.Address, "status/"));
        await LookAsync("status-history", new Uri(incident.Address, "status/history/"));
        await incident.StatusPageSaysAsync(page, "Investigating");
        var report = new Uri(incident.Address, $"status/incidents/{console.Segments[^1]}/");
        await LookAsync("status-incident", report);

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}
