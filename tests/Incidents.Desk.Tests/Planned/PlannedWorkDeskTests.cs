using System.Text;
using Incidents.Planned;
using Incidents.Public;
using Incidents.Tests;

namespace Incidents.Desk.Tests.Planned;

public class PlannedWorkDeskTests
{
    static readonly DateTimeOffset Ten = Company.Monday.AddHours(12);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_at_the_same_time_all_count_and_none_is_lost()
    {
        await using var office = new Office();
        var desk = Desk(office);
        await PublishAsync(desk, "m-1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(n => desk.TellAsync("m-1", new SayOfWork(Company.Monday, "mia", SignedIn: true, $"Word {n}"), Ct)));
        Assert.All(answers, answer => Assert.Equal(OutcomeKind.Accepted, answer.Kind));
        var work = (await desk.FindAsync("m-1", Ct))!;
        Assert.Equal(Enumerable.Range(0, 15).Select(n => $"Word {n}").Order(StringComparer.Ordinal), work.Updates.Skip(1).Select(u => u.Text).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 16), work.Updates.Select(u => u.Number));
    }

    [Fact]
    public async Task The_clock_starts_and_ends_what_is_due_once_also_for_two_hosts_and_after_a_stop()
    {
        await using var office = new Office();
        await PublishAsync(Desk(office), "m-1");
        office.Clock.Advance(Ten - Company.Monday + TimeSpan.FromSeconds(1));
        // Two processes, neither of which knows anything but the records.
        var rounds = await Task.WhenAll(Desk(office).RoundAsync(Ct), Desk(office).RoundAsync(Ct));
        Assert.Single(rounds.SelectMany(changed => changed));
        Assert.Empty(await Desk(office).RoundAsync(Ct));
        Assert.Equal(MaintenanceState.InProgress, (await Desk(office).FindAsync("m-1", Ct))!.State);
        office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(MaintenanceState.Completed, Assert.Single(await Desk(office).RoundAsync(Ct)).State);
    }

    [Fact]
    public async Task What_did_not_change_stays_the_same_object_for_the_page()
    {
        await using var office = new Office();
        var desk = Desk(office);
        await PublishAsync(desk, "m-1");
        await PublishAsync(desk, "m-2");
        await desk.TellAsync("m-3", Draft("m-3"), Ct);
        var before = await desk.PublicAsync(Ct);
        Assert.Equal(["m-1", "m-2"], before.Select(m => m.Id));
        await desk.TellAsync("m-2", new SayOfWork(Company.Monday, "mia", SignedIn: true, "Soon."), Ct);
        var after = await desk.PublicAsync(Ct);
        Assert.Same(before[0], after[0]);
        Assert.NotSame(before[1], after[1]);
    }

    [Fact]
    public async Task An_alert_during_planned_work_calls_as_ever_and_says_that_it_is_on()
    {
        await using var office = new Office();
        var desk = Desk(office);
        await PublishAsync(desk, "m-1");
        office.Plan(desk);
        await ReceiveAsync(office, "before");
        Assert.DoesNotContain("maintenance", await CalledAsync(office, "20260302-1"), StringComparison.Ordinal);

        office.Clock.Advance(Ten - Company.Monday + TimeSpan.FromSeconds(1));
        await desk.RoundAsync(Ct);
        Assert.Null(await desk.OnAsync("search", Ct));
        await ReceiveAsync(office, "during", "resolved", key: "before");
        await ReceiveAsync(office, "during");
        Assert.Contains("Planned maintenance is on: Database upgrade (until 2026-03-02 23:00 UTC).", await CalledAsync(office, "20260302-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_do_not_fit_are_refused_and_the_clock_still_has_room()
    {
        await using var office = new Office();
        var desk = Desk(office);
        await PublishAsync(desk, "m-1");
        PlannedAnswer answer;
        var said = 0;
        do
        {
            answer = await desk.TellAsync("m-1", new SayOfWork(Company.Monday, "mia", SignedIn: true, $"{++said}{new string('"', 3_000)}"), Ct);
        }
        while (answer.Kind == OutcomeKind.Accepted && said < 100);
        Assert.Contains("Too much was said", answer.Refusal, StringComparison.Ordinal);
        office.Clock.Advance(Ten - Company.Monday + TimeSpan.FromDays(1));
        Assert.Single(await desk.RoundAsync(Ct));
    }

    [Fact]
    public void A_record_of_the_first_version_is_read()
    {
        const string stored = """
            {"id":"m-1","title":"Database upgrade","services":[{"service":"checkout","status":"MajorOutage"}],"start":"2026-03-02T22:00:00+00:00","end":"2026-03-02T23:00:00+00:00","startsItself":true,"endsItself":false,
            "text":"Payments pause.","revision":3,"state":"InProgress","approval":{"at":"2026-03-01T10:00:00+00:00","by":"mia","revision":1},
            "updates":[{"number":1,"at":"2026-03-01T10:00:00+00:00","state":"Scheduled","text":"Payments pause."}],"entries":[{"at":"2026-03-01T10:00:00+00:00","by":"mia","what":"Published."},{"at":"2026-03-02T22:00:00+00:00","what":"Began by itself."}],
            "startedAt":"2026-03-02T22:00:00+00:00","overrunAt":"2026-03-02T23:00:00+00:00","publicRevision":2,"publicAt":"2026-03-02T23:00:01+00:00"}
            """;
        var work = LogJson.Read<PlannedWork>(stored);
        Assert.Equal((MaintenanceState.InProgress, "mia", ServiceStatus.MajorOutage, true, 2), (work.State, work.Approval!.By, work.Services[0].Status, work.Public!.Overrun, work.Public.Revision));
        Assert.Null(work.Entries[1].By);
        Assert.Equal(LogJson.Write(work), LogJson.Write(LogJson.Read<PlannedWork>(LogJson.Write(work))));
    }

    static PlannedWorkDesk Desk(Office office) => new(office.Log, () => Company.Policy, PlannedTexts.For("en"), office.Clock);

    static DraftWork Draft(string id) => new(Company.Monday, "ana", SignedIn: true, id, "Database upgrade", [new("checkout", ServiceStatus.UnderMaintenance)], Ten, Ten.AddHours(1), StartsItself: true, EndsItself: true, "Payments pause.");

    static async Task PublishAsync(PlannedWorkDesk desk, string id)
    {
        await desk.TellAsync(id, Draft(id), Ct);
        Assert.Equal(OutcomeKind.Accepted, (await desk.TellAsync(id, new PublishWork(Company.Monday, "mia", SignedIn: true, 1), Ct)).Kind);
    }

    static async Task ReceiveAsync(Office office, string id, string status = "firing", string? key = null)
    {
        var body = $$"""{"key":"{{key ?? id}}","status":"{{status}}","service":"checkout","summary":"Checkout fails","startsAt":"{{Company.Monday:O}}"}""";
        var input = new RawInput($"{id}/{status}", "tool", office.Clock.GetUtcNow(), "application/json", Encoding.UTF8.GetBytes(body));
        await office.Intake.AcceptAsync(input, Ct);
        await office.Intake.ServeAsync(input, Ct);
    }

    static async Task<string> CalledAsync(Office office, string incident) => string.Join('\n', (await office.Desk.AdvanceAsync(incident, Ct)).Due.Select(due => LogJson.Write(due)));
}
