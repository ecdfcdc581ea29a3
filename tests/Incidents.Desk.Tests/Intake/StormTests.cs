using System.Globalization;
using System.Text;
using Incidents.Tests;

namespace Incidents.Desk.Tests;

/// <summary>Many inputs served together: what each says comes out as if it had come alone, and a storm is one incident.</summary>
public class StormTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inputs_served_together_are_one_signal_and_each_of_their_alerts_joins_once()
    {
        await using var office = new Office();
        var inputs = Enumerable.Range(0, 100).Select(n => Tool(office, Fires($"k{n % 80}"))).ToList();
        await Serve(office, inputs);
        await Serve(office, inputs);

        var incident = await Only(office);
        Assert.Equal((80, 80), (incident.Alerts.Count, incident.Firing.Count));
        Assert.Single((await office.Desk.TimelineAsync("20260302-1", Ct)).Select(e => e.Event).OfType<AlertsJoined>());
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task Inputs_that_were_put_together_otherwise_before_a_crash_add_nothing()
    {
        await using var office = new Office();
        var inputs = Enumerable.Range(0, 30).Select(n => Tool(office, Fires($"k{n}"))).ToList();
        await Serve(office, inputs[..20]);
        await Serve(office, inputs[10..]);
        await Serve(office, inputs[29..]);
        Assert.Equal(30, (await office.Desk.TimelineAsync("20260302-1", Ct)).Select(e => e.Event).Sum(e => e is AlertsJoined many ? many.Alerts.Count : e is AlertJoined ? 1 : 0));
    }

    [Fact]
    public async Task An_input_that_cannot_be_served_hurts_no_other_of_its_batch()
    {
        await using var office = new Office();
        var odd = new RawInput("odd/1", "odd", office.Clock.GetUtcNow(), "application/json", "{}"u8.ToArray());
        var failure = await Assert.ThrowsAsync<AggregateException>(() => Serve(office, [Tool(office, Fires("a")), odd, Tool(office, "{\"key\":1}"), Tool(office, Fires("b"))]));

        Assert.Equal("Stumbled.", Assert.Single(failure.InnerExceptions).Message);
        Assert.Equal(2, (await Only(office)).Alerts.Count);
        Assert.Equal("odd/1", Assert.Single(await office.Log.WaitingInputsAsync(10, Ct)).Id);
        Assert.Contains("has no \"key\"", Assert.Single(await office.Log.QuarantineAsync(10, Ct)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Firings_and_ends_served_together_come_out_in_their_order()
    {
        await using var office = new Office();
        await Serve(office, [Tool(office, Fires("a")), Tool(office, Fires("b")), Tool(office, Ended("a")), Tool(office, Ended("c")), Tool(office, Fires("c"))]);
        var incident = await Only(office);
        Assert.Equal(["a", "b"], incident.Alerts.Values.Select(a => a.Alert!.Key[^1..]).Order(StringComparer.Ordinal));
        Assert.Equal("b", Assert.Single(incident.Firing).Split('|')[0][^1..]);
    }

    [Fact]
    public async Task An_alert_that_fires_anew_after_its_end_in_one_batch_fires()
    {
        await using var office = new Office();
        await Serve(office, [Keyed(office, "k", 1), Keyed(office, "other", 1), Keyed(office, "k", -2), Keyed(office, "k", 3), Keyed(office, "k", 4)]);
        Assert.Equal([Company.Monday.AddMinutes(3)], (await Firing(office, "k")).FiringOf("k").Select(a => a.StartedAt));
    }

    [Fact]
    public async Task A_repeat_with_another_service_opens_no_second_incident()
    {
        await using var office = new Office();
        await Serve(office, [Tool(office, Fires("a"))]);
        await Serve(office, [Tool(office, Fires("a", "search"))]);
        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));

        await Serve(office, [Tool(office, Ended("a", "search"))]);
        Assert.Empty((await Only(office)).Firing);
    }

    [Fact]
    public async Task Alerts_told_together_join_the_incidents_of_their_services()
    {
        await using var office = new Office();
        await Serve(office, [.. Enumerable.Range(0, 90).Select(n => Tool(office, Fires($"k{n}", $"service{n % 3}")))]);
        var firing = await Task.WhenAll((await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Select(async h => (await office.Look(h.Id)).Firing.Count));
        Assert.Equal([30, 30, 30], firing);
    }

    [Fact]
    public async Task Alerts_after_the_end_open_a_new_incident_without_those_that_the_old_one_knows()
    {
        await using var office = new Office();
        await Serve(office, [Tool(office, Fires("a")), Tool(office, Fires("b"))]);
        await office.Say("20260302-1", at => new DismissAlarm(at, "ana", "A test"));
        await Serve(office, [Tool(office, Fires("a")), Tool(office, Fires("c")), Tool(office, Fires("b"))]);

        var heads = await office.Log.HeadsAsync(HeadFilter.All, 10, Ct);
        Assert.Equal(2, heads.Count);
        Assert.Equal("c", Assert.Single((await office.Look(heads.Single(h => h.Phase == Phase.Detecting).Id)).Alerts.Values).Alert!.Key[^1..]);
    }

    [Fact]
    public async Task A_storm_of_five_thousand_alerts_calls_on_call_once_and_sends_few_mails_in_its_first_hour()
    {
        await using var office = new Office(null, [.. new[] { "mail", "push", "call", "chat", "status-page", "x", "contacts", "calendar" }.Select(FakeChannel.Works)]);
        for (var batch = 0; batch < 50; batch++)
        {
            await Serve(office, [.. Enumerable.Range(0, 100).Select(n => Tool(office, Fires($"k{batch}-{n}")))]);
            await office.DeliverAll("20260302-1");
            office.Clock.Advance(TimeSpan.FromSeconds(72));
            await office.DeliverAll("20260302-1");
            if (batch == 3)
            {
                await office.Say("20260302-1", at => new Acknowledge(at, "ana"));
            }
        }

        var events = await office.Desk.TimelineAsync("20260302-1", Ct);
        var effects = events.SelectMany(e => e.Effects).ToList();
        Assert.Equal(5_000, (await Only(office)).Firing.Count);
        Assert.NotNull((await Only(office)).DeclaredAt);
        Assert.InRange(effects.Count, 1, 29);
        Assert.All(effects.OfType<MailPerson>(), mail => Assert.InRange(mail.Text.Length, 1, 2_000));
        Assert.Single(events.Select(e => e.Event).OfType<OnCallCalled>());
    }

    static async Task<Incident> Only(Office office) => await office.Look(Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Id);

    static async Task<Incident> Firing(Office office, string service)
    {
        var incidents = await Task.WhenAll((await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Where(h => h.Service == service).Select(h => office.Look(h.Id)));
        return Assert.Single(incidents, i => i.Firing.Count > 0);
    }

    static async Task Serve(Office office, IReadOnlyList<RawInput> inputs)
    {
        foreach (var input in inputs)
        {
            await office.Intake.AcceptAsync(input, Ct);
        }

        await office.Intake.ServeAsync(inputs, Ct);
    }

    static string Fires(string key, string service = "checkout") => Json(key, "firing", service);

    static string Ended(string key, string service = "checkout") => Json(key, "resolved", service);

    static string Json(string key, string status, string service) => $$"""{"key":"{{key}}","status":"{{status}}","service":"{{service}}","summary":"It fails","startsAt":"{{Company.Monday:O}}"}""";

    static RawInput Tool(Office office, string json) => new(Guid.NewGuid().ToString(), "tool", office.Clock.GetUtcNow(), "application/json", Encoding.UTF8.GetBytes(json));

    static RawInput Keyed(Office office, string key, int minute) =>
        new(Guid.NewGuid().ToString(), "keyed", office.Clock.GetUtcNow().AddMinutes(10), "text/plain", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key} {minute} False")));
}
