using System.Text.Json.Nodes;
using Incidents.Host.Drill;
using Incidents.Scenarios.Embedded;
using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>A real host with an incident that an alert raised, a team, and a notice that waits for its approval.</summary>
public class OpenIncident : IAsyncLifetime
{
    readonly TestFolder _folder = new();
    readonly int _port = HostProcess.FreePort();
    HostProcess? _host;
    Responders? _people;

    /// <summary>Where the host listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>The mail to the manager that asks for the approval of the first notice.</summary>
    public Letter Asked { get; protected set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
        {
            return;
        }

        _host = await HostProcess.ServeAsync(Company.Write(_folder, _port), _folder.Path);
        _people = new Responders(_folder, _port);
        await _people.AlertAsync("payments", "firing", DateTimeOffset.UtcNow);
        await _people.AnswerAsync("Please look at this", "acknowledge");
        await _people.AnswerAsync("Do you take this incident?", "accept");
        await _people.AnswerAsync("Is this the team?", "confirm");
        Asked = await _people.MailArrivesAsync("May this go to the public: Investigating?");
    }

    /// <summary>The next mail with these words in its subject.</summary>
    public Task<Letter> MailAsync(string subject) => _people!.MailArrivesAsync(subject);

    /// <summary>What the mailed link's page posts when its person decides.</summary>
    public async Task DecideAsync(Letter letter, string choice)
    {
        using var person = new DrillPerson(Address, letter.To);
        await person.DecideAsync(letter, choice, note: null, CancellationToken.None);
    }

    /// <summary>Something that a person says by the API.</summary>
    public Task SayAsync(string person, string signal, JsonObject body) => _people!.SayAsync(person, signal, body);

    /// <summary>Asks for a link, takes it from the mail and signs in with it, as a person does.</summary>
    public async Task SignInAsync(IPage page, string person)
    {
        await page.GotoAsync($"{Address}sign-in");
        await page.GetByLabel("Your id").FillAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" }).ClickAsync();
        var letter = await MailAsync("Sign in to the incident console");
        await page.GotoAsync(letter.Link!.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/incidents", new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Opens the status page until it says something; the page is written after the decision is answered.</summary>
    public async Task StatusPageSaysAsync(IPage page, string words)
    {
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            await page.GotoAsync($"{Address}status/");
            if ((await page.Locator("body").InnerTextAsync()).Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }
        while (await pause.WaitForNextTickAsync(limit.Token));
    }

    /// <summary>The text of the newest mail to somebody outside with these words in its subject, once there is one.</summary>
    public async Task<string> MailToAsync(string address, string words)
    {
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            foreach (var file in new DirectoryInfo(_folder.Path).EnumerateFiles("*.eml", SearchOption.AllDirectories).OrderByDescending(file => file.Name, StringComparer.Ordinal))
            {
                using var message = await MimeKit.MimeMessage.LoadAsync(file.FullName, limit.Token);
                if (message.To.Mailboxes.Any(to => to.Address == address) && message.Subject?.Contains(words, StringComparison.Ordinal) == true)
                {
                    return message.TextBody ?? "";
                }
            }
        }
        while (await pause.WaitForNextTickAsync(limit.Token));
        throw new TimeoutException($"No mail \"{words}\" came to {address}.");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _people?.Dispose();
        _host?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
