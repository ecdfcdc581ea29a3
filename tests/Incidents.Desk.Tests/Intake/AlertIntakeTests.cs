using System.Text;
using Incidents.Tests;

namespace Incidents.Desk.Tests;

public class AlertIntakeTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_alerts_of_one_service_join_one_incident_and_repeats_add_nothing()
    {
        await using var office = new Office();
        foreach (var key in new[] { "a", "b", "a", "a" })
        {
            await Receive(office, Firing(key, "checkout"));
        }

        var head = Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.Equal(2, (await office.Look(head.Id)).Alerts.Count);
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task An_alert_after_the_end_opens_a_new_incident()
    {
        await using var office = new Office();
        await Receive(office, Firing("a", "checkout"));
        await Receive(office, $$"""{"key":"a","status":"resolved","service":"checkout","startsAt":"{{Company.Monday:O}}"}""");
        await Receive(office, Firing("b", "checkout"));
        Assert.Equal([Phase.Detecting, Phase.NearMiss], (await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Select(h => h.Phase).Order());
    }

    [Fact]
    public async Task An_end_that_overtook_its_firing_opens_nothing_and_the_next_occurrence_does()
    {
        await using var office = new Office();
        await Receive(office, $$"""{"key":"a","status":"resolved","service":"checkout","startsAt":"{{Company.Monday:O}}"}""");
        await Receive(office, Firing("a", "checkout"));
        Assert.Empty(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));

        await Receive(office, $$"""{"key":"a","status":"firing","service":"checkout","summary":"Again","startsAt":"{{Company.Monday.AddSeconds(1):O}}"}""");
        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
    }

    [Fact]
    public async Task What_cannot_be_mapped_is_kept_in_quarantine_with_the_reason()
    {
        await using var office = new Office();
        await Receive(office, "{\"key\":1}");
        Assert.Contains("has no \"key\"", Assert.Single(await office.Log.QuarantineAsync(10, Ct)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_served_by_the_sweep_once()
    {
        await using var office = new Office();
        var input = Input(office, Firing("a", "checkout"));
        await office.Intake.AcceptAsync(input, Ct);
        await office.Intake.ServeAsync(input, Ct);
        await office.Intake.AcceptAsync(Input(office, Firing("c", "search")), Ct);
        await office.Intake.SweepAsync(Ct);
        await office.Intake.SweepAsync(Ct);
        Assert.Equal(2, (await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Count);
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task What_fails_in_five_rounds_goes_into_quarantine_and_holds_up_nothing()
    {
        await using var office = new Office();
        await office.Intake.AcceptAsync(new RawInput("odd/1", "odd", office.Clock.GetUtcNow(), "application/json", "{}"u8.ToArray()), Ct);
        await office.Intake.AcceptAsync(Input(office, Firing("c", "search")), Ct);

        for (var round = 1; round <= 4; round++)
            await office.Intake.SweepAsync(Ct);
        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.Empty(await office.Log.QuarantineAsync(10, Ct));
        await office.Intake.SweepAsync(Ct);

        var kept = Assert.Single(await office.Log.QuarantineAsync(10, Ct));
        Assert.Equal("It could not be served in 5 rounds. Last: InvalidOperationException: Stumbled.", kept.Reason);
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task An_input_that_runs_into_a_time_out_of_its_own_holds_up_no_other()
    {
        await using var office = new Office();
        await office.Intake.AcceptAsync(new RawInput("odd/1", "odd", office.Clock.GetUtcNow(), "text/plain", "late"u8.ToArray()), Ct);
        await office.Intake.AcceptAsync(Input(office, Firing("c", "search")), Ct);

        await office.Intake.SweepAsync(Ct);

        Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.Equal("odd/1", Assert.Single(await office.Log.WaitingInputsAsync(10, Ct)).Id);
    }

    [Fact]
    public async Task A_user_counts_once_however_the_name_is_written_and_the_log_holds_no_name()
    {
        await using var office = new Office();
        var first = await office.Intake.ReportAsync(new UserReport("r1", office.Clock.GetUtcNow(), "Ada@example.test", "checkout", "Cannot pay", "ada@example.test"), Ct);
        await office.Intake.ReportAsync(new UserReport("r2", office.Clock.GetUtcNow(), " ada@example.TEST", "checkout", "Cannot pay", null), Ct);
        Assert.Single((await office.Look(first)).Reporters);
        Assert.Equal([$"{first} ada@example.test"], office.Kept);
        Assert.DoesNotContain("example", LogJson.Write(await office.Desk.TimelineAsync(first, Ct)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_who_reports_again_after_the_end_opens_a_new_incident()
    {
        await using var office = new Office();
        await Receive(office, Firing("a", "checkout"));
        var first = await office.Intake.ReportAsync(Report("r1"), Ct);
        await Receive(office, $$"""{"key":"a","status":"resolved","service":"checkout","startsAt":"{{Company.Monday:O}}"}""");
        Assert.Equal(first, await office.Intake.ReportAsync(Report("r1"), Ct));
        Assert.NotEqual(first, await office.Intake.ReportAsync(Report("r2"), Ct));

        UserReport Report(string id) => new(id, office.Clock.GetUtcNow(), "ada", "checkout", "Cannot pay", null);
    }

    static string Firing(string key, string service) => $$"""{"alerts":[{"key":"{{key}}","status":"firing","service":"{{service}}","summary":"It fails","startsAt":"{{Company.Monday:O}}"}]}""";

    static RawInput Input(Office office, string json) => new(Guid.NewGuid().ToString(), "tool", office.Clock.GetUtcNow(), "application/json", Encoding.UTF8.GetBytes(json));

    static async Task Receive(Office office, string json)
    {
        var input = Input(office, json);
        Assert.True(await office.Intake.AcceptAsync(input, Ct));
        await office.Intake.ServeAsync(input, Ct);
    }
}
