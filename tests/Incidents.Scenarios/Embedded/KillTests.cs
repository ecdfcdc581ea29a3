using System.Globalization;
using System.Text.Json.Nodes;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Drill;

namespace Incidents.Scenarios.Embedded;

/// <summary>
/// kill -9 of a real host at random moments of an incident. INCIDENTS_KILLS sets how many (10 unless set; 50 for a release), INCIDENTS_SEED which moments.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    const int Alerts = 12;
    const int LatestKillMilliseconds = 250;

    static int Kills => Setting("INCIDENTS_KILLS", 10);

    static int Seed => Setting("INCIDENTS_SEED", Random.Shared.Next());

    [Fact]
    public async Task Killed_at_random_moments_an_incident_ends_as_without_kills_and_nothing_is_lost_or_sent_twice()
    {
        var seed = Seed;
        output.WriteLine($"{Kills} kills, INCIDENTS_SEED={seed}");

        var calm = await LiveAsync([]);
        var random = new Random(seed);
        var killed = await LiveAsync([.. Enumerable.Range(0, Kills).Select(_ => (Act: random.Next(Acts(null!, default).Count), After: TimeSpan.FromMilliseconds(random.Next(LatestKillMilliseconds))))]);

        Assert.Equal(Phase.Closed, killed.Incident.Phase);
        Assert.Equal(Outline(calm), Outline(killed));
    }

    // Runs the whole incident, and checks what must hold whether or not the host was killed.
    static async Task<(Incident Incident, IReadOnlyList<StoredEvent> Events)> LiveAsync(IReadOnlyList<(int Act, TimeSpan After)> kills)
    {
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        var arguments = Company.Write(folder, port);
        var host = await HostProcess.ServeAsync(arguments, folder.Path);
        try
        {
            using var people = new Responders(folder, port);
            var acts = Acts(people, DateTimeOffset.UtcNow);
            for (var act = 0; act < acts.Count; act++)
            {
                var acting = acts[act]();
                foreach (var (_, after) in kills.Where(kill => kill.Act == act))
                {
                    Assert.False(await host.EndedWithinAsync(after), host.Said);
                    await host.KillAsync();
                    host.Dispose();
                    host = await HostProcess.ServeAsync(arguments, folder.Path);
                }

                await acting;
            }

            await DeliveredAsync(folder, people);
            Assert.Equal(0, await host.StopAsync());
        }
        finally
        {
            host.Dispose();
        }

        return await CheckAsync(folder);
    }

    static List<Func<Task>> Acts(Responders people, DateTimeOffset began) =>
    [
        .. Enumerable.Range(0, Alerts).Select(n => (Func<Task>)(() => people.AlertAsync($"a{n}", "firing", began))),
        () => people.AnswerAsync("Please look at this", "acknowledge"),
        // Nobody says how many users are affected: silence has to declare it, kills or not.
        () => people.AnswerAsync("Do you take this incident?", "accept"),
        () => people.AnswerAsync("Is this the team?", "confirm"),
        () => people.AnswerAsync("May this go to the public: Investigating?", "approve"),
        () => people.SayAsync("bea", "record-support-plan", new JsonObject { ["workaround"] = "Wait.", ["directContact"] = false, ["reason"] = "It is short.", ["publishWorkaround"] = true }),
        () => people.AnswerAsync("May this go to the public: Workaround?", "approve"),
        () => people.SayAsync("ana", "record-finding", new JsonObject { ["mitigation"] = "Restarted.", ["scope"] = "Payments.", ["cause"] = "unknown" }),
        () => people.AnswerAsync("May this go to the company: Identified?", "approve"),
        () => people.AnswerAsync("May this go to the public: Identified?", "approve"),
        () => people.SayAsync("ana", "apply-fix", new JsonObject { ["what"] = "Rolled back." }),
        () => people.AnswerAsync("May this go to the company: Monitoring?", "approve"),
        () => people.AnswerAsync("May this go to the public: Monitoring?", "approve"),
        .. Enumerable.Range(0, Alerts).Select(n => (Func<Task>)(() => people.AlertAsync($"a{n}", "resolved", began))),
        () => people.SayAsync("mia", "declare-resolved", new JsonObject { ["summary"] = "All is well." }),
        () => people.AnswerAsync("May this go to the company: Resolved?", "approve"),
        () => people.AnswerAsync("May this go to the public: Resolved?", "approve"),
        () => people.SayAsync("mia", "write-report", new JsonObject { ["text"] = "It was short." }),
        () => people.AnswerAsync("May this go to the public: Report?", "approve"),
        () => people.SayAsync("mia", "hold-postmortem", new JsonObject { ["notes"] = "We were quick." }),
        () => people.SayAsync("mia", "confirm-report", []),
        () => people.SayAsync("mia", "confirm-actions", new JsonObject { ["note"] = "None." }),
    ];

    // The last effects are on their way when the last signal is answered; the ledger says when they are done.
    static async Task DeliveredAsync(TestFolder folder, Responders people)
    {
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await HasEndedAsync(folder))
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }

        Assert.NotNull(people);
    }

    static async Task<bool> HasEndedAsync(TestFolder folder)
    {
        await using var log = Copy(folder);
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        var ledger = await log.LedgerAsync(head.Id, CancellationToken.None);
        return ledger.All(entry => entry.Finished) && ledger.Count == (await log.ReadAsync(head.Id, 1, CancellationToken.None)).Sum(stored => stored.Effects.Count);
    }

    static SqliteIncidentLog Copy(TestFolder folder)
    {
        var copy = folder.File($"{Guid.NewGuid():N}.db");
        SqliteIncidentLog.Backup(folder.File($"data/{SqliteIncidentLog.FileName}"), copy);
        return SqliteIncidentLog.Open(copy);
    }

    static async Task<(Incident Incident, IReadOnlyList<StoredEvent> Events)> CheckAsync(TestFolder folder)
    {
        await using var log = SqliteIncidentLog.Open(folder.File($"data/{SqliteIncidentLog.FileName}"));
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        var events = await log.ReadAsync(head.Id, 1, CancellationToken.None);
        var ledger = await log.LedgerAsync(head.Id, CancellationToken.None);

        // Every alert answered with 202 is in the log once.
        Assert.Equal(Enumerable.Range(0, Alerts).Select(n => $"generic/a{n}").Order(StringComparer.Ordinal),
            events.SelectMany(stored => stored.Event switch { AlertJoined one => [one.Alert], AlertsJoined many => many.Alerts, _ => (IEnumerable<Alert>)[] }).Select(alert => alert.Key).Order(StringComparer.Ordinal));
        Assert.Empty(await log.WaitingInputsAsync(10, CancellationToken.None));

        // No effect is lost: each is delivered, or dropped because it was overtaken.
        Assert.All(ledger, entry => Assert.True(entry.State is LedgerState.Delivered or LedgerState.Dropped, $"{entry.EffectId} {entry.State} {entry.Detail}"));

        // None is delivered twice: one file per mail, of which each carries one effect or several that waited together.
        var mails = Directory.EnumerateFiles(folder.File("data/mail"), $"*-{head.Id}-*.eml").Select(path => Path.GetFileName(path)[17..]).ToList();
        Assert.Equal(mails.Distinct(StringComparer.Ordinal).Count(), mails.Count);
        var mailed = events.SelectMany(stored => stored.Effects.Select((effect, n) => (effect, Id: $"{head.Id}/{stored.Sequence}/{n}"))).Where(e => e.effect is MailPerson).Select(e => ledger.Single(entry => entry.EffectId == e.Id));
        Assert.Equal(mailed.Where(entry => entry.State == LedgerState.Delivered).Select(entry => CarriedBy(entry.Detail)).Distinct(StringComparer.Ordinal).Count(), mails.Count);
        return (Incident.None.Apply(events.Select(stored => stored.Event)), events);
    }

    // The file's name; what shares a mail says so before it.
    static string CarriedBy(string detail) => detail.StartsWith("In one mail with ", StringComparison.Ordinal) ? detail[(detail.IndexOf(": ", StringComparison.Ordinal) + 2)..] : detail;

    // What must be the same, whatever happened in between: how far each step came, what company and public were told, in which order.
    static string Outline((Incident Incident, IReadOnlyList<StoredEvent> Events) lived) => string.Join('\n',
    [
        lived.Incident.Phase.ToString(),
        .. StepTrack.Of([.. lived.Events.Select(stored => stored.Event)]).Select(step => $"{step.Step} {step.Outcome}"),
        .. lived.Incident.Published.Select(published => $"public {published.Notice.Kind} by {published.ApprovedBy}"),
        .. lived.Events.Select(stored => stored.Event).OfType<InternalAnnounced>().Select(told => $"company {told.Notice.Kind}"),
        $"reports {lived.Incident.Reports.Count}",
        $"alerts {lived.Incident.Alerts.Count}, firing {lived.Incident.Alerts.Values.Count(alert => alert.Firing)}",
        $"team {lived.Incident.Manager} {lived.Incident.Technical} {lived.Incident.Support}",
    ]);

    static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
