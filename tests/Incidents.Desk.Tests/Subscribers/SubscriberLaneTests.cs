using Incidents.Desk.Subscribers;
using Incidents.Public;
using static Incidents.Desk.Tests.Subscribers.Audience;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>Who is told what, and when.</summary>
public sealed class SubscriberLaneTests
{
    [Fact]
    public async Task Everybody_who_follows_the_service_is_told_that_it_began_went_on_and_ended_and_nobody_else_is()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("all@example.com");
        await audience.SubscribeAsync("api@example.com", services: "api");
        await audience.SubscribeAsync("web@example.com", services: "web");

        audience.Say("2026-1");
        await audience.RoundAsync();
        audience.Say("2026-1");
        await audience.RoundAsync();
        audience.Say("2026-1", over: true);
        await audience.RoundAsync();
        await audience.RoundAsync();

        Assert.Equal(["i:2026-1/1", "i:2026-1/2", "i:2026-1/3"], audience.Room.To("all@example.com"));
        Assert.Equal(["i:2026-1/1", "i:2026-1/2", "i:2026-1/3"], audience.Room.To("api@example.com"));
        Assert.Empty(audience.Room.To("web@example.com"));
    }

    [Fact]
    public async Task Who_was_told_that_it_began_is_told_that_it_ended_although_they_follow_something_else_meanwhile()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("ana@example.com");
        audience.Say("2026-1");
        await audience.RoundAsync();

        await audience.Desk.WishAsync(id, ["web"], reports: false, Stop);
        audience.Say("2026-1");
        await audience.RoundAsync();
        audience.Say("2026-1", over: true);
        await audience.RoundAsync();

        Assert.Equal(["i:2026-1/1", "i:2026-1/3"], audience.Room.To("ana@example.com"));
    }

    [Fact]
    public async Task Who_unsubscribed_is_not_told_that_it_ended()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("ana@example.com");
        audience.Say("2026-1");
        await audience.RoundAsync();

        await audience.Desk.LeaveAsync(id, Stop);
        audience.Say("2026-1", over: true);
        await audience.RoundAsync();

        Assert.Single(audience.Room.Left);
        Assert.Equal(["i:2026-1/1"], audience.Room.To("ana@example.com"));
    }

    [Fact]
    public async Task A_word_from_before_the_subscription_is_told_to_nobody_and_the_next_one_is()
    {
        await using var audience = new Audience();
        audience.Say("2026-1");
        audience.Time.Advance(TimeSpan.FromMinutes(1));
        await audience.SubscribeAsync("late@example.com");
        await audience.RoundAsync();
        Assert.Empty(audience.Room.Left);

        audience.Say("2026-1", over: true);
        await audience.RoundAsync();

        Assert.Equal(["i:2026-1/2"], audience.Room.To("late@example.com"));
    }

    [Fact]
    public async Task In_a_burst_nobody_gets_more_mails_than_allowed_and_then_one_with_the_newest_state_of_everything()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("ana@example.com");
        for (var word = 0; word < 8; word++)
        {
            audience.Say("2026-1");
            await audience.RoundAsync(TimeSpan.FromMinutes(1));
        }

        audience.Say("2026-2");
        audience.Say("2026-1", over: true);
        await audience.RoundAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["i:2026-1/1", "i:2026-1/2", "i:2026-1/3"], audience.Room.To("ana@example.com"));

        await audience.RoundAsync(TimeSpan.FromMinutes(60));

        Assert.Equal(["i:2026-1/1", "i:2026-1/2", "i:2026-1/3", "i:2026-1/9 i:2026-2/1"], audience.Room.To("ana@example.com"));
    }

    [Fact]
    public async Task A_post_mortem_is_told_to_those_who_want_it()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("reader@example.com");
        await audience.Desk.WishAsync(id, null, reports: true, Stop);
        await audience.SubscribeAsync("ana@example.com");

        audience.Say("2026-1", over: true, kind: TopicKind.Report);
        await audience.RoundAsync();

        Assert.Equal(["r:2026-1/1"], audience.Room.To("reader@example.com"));
        Assert.Empty(audience.Room.To("ana@example.com"));
    }

    [Fact]
    public async Task A_webhook_gets_each_change_of_a_component_and_a_mailbox_none()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("https://hooks.example.com/a", SubscriberWay.Webhook);
        await audience.SubscribeAsync("ana@example.com");
        await audience.RoundAsync();
        Assert.Empty(audience.Room.Left);

        audience.Services["api"] = ServiceStatus.MajorOutage;
        await audience.RoundAsync();
        audience.Services["api"] = ServiceStatus.Operational;
        await audience.RoundAsync();

        Assert.Equal(["s:api/2", "s:api/3"], audience.Room.To("https://hooks.example.com/a"));
        Assert.Empty(audience.Room.To("ana@example.com"));
        Assert.Equal(new ServiceChange(ServiceStatus.MajorOutage, ServiceStatus.Operational), ((SubscriberMessage.News)audience.Room.Left[^1]).Topics[0].Change);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_not_written_to_again()
    {
        await using var audience = new Audience();
        var gone = await audience.SubscribeAsync("gone@example.com");
        await audience.SubscribeAsync("ana@example.com");
        audience.Room.Answer = message => message.To.Address == "gone@example.com" ? new Attempt.Refused("550 no such mailbox") { OfAddress = true } : null;
        audience.Say("2026-1");
        await audience.RoundAsync();

        audience.Room.Answer = _ => null;
        audience.Say("2026-1", over: true);
        await audience.RoundAsync();

        Assert.Empty(audience.Room.To("gone@example.com"));
        Assert.Equal(2, audience.Room.To("ana@example.com").Count);
        var kept = await audience.Desk.FindAsync(gone, Stop);
        Assert.Equal((SubscriberState.Suppressed, "550 no such mailbox"), (kept!.State, kept.Why));
    }

    [Fact]
    public async Task A_server_that_refuses_everybody_costs_only_a_few_their_subscription_and_all_are_told_later()
    {
        await using var audience = new Audience();
        for (var n = 0; n < 40; n++)
        {
            await audience.SubscribeAsync($"user{n}@example.com");
        }

        audience.Room.Answer = _ => new Attempt.Refused("550 not today") { OfAddress = true };
        audience.Say("2026-1");
        await audience.RoundAsync();
        audience.Room.Answer = _ => null;
        await audience.RoundAsync(TimeSpan.FromMinutes(11));

        Assert.InRange(audience.Room.Left.Count, 28, 30);
    }

    [Fact]
    public async Task While_the_server_takes_nothing_nobody_is_blamed_and_all_are_told_when_it_does()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("ana@example.com");
        await audience.SubscribeAsync("rui@example.com");
        audience.Room.Answer = _ => new Attempt.Deferred("It rests.", TimeSpan.FromMinutes(2));
        audience.Say("2026-1");
        await audience.RoundAsync();
        audience.Room.Answer = _ => null;
        await audience.RoundAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(audience.Room.Left);

        await audience.RoundAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2, audience.Room.Left.Count);
    }

    [Fact]
    public async Task An_address_that_takes_nothing_for_days_is_given_up()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("full@example.com");
        audience.Room.Answer = _ => new Attempt.Deferred("452 mailbox full");
        audience.Say("2026-1");
        for (var hours = 0; hours < 80; hours++)
        {
            await audience.RoundAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(SubscriberState.Suppressed, (await audience.Desk.FindAsync(id, Stop))!.State);
    }

    [Fact]
    public async Task Ten_thousand_are_told_within_minutes_and_no_more_than_a_page_of_them_is_in_memory()
    {
        await using var audience = new Audience();
        audience.Options = new SubscriberOptions();
        audience.Restart();
        var import = new SubscriberImport(audience.Desk, audience.Time);
        for (var part = 0; part < 20; part++)
        {
            // Side by side, so that one commit holds many.
            await Task.WhenAll(Enumerable.Range(part * 500, 500).Select(n => import.TakeAsync([new ImportedLine(n, SubscriberWay.Mail, $"user{n}@example.com", null, null)], Stop)));
        }

        var told = 0;
        audience.Room.Forget = true;
        audience.Room.Taken = _ => Interlocked.Increment(ref told);
        audience.Time.Advance(TimeSpan.FromSeconds(1));
        audience.Say("2026-1");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await audience.RoundAsync();

        Assert.Equal(10_000, told);
        TestContext.Current.SendDiagnosticMessage($"Ten thousand were told in {watch.Elapsed}.");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(4));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
    }

    [Fact]
    public async Task What_may_have_arrived_is_asked_for_before_it_is_sent_again()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("ana@example.com");
        audience.Say("2026-1");
        // The provider takes it, and its answer is lost.
        audience.Room.Taken = _ => throw new IOException("The answer was lost.");
        await audience.RoundAsync();
        audience.Room.Taken = _ => { };
        audience.Restart();
        await audience.RoundAsync(TimeSpan.FromMinutes(2));

        Assert.Single(audience.Room.Left);
    }
}
