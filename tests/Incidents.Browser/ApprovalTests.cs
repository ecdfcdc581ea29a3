using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>A mailed link in a real browser, from the question to the status page.</summary>
public sealed class ApprovalTests(Chromium chromium, OpenIncident incident) : IClassFixture<OpenIncident>
{
    [Fact]
    public async Task A_notice_reaches_the_public_by_the_mailed_link_and_its_code_and_by_nothing_less()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync();
        var page = await visitor.NewPageAsync();
        var link = incident.Asked.Link!.AbsoluteUri;

        // Looking decides nothing, however often.
        await page.GotoAsync(link);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("May this go to the public: Investigating?");
        await page.GotoAsync($"{incident.Address}status/");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("All services are operating normally");

        // A wrong code is told as such, and what was chosen stays chosen.
        await page.GotoAsync(link);
        await page.GetByLabel("Publish this text").CheckAsync();
        await page.GetByLabel("Code The six digits").FillAsync(incident.Asked.Code == "111111" ? "222222" : "111111");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That is not the code in the mail. Nothing was decided.");
        await Assertions.Expect(page.GetByLabel("Publish this text")).ToBeCheckedAsync();

        // The right one publishes.
        await page.GetByLabel("Code The six digits").FillAsync(incident.Asked.Code!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Decided: Publish this text");
        await incident.StatusPageSaysAsync(page, "Investigating");

        // A used link shows its decision and offers no other.
        await page.GotoAsync(link);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Mia decided this");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send my answer" })).ToHaveCountAsync(0);
    }
}
