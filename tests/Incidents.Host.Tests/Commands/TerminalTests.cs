using System.CommandLine;
using System.Text;
using System.Text.Json;
using Incidents.Desk;
using Incidents.Host.Commands;
using Incidents.Planned;
using Incidents.Public;
using Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Host.Tests.Commands;

/// <summary>
/// The corpus through every command that prints what strangers wrote: a terminal gets as many lines as for a harmless text, and nothing that it would obey. A command that is listed nowhere
/// here fails, so that a new one is not forgotten.
/// </summary>
public sealed class TerminalTests(SendTests.RunningHost host) : IClassFixture<SendTests.RunningHost>
{
    const string Calm = "Checkout fails";

    // What each is run with, once the text is everywhere: the input, the work and the incident that carry it.
    static readonly Dictionary<string, Func<Staged, string[]>> Tried = new(StringComparer.Ordinal)
    {
        ["quarantine"] = staged => ["quarantine", .. staged.AtHost],
        ["quarantine list"] = staged => ["quarantine", "list", .. staged.AtHost],
        ["quarantine show"] = staged => ["quarantine", "show", staged.Input, .. staged.AtHost],
        ["quarantine retry"] = staged => ["quarantine", "retry", staged.Input, .. staged.AtHost],
        ["quarantine discard"] = staged => ["quarantine", "discard", staged.Input, "--reason", "A test.", .. staged.AtHost],
        ["maintenance list"] = staged => ["maintenance", "list", staged.Work, .. staged.AtHost],
        ["maintenance edit"] = staged => ["maintenance", "edit", staged.Work, "--text", "Another.", .. staged.AtHost],
        ["maintenance cancel"] = staged => ["maintenance", "cancel", staged.Work, .. staged.AtHost],
        ["export"] = staged => ["export", staged.Incident, "--data", staged.Data],
        ["contacts list"] = staged => ["contacts", "list", "--config", staged.Configuration, "--data", staged.Data],
        ["subscribers import"] = staged => ["subscribers", "import", staged.List, "--data", staged.Data],
        ["subscribers export"] = staged => ["subscribers", "export", "ana@example.com", "--data", staged.Data],
    };

    // They print numbers, paths, the company's own configuration or an error of the system's; through the same writer.
    static readonly string[] OwnWords =
    [
        "serve", "drill", "check", "send", "publish", "backup", "sign-in", "rotate-key", "import statuspage", "import cstate", "contacts test", "subscribers erase",
        // One line of the same work, as "edit" and "cancel" print it.
        "maintenance add", "maintenance publish", "maintenance say", "maintenance start", "maintenance verify", "maintenance extend", "maintenance complete",
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => [.. Tried.Keys];

    [Fact]
    public void Every_command_is_tried_with_the_corpus() =>
        Assert.Equal(Root.Create().Subcommands.SelectMany(command => Runnable(command, "")).Order(StringComparer.Ordinal), Tried.Keys.Concat(OwnWords).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_text_makes_a_line_or_a_sequence_that_a_terminal_obeys(string command)
    {
        var usual = await RunAsync(command, Calm, 0);
        Assert.NotEmpty(usual);
        foreach (var (evil, n) in Injection.Corpus.Select((text, n) => (text, n + 1)))
        {
            var said = await RunAsync(command, evil, n);

            Injection.AssertHarmless(said);
            // The body of an input is shown with the lines that it has; an incident's record grows with what is being delivered, and is JSON.
            if (command is not ("quarantine show" or "export"))
                Assert.Equal(usual.Split('\n').Length, said.Split('\n').Length);
        }
    }

    [Fact]
    public async Task An_export_says_the_whole_text_to_a_program()
    {
        foreach (var (evil, n) in Injection.Corpus.Select((text, n) => (text, n + 1_000)))
        {
            using var document = JsonDocument.Parse(await RunAsync("export", evil, n));
            Assert.Equal(evil, document.RootElement.GetProperty("events").EnumerateArray().Select(stored => stored.GetProperty("event")).First(e => e.TryGetProperty("alert", out _)).GetProperty("alert").GetProperty("summary").GetString());
        }
    }

    [Fact]
    public void A_letter_that_comes_in_two_halves_stays_one()
    {
        using var inner = new StringWriter();
        using var terminal = new TerminalText(inner);
        foreach (var c in "a🔥é")
            terminal.Write(c);

        Assert.Equal("a🔥é", inner.ToString());
    }

    static IEnumerable<string> Runnable(Command command, string before)
    {
        var name = $"{before}{command.Name}";
        return command.Subcommands.SelectMany(sub => Runnable(sub, $"{name} ")).Concat(command.Action is null ? [] : [name]);
    }

    async Task<string> RunAsync(string command, string text, int n)
    {
        var staged = await StageAsync(text, $"{command.Replace(' ', '-')}-{n}");
        await using var output = new StringWriter();
        await Root.RunAsync(Tried[command](staged), output, output, Ct);
        await CleanAsync(staged);
        return output.ToString();
    }

    async Task<Staged> StageAsync(string text, string id)
    {
        var (log, desk, planned) = (host.Services.GetRequiredService<IIncidentLog>(), host.Services.GetRequiredService<IncidentDesk>(), host.Services.GetRequiredService<PlannedWorkDesk>());
        var now = DateTimeOffset.UtcNow;
        var input = $"by-key/{id}";
        await log.StoreInputAsync(new RawInput(input, "by-key", now, text, Encoding.UTF8.GetBytes(text)), Ct);
        await log.SettleInputAsync(input, text, Ct);
        var fired = new AlertFired(now, new Alert($"by-key|{id}", "e1", "by-key", "checkout", text, Severity.Minor, null, now, null, text));
        await desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), $"inc-{id}", fired), Ct);
        var work = $"work-{id}";
        var drafted = await planned.TellAsync(work, new DraftWork(now, "ana", SignedIn: true, work, text, [new MaintenanceImpact("checkout", ServiceStatus.UnderMaintenance)], now.AddDays(1), now.AddDays(2), StartsItself: true, EndsItself: true, text), Ct);
        Assert.True(drafted.Work is not null, drafted.Refusal);
        await new ContactTroubles((IRecordStore)log, TimeProvider.System, NullLogger<ContactTroubles>.Instance).RefusedAsync("ana", "mail", text, Ct);
        var list = Path.Combine(host.Folder, "list.csv");
        await File.WriteAllTextAsync(list, $"mode,email,components\n\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",ana@example.com,\nemail,ana@example.com,\n", Ct);
        var data = Path.Combine(host.Folder, "data");
        return new Staged(input, work, $"inc-{id}", list, data, host.Configuration, ["--as", "ana", "--data", data, "--host", host.Address.AbsoluteUri]);
    }

    async Task CleanAsync(Staged staged) => await host.Services.GetRequiredService<IIncidentLog>().DiscardInputAsync(staged.Input, new Discarded(DateTimeOffset.UtcNow, "ana", "A test."), Ct);

    sealed record Staged(string Input, string Work, string Incident, string List, string Data, string Configuration, string[] AtHost);
}
