namespace Incidents.Desk.Tests;

/// <summary>What a whole incident costs in calls of the log: most are one storage transaction each on Azure, where they are paid for one by one.</summary>
public class IncidentCostTests(ITestOutputHelper output)
{
    static readonly string[] Channels = ["mail", "push", "call", "chat", "status-page", "x", "contacts", "calendar"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_incident_with_ten_notices_costs_less_than_seven_hundred_calls()
    {
        await using var office = new Office(null, [.. Channels.Select(FakeChannel.Works)]);
        var incident = await office.Open();
        foreach (var signal in Signals())
        {
            await office.DeliverAll(incident);
            await office.Say(incident, signal);
            await ApproveAll(office, incident);
            office.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await office.DeliverAll(incident);
        var published = (await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).Count(e => e is NoticePublished or ReportPublished);
        Assert.Equal((10, true), (published, (await office.Look(incident)).Ended));

        var calls = office.Calls.Take();
        var events = (await office.Log.ReadAsync(incident, 1, Ct)).Count;
        var effects = (await office.Log.LedgerAsync(incident, Ct)).Count;
        foreach (var call in calls.GroupBy(c => c.Split(' ')[0], StringComparer.Ordinal).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"{call.Count(),4} {call.Key}");
        }

        output.WriteLine($"{calls.Count} calls for {events} events and {effects} effects.");
        Assert.InRange(calls.Count, effects * 3, 700);
        // The first of all, before anything was known, and the timeline that this test asked for.
        Assert.Equal(["NewsAsync 1", "ReadAsync 1"], calls.Where(c => c.EndsWith("Async 1", StringComparison.Ordinal)));
    }

    static async Task ApproveAll(Office office, string incident)
    {
        while ((await office.Look(incident)).Requests.FirstOrDefault(r => r.Open && r.Request.Kind is RequestKind.ApproveNotice or RequestKind.ApproveInternal or RequestKind.ConfirmTeam && r.Open) is { } r)
        {
            await office.DeliverAll(incident);
            await office.Say(incident, at => new AnswerRequest(at, r.Request.Approvers[0], r.Request.Id, r.Request.TextHash, r.Request.Choices[0].Name, null));
        }
    }

    static IEnumerable<Func<DateTimeOffset, Signal>> Signals() =>
    [
        at => new Acknowledge(at, "ana"),
        at => new DeclareIncident(at, "ana", "Sure"),
        at => new AcceptCommand(at, "mia"),
        at => new RecordSupportPlan(at, "bea", "Pay by transfer", DirectContact: true, "Orders were lost", PublishWorkaround: true),
        at => Update(at, 1),
        at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release"),
        at => Update(at, 2),
        at => new ApplyFix(at, "ana", "Release rolled back"),
        at => Update(at, 3),
        at => Update(at, 4),
        at => new DeclareResolved(at, "mia", "Error rate is normal"),
        at => new WriteReport(at, "mia", "# What happened"),
        at => new RecordContactsMade(at, "bea", "By phone"),
        at => new HoldPostmortem(at, "mia", "We found the gap"),
        at => new AddAction(at, "mia", "Add a canary", "ana", at.AddDays(3)),
        at => new ConfirmActions(at, "mia", "One action"),
        at => new ConfirmReport(at, "mia"),
        at => new CloseAction(at, "ana", "a1", "Done"),
    ];

    static DraftNotice Update(DateTimeOffset at, int n) => new(at, "mia", NoticeKind.Update, Audience.Public, $"Update {n}", $"Still working on it, {n}.");
}
