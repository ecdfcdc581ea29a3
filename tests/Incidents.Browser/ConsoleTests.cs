using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>The responders' console in a real browser.</summary>
public sealed class ConsoleTests(Chromium chromium, OpenIncident incident) : IClassFixture<OpenIncident>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_responder_signs_in_by_mail_and_what_they_say_is_in_the_timeline(bool scripts)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(scripts: scripts);
        var page = await visitor.NewPageAsync();
        var note = $"The provider confirms it, scripts {scripts}.";

        await incident.SignInAsync(page, "ana");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alert payments" }).ClickAsync();
        await page.GetByText("Add a note", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Note").FillAsync(note);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();

        await Assertions.Expect(page.Locator(".timeline li").Filter(new() { HasText = note })).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".timeline li").Filter(new() { HasText = note })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_menu_takes_one_row_on_a_phone_and_on_a_wide_screen_and_leads_everywhere_without_scripts()
    {
        Chromium.Needed();
        await using var phone = await chromium.VisitorAsync(width: 360, scripts: false);
        var page = await phone.NewPageAsync();
        await incident.SignInAsync(page, "ana");
        var row = (await page.Locator("header.top").BoundingBoxAsync())!;
        var contacts = page.GetByRole(AriaRole.Link, new() { Name = "Contacts", Exact = true });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, "menu-360-closed.png") });
        Assert.InRange(row.Height, 40, 70);
        Assert.False(await contacts.IsVisibleAsync());

        await page.GetByText("Menu", new() { Exact = true }).ClickAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, "menu-360-open.png") });
        foreach (var name in (string[])["Maintenance", "Quarantine", "Subscribers", "Webhooks", "Contacts"])
        {
            var box = (await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).BoundingBoxAsync())!;
            Assert.InRange(box.X, 0, 360 - box.Width);
            Assert.InRange(box.Height, 40, 70);
        }

        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).IsVisibleAsync());
        await contacts.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Contacts");

        await page.SetViewportSizeAsync(1280, 900);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, "menu-1280.png") });
        Assert.True(await page.GetByRole(AriaRole.Link, new() { Name = "Quarantine", Exact = true }).IsVisibleAsync());
        Assert.False(await page.GetByText("Menu", new() { Exact = true }).IsVisibleAsync());
        Assert.InRange((await page.Locator("header.top").BoundingBoxAsync())!.Height, 40, 70);
    }

    [Fact]
    public async Task A_visitor_without_a_session_is_asked_to_sign_in()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync();
        var page = await visitor.NewPageAsync();

        var answer = await page.GotoAsync($"{incident.Address}incidents");

        Assert.Equal(401, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task The_tab_key_alone_leads_to_the_answers_and_to_the_button_that_sends_them()
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(incident.Asked.Link!.AbsoluteUri);

        var passed = new List<string>();
        for (var presses = 0; presses < 10 && passed.LastOrDefault() != "button Send my answer"; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            passed.Add(await page.EvaluateAsync<string>("() => { const e = document.activeElement; return e.tagName.toLowerCase() + ' ' + (e.name || e.textContent.trim()); }"));
        }

        Assert.Equal(["input choice", "input code", "textarea note", "button Send my answer"], passed);
    }
}
