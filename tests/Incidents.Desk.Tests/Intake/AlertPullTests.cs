using System.Text;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Desk.Tests;

/// <summary>What an Alertmanager shows is taken when no notification of it came, and only then.</summary>
public class AlertPullTests
{
    static readonly PullSource Source = new("prod", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_of_which_no_notification_came_is_taken_once_and_under_its_own_name()
    {
        await using var office = new Office();
        var monitoring = new Monitoring { Body = List(Shown("f1", "09:55:00.123Z")) };
        using var pulls = Pulls(office, monitoring);

        await RunAsync(office, pulls, rounds: 30);

        var head = Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        var alert = Assert.Single((await office.Look(head.Id)).Alerts.Values);
        Assert.Equal(("checkout", "prod/f1", "One in three payments fails", true), (head.Service, alert.Alert!.Key, alert.Alert.Summary, alert.Firing));
        Assert.Equal(1, head.Version > 0 ? (await office.Log.ReadAsync(head.Id, 1, Ct)).Count(e => e.Event is AlertJoined or AlertsJoined) : 0);

        // Its notifications come after all, with nanoseconds.
        await office.Intake.ServeAsync(Notified("n1", "firing", "f1", "09:55:00.123456789Z", "0001-01-01T00:00:00Z"), Ct);
        Assert.Single((await office.Look(head.Id)).Alerts);
        await office.Intake.ServeAsync(Notified("n2", "resolved", "f1", "09:55:00.123456789Z", "2026-03-02T10:00:30Z"), Ct);
        Assert.False(Assert.Single((await office.Look(head.Id)).Alerts.Values).Firing);

        // What it still shows of it is older than that word.
        await RunAsync(office, pulls, rounds: 30);
        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.False(Assert.Single((await office.Look(head.Id)).Alerts.Values).Firing);
    }

    [Fact]
    public async Task What_was_notified_of_costs_nothing_and_what_is_not_shown_any_more_goes_on()
    {
        await using var office = new Office();
        await office.Intake.ServeAsync(Notified("n1", "firing", "f1", "09:55:00.123456789Z", "0001-01-01T00:00:00Z"), Ct);
        var monitoring = new Monitoring { Body = List(Shown("f1", "09:55:00.123Z")) };
        using var pulls = Pulls(office, monitoring);
        await RunAsync(office, pulls, rounds: 12);
        monitoring.Body = "[]";
        await RunAsync(office, pulls, rounds: 12);

        var head = Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.True(Assert.Single((await office.Look(head.Id)).Alerts.Values).Firing);
        Assert.Equal(1, (await office.Look(head.Id)).AlertsJoined);
        Assert.Equal(4, monitoring.Asked);
    }

    [Fact]
    public async Task What_began_just_now_is_left_to_its_notification()
    {
        await using var office = new Office();
        using var pulls = Pulls(office, new Monitoring { Body = List(Shown("f1", "09:58:30.000Z")) });

        await pulls.RoundAsync(Ct);
        Assert.Empty(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));

        await RunAsync(office, pulls, rounds: 7);
        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
    }

    [Fact]
    public async Task Of_many_only_what_is_new_is_stored_in_documents_of_a_size_that_the_inbox_takes()
    {
        await using var office = new Office();
        await office.Intake.ServeAsync(Notified("n1", "firing", "f7", "09:55:00Z", "0001-01-01T00:00:00Z"), Ct);
        var text = new string('x', 2_000);
        using var pulls = Pulls(office, new Monitoring { Body = List([.. Enumerable.Range(0, 600).Select(n => Shown($"f{n}", "09:55:00.000Z", text))]) });

        await pulls.RoundAsync(Ct);

        var head = Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.Equal(600, (await office.Look(head.Id)).AlertsJoined);
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
        Assert.Empty(await office.Log.QuarantineAsync(10, Ct));
    }

    [Theory]
    [InlineData(null, "It answered 401.")]
    [InlineData("{}", "The answer is no list of alerts.")]
    [InlineData("[", "The body is not JSON that can be read")]
    public async Task That_it_cannot_be_asked_is_shown_since_when_and_why_and_passes(string? body, string reason)
    {
        await using var office = new Office();
        var monitoring = new Monitoring { Body = body };
        using var pulls = Pulls(office, monitoring);
        Assert.Equal(new PullState("prod", null, null, null), Assert.Single(await pulls.LookAsync(Ct)));

        await RunAsync(office, pulls, rounds: 12);
        var state = Assert.Single(await pulls.LookAsync(Ct));
        Assert.Equal(Company.Monday, state.FailingSince);
        Assert.StartsWith(reason, state.Reason, StringComparison.Ordinal);

        monitoring.Body = "[]";
        await RunAsync(office, pulls, rounds: 6);
        Assert.Equal((null, null), (Assert.Single(await pulls.LookAsync(Ct)).FailingSince, Assert.Single(await pulls.LookAsync(Ct)).Reason));
    }

    [Fact]
    public async Task Only_one_round_is_under_way_and_another_process_knows_when_it_was()
    {
        await using var office = new Office();
        var monitoring = new Monitoring { Body = "[]", Hold = new TaskCompletionSource() };
        using var pulls = Pulls(office, monitoring);
        var first = pulls.RoundAsync(Ct);
        await monitoring.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);

        await pulls.RoundAsync(Ct);
        Assert.Equal(1, monitoring.Asked);
        monitoring.Hold.SetResult();
        await first;

        using var another = Pulls(office, monitoring);
        await another.RoundAsync(Ct);
        Assert.Equal(1, monitoring.Asked);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await another.RoundAsync(Ct);
        Assert.Equal(2, monitoring.Asked);
    }

    [Fact]
    public async Task A_look_that_took_seconds_does_not_cost_the_next_one_on_a_timer_of_a_minute()
    {
        await using var office = new Office();
        var monitoring = new Monitoring { Body = "[]", Hold = new TaskCompletionSource() };
        using var pulls = Pulls(office, monitoring);
        var slow = pulls.RoundAsync(Ct);
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        monitoring.Hold.SetResult();
        await slow;

        office.Clock.Advance(TimeSpan.FromSeconds(56));
        await pulls.RoundAsync(Ct);

        Assert.Equal(2, monitoring.Asked);
    }

    static AlertPulls Pulls(Office office, Monitoring monitoring) =>
        new(office.Log, office.Intake, new Inbox(office.Intake, office.Log, NullLogger<Inbox>.Instance), monitoring, new PullOptions([Source]), office.Clock, NullLogger<AlertPulls>.Instance);

    static async Task RunAsync(Office office, AlertPulls pulls, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await pulls.RoundAsync(Ct);
            office.Clock.Advance(AlertPulls.Round);
        }
    }

    static string List(params string[] alerts) => $"[{string.Join(',', alerts)}]";

    // As Debian's Alertmanager shows it.
    static string Shown(string fingerprint, string startsAt, string text = "One in three payments fails") => $$"""
        {"annotations":{"summary":"{{text}}"},"endsAt":"2026-03-02T10:30:00.000Z","fingerprint":"{{fingerprint}}","receivers":[{"name":"incidents"}],"startsAt":"2026-03-02T{{startsAt}}",
         "status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},"updatedAt":"2026-03-02T09:55:00.123Z","labels":{"alertname":"CheckoutErrors","service":"checkout","severity":"major"} }
        """;

    static RawInput Notified(string id, string status, string fingerprint, string startsAt, string endsAt) => new($"prod/{id}", "prod", Company.Monday.AddMinutes(1), "application/json", Encoding.UTF8.GetBytes($$"""
        {"version":"4","alerts":[{"status":"{{status}}","labels":{"alertname":"CheckoutErrors","service":"checkout"},"annotations":{},"startsAt":"2026-03-02T{{startsAt}}","endsAt":"{{endsAt}}","fingerprint":"{{fingerprint}}"} ] }
        """));

    sealed class Monitoring : IShownAlerts
    {
        public string? Body { get; set; }

        public int Asked { get; private set; }

        public TaskCompletionSource? Hold { get; init; }

        public TaskCompletionSource Begun { get; } = new();

        public async Task<Shown> AskAsync(string source, CancellationToken ct)
        {
            Asked++;
            Begun.TrySetResult();
            await (Hold?.Task ?? Task.CompletedTask);
            return Body is null ? new Shown(null, "It answered 401.") : new Shown(Encoding.UTF8.GetBytes(Body), null);
        }
    }
}
