using System.Text.RegularExpressions;
using Incidents.Browser.StatusPage;
using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>A customer subscribes, confirms, changes and ends it, in a real browser without scripts.</summary>
public sealed partial class SubscriberTests(Chromium chromium, OpenIncident incident) : IClassFixture<OpenIncident>
{
    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task A_customer_subscribes_by_the_form_confirms_by_the_mail_and_leaves_by_the_link(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width, scripts: false);
        var page = await visitor.NewPageAsync();
        var mine = $"customer{width}@fabrikam.example";
        var name = $"{width}-{(dark ? "dark" : "light")}";

        await page.GotoAsync($"{incident.Address}status/index.html");
        await page.GetByRole(AriaRole.Link, new() { Name = "Subscribe" }).ClickAsync();
        await page.GetByLabel("Mail address").FillAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await HeadingAsync(page, "Look into your mail");
        await ShootAsync(page, $"subscribe-sent-{name}");

        var confirm = Confirm().Match(await incident.MailToAsync(mine, "confirm your subscription")).Value;
        await page.GotoAsync(confirm);
        await HeadingAsync(page, "Confirm your subscription");
        await ShootAsync(page, $"subscribe-confirm-{name}");
        // Whatever a scanner does with the link, it presses no button.
        await page.GotoAsync(confirm);
        await HeadingAsync(page, "Confirm your subscription");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await HeadingAsync(page, "You are subscribed");
        await ShootAsync(page, $"subscribe-confirmed-{name}");

        // Asking once more tells in the mail, and nowhere else, that the address is known; and the mail has the link to change it.
        await page.GotoAsync($"{incident.Address}status/subscribe/index.html");
        await page.GetByLabel("Mail address").FillAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await HeadingAsync(page, "Look into your mail");
        var manage = await ManageAsync(mine);
        await page.GotoAsync(manage);
        await HeadingAsync(page, "Your subscription");
        await page.GetByLabel("Also when a post-mortem is published").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved.");
        await Assertions.Expect(page.GetByLabel("Also when a post-mortem is published")).ToBeCheckedAsync();
        await ShootAsync(page, $"subscribe-preferences-{name}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await HeadingAsync(page, "You are unsubscribed");
        await page.GotoAsync(manage);
        await HeadingAsync(page, "You are unsubscribed");
    }

    [Theory]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task The_hosts_pages_for_subscribers_please_axe_and_fit_the_screen(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var mine = $"axe{width}@fabrikam.example";
        await page.GotoAsync($"{incident.Address}status/subscribe/index.html");
        await page.GetByLabel("Mail address").FillAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        var confirm = Confirm().Match(await incident.MailToAsync(mine, "confirm your subscription")).Value;
        await incident.SignInAsync(page, "mia");
        var problems = new List<string>();
        foreach (var (name, address) in new[] { ("form", $"{incident.Address}status/subscribe/index.html"), ("confirm", confirm), ("unknown", $"{incident.Address}subscriptions/nowhere"), ("subscribers", $"{incident.Address}subscribers") })
        {
            problems.AddRange((await PageCheck.ProblemsAsync(page, new Uri(address), $"subscriber-{name}-{width}-{(dark ? "dark" : "light")}")).Select(problem => $"{name}: {problem}"));
            // The form is among the sample sites, where axe looks at it; the console's policy lets nobody in.
            if (name is "confirm" or "unknown")
            {
                Auditors.Needed();
                await page.EvaluateAsync(Auditors.Axe);
                problems.AddRange((await page.EvaluateAsync<string[]>("() => axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 150)}`)))")).Select(found => $"{name}: {found}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    async Task<string> ManageAsync(string address)
    {
        // The second question is another mail; the first one has no such link.
        for (var text = await incident.MailToAsync(address, "confirm your subscription"); ; text = await incident.MailToAsync(address, "confirm your subscription"))
        {
            if (Manage().Match(text) is { Success: true } found)
            {
                return found.Value;
            }
        }
    }

    static Task HeadingAsync(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);

    static Task<byte[]> ShootAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"{name}.png"), FullPage = true });

    [GeneratedRegex(@"https?://\S+/subscriptions/confirm/\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Confirm();

    [GeneratedRegex(@"https?://\S+/subscriptions/(?!confirm/)\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Manage();
}
