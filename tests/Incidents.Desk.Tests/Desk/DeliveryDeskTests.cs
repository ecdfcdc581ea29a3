namespace Incidents.Desk.Tests;

public class DeliveryDeskTests
{
    static readonly DeliveryOptions Options = new() { MaxAttempts = 3 };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_after_the_append_loses_no_effect()
    {
        await using var office = new Office(Options);
        var incident = await office.Open();
        Assert.Equal(["mail/ana", "push/ana"], (await office.Desk.AdvanceAsync(incident, Ct)).Due.Select(d => d.Effect.Lane).Order());
        Assert.Equal(2, (await office.Desk.AdvanceAsync(incident, Ct)).Due.Count);
    }

    [Fact]
    public async Task A_host_that_is_alone_reconciles_what_the_one_before_it_left_under_way_at_once()
    {
        var mail = FakeChannel.Works("mail");
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        var now = office.Clock.GetUtcNow();
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 1, LedgerState.Attempting, 1, now, now + Options.Lease, "", now), 0, Ct);
        await office.DeliverAll(incident);
        Assert.Empty(mail.Given);

        await office.Delivery.EndLeasesAsync(incident, Ct);
        await office.DeliverAll(incident);

        Assert.Equal([due.EffectId], mail.Given);
    }

    [Fact]
    public async Task A_lane_is_delivered_in_order_and_a_failing_one_holds_up_no_other()
    {
        var mail = new FakeChannel("mail", (d, _) => ((MailPerson)d.Effect).Person == "ana" ? new Attempt.Deferred("Down") : new Attempt.Delivered("ok"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.Say(incident, at => new DeclareIncident(at, "rui", "Sure"));
        await office.DeliverAll(incident);
        Assert.Single(mail.Given, g => g == mail.Given[0]);
        Assert.True(mail.Given.Count > 1, "Only the failing lane was tried.");
    }

    [Fact]
    public async Task A_provider_that_says_when_is_not_asked_before()
    {
        var mail = new FakeChannel("mail", (_, n) => n == 1 ? new Attempt.Deferred("Slow down", TimeSpan.FromMinutes(2)) : new Attempt.Delivered("ok"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.DeliverAll(incident);
        office.Clock.Advance(TimeSpan.FromSeconds(119));
        await office.DeliverAll(incident);
        Assert.Single(mail.Given);
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        await office.DeliverAll(incident);
        Assert.Equal(2, mail.Given.Count);
    }

    [Fact]
    public async Task Giving_up_is_visible_and_sending_again_is_a_new_effect()
    {
        var mail = new FakeChannel("mail", (_, _) => new Attempt.Refused("No such mailbox"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.DeliverAll(incident);
        var (effectId, undelivered) = Assert.Single((await office.Look(incident)).Undelivered);
        Assert.Equal("No such mailbox", undelivered.Detail);
        await office.Say(incident, at => new SendAgain(at, "ana", effectId));
        await office.DeliverAll(incident);
        var again = Assert.Single((await office.Look(incident)).Undelivered).Key;
        Assert.NotEqual(effectId, again);
        Assert.Equal([effectId, again], mail.Given.Where(given => given == effectId || given == again));
    }

    [Fact]
    public async Task After_too_many_attempts_a_person_is_asked()
    {
        var mail = new FakeChannel("mail", (_, _) => throw new IOException("Connection reset"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        for (var n = 0; n < 5; n++)
        {
            await office.DeliverAll(incident);
            office.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(3, mail.Given.Count(g => g == mail.Given[0]));
        Assert.Contains((await office.Look(incident)).Undelivered.Values, u => u.Detail == "Tried 3 times. Last: IOException: Connection reset");
    }

    [Fact]
    public async Task A_day_after_the_first_attempt_a_person_is_asked()
    {
        await using var office = new Office(new DeliveryOptions(), new FakeChannel("chat", (_, _) => new Attempt.Deferred("Down")), FakeChannel.Works("mail"), FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.Say(incident, at => new DeclareIncident(at, "ana", "Sure"));
        var start = office.Clock.GetUtcNow();
        while (!(await office.Look(incident)).Undelivered.Values.Any(u => u.Effect.Channel == "chat") && office.Clock.GetUtcNow() < start.AddHours(30))
        {
            await office.DeliverAll(incident);
            office.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var (effectId, settled) = (await office.Look(incident)).Undelivered.First(u => u.Value.Effect.Channel == "chat");
        Assert.InRange(settled.At - start, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Matches("^Tried 1[0-9][0-9] times in 1 day. Last: Down$", settled.Detail);
        Assert.Equal(start, (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == effectId).FirstAt);
    }

    [Fact]
    public void An_entry_written_before_the_first_attempt_was_kept_is_still_read() =>
        Assert.Equal(new LedgerEntry("a/1/0", "a", 2, LedgerState.Deferred, 1, DateTimeOffset.UnixEpoch, null, "Down"), LogJson.Read<LedgerEntry>(
            """{"effectId":"a/1/0","incidentId":"a","revision":2,"state":"Deferred","attempts":1,"at":"1970-01-01T00:00:00+00:00","detail":"Down","finished":false}"""));

    [Theory]
    [InlineData("found", DeliveryOutcome.Delivered, 0)]
    [InlineData("unsure", DeliveryOutcome.Uncertain, 0)]
    [InlineData("absent", DeliveryOutcome.Delivered, 1)]
    public async Task An_unknown_outcome_is_reconciled_before_a_second_attempt(string state, DeliveryOutcome outcome, int attempts)
    {
        var mail = new FakeChannel("mail", (_, _) => new Attempt.Delivered("second"), _ => state switch
        {
            "found" => new Attempt.Delivered("first"),
            "unsure" => new Attempt.Refused("Nobody can tell"),
            _ => new Attempt.Deferred("Not there"),
        });
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        // The process died in the middle of the first attempt.
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 1, LedgerState.Attempting, 1, office.Clock.GetUtcNow(), office.Clock.GetUtcNow().AddMinutes(1), ""), 0, Ct);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.DeliverAll(incident);
        Assert.Equal(attempts, mail.Given.Count(g => g == due.EffectId));
        Assert.Equal(outcome, (await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<EffectSettled>().Single(e => e.EffectId == due.EffectId).Outcome);
    }

    [Fact]
    public async Task Nothing_is_sent_twice_while_nobody_can_ask_whether_it_arrived()
    {
        var asked = 0;
        var mail = new FakeChannel("mail", (_, _) => new Attempt.Delivered("second"), _ => ++asked == 1 ? throw new IOException("Unreachable") : new Attempt.Delivered("first"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 1, LedgerState.Attempting, 1, office.Clock.GetUtcNow(), office.Clock.GetUtcNow(), ""), 0, Ct);
        await office.DeliverAll(incident);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.DeliverAll(incident);
        Assert.Equal(2, asked);
        Assert.DoesNotContain(due.EffectId, mail.Given);
        Assert.Contains(due.EffectId, (await office.Look(incident)).Settled);
    }

    [Fact]
    public async Task An_attempt_that_was_cut_short_is_reconciled_like_a_crash()
    {
        using var stopping = new CancellationTokenSource();
        var mail = new FakeChannel("mail", (_, _) =>
        {
            stopping.Cancel();
            throw new OperationCanceledException(stopping.Token);
        }, _ => new Attempt.Delivered("first"));
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        await office.Delivery.DeliverAsync(incident, due, stopping.Token);
        Assert.Equal(LedgerState.Attempting, (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == due.EffectId).State);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.Delivery.DeliverAsync(incident, (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.EffectId == due.EffectId), Ct);
        Assert.Equal("first", (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == due.EffectId).Detail);
        Assert.Single(mail.Given);
    }

    [Fact]
    public async Task A_report_lost_between_ledger_and_log_is_made_up_for()
    {
        await using var office = new Office(Options);
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due[0];
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 1, LedgerState.Delivered, 1, office.Clock.GetUtcNow(), null, "ref"), 0, Ct);
        await office.Desk.AdvanceAsync(incident, Ct);
        Assert.Contains(due.EffectId, (await office.Look(incident)).Settled);
    }

    [Fact]
    public async Task What_was_decided_meanwhile_is_not_asked_any_more()
    {
        var mail = FakeChannel.Works("mail");
        await using var office = new Office(Options, mail, FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.Say(incident, at => new Acknowledge(at, "ana"));
        await office.DeliverAll(incident);
        Assert.Empty(mail.Given);
        Assert.Contains((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<EffectSettled>(), e => e.Outcome == DeliveryOutcome.Dropped);
    }

    [Fact]
    public async Task A_channel_that_nobody_configured_is_said_and_holds_nothing_up()
    {
        await using var office = new Office(Options);
        var incident = await office.Open();
        await office.DeliverAll(incident);
        Assert.All((await office.Look(incident)).Undelivered.Values, u => Assert.Contains("is configured", u.Detail, StringComparison.Ordinal));
    }
}
