using System.Net;
using Incidents.Adapters.Channels.Web;
using Incidents.Adapters.Tests.Channels.Calling;
using Incidents.Desk;
using Incidents.Tests;

namespace Incidents.Adapters.Tests.Channels.Web;

/// <summary>Receivers are told every event, once, in order, whatever they or we do meanwhile.</summary>
public class WebhookFeedTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Misbehaviour> All => [.. Enum.GetValues<Misbehaviour>()];

    [Fact]
    public async Task Every_event_and_every_public_change_is_told_once_in_order_with_a_stable_body()
    {
        await using var office = await WebhookOffice.OpenAsync();
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await office.Publish();
        await office.Finish(feed);
        await office.Finish(feed);

        Assert.Equal(await office.Expected(), office.Server.Ids);
        var published = office.Server.Events.Single(e => e.Key.StartsWith("pub_", StringComparison.Ordinal)).Value;
        Assert.Equal("public.incident-changed", published.GetProperty("type").GetString());
        Assert.Equal("https://status.example/incidents/i1", published.GetProperty("data").GetProperty("page").GetString());
        Assert.Equal("i1", published.GetProperty("data").GetProperty("incident").GetProperty("id").GetString());
        Assert.DoesNotContain("mia", published.GetRawText(), StringComparison.Ordinal);
        var told = office.Server.Events.Values.Single(e => e.GetProperty("type").GetString() == "plan.notice-published");
        Assert.Equal(told.GetProperty("id").GetString(), $"evt_i1_{told.GetProperty("data").GetProperty("sequence").GetInt32()}");
        Assert.Equal(("notice-published", "mia"), (told.GetProperty("data").GetProperty("event").GetProperty("event").GetString(), told.GetProperty("data").GetProperty("event").GetProperty("approvedBy").GetString()));
        Assert.Equal(office.Time.GetUtcNow(), told.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_the_receiver_does_nothing_is_lost_and_the_order_stays(Misbehaviour misbehaviour)
    {
        await using var office = await WebhookOffice.OpenAsync();
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await office.Publish();
        office.Server.Misbehaviour = misbehaviour;
        office.Server.DownUntil = office.Time.GetUtcNow().AddSeconds(30);

        var round = feed.RoundAsync(Ct);
        if (misbehaviour is Misbehaviour.Hangs)
        {
            await office.Server.Stuck.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
            office.Time.Advance(TimeSpan.FromSeconds(20));
        }

        await round.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        var cursor = Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor;
        // Any 2xx means "taken": so the standard has it.
        if (misbehaviour is Misbehaviour.None or Misbehaviour.AnswersWithAPage or Misbehaviour.IsNotOk or Misbehaviour.Trickles)
        {
            Assert.Null(cursor.Failing);
            return;
        }

        Assert.Equal(("evt_i1_1", 1), (cursor.Failing!.Id, cursor.Failing.Attempts));
        if (misbehaviour is Misbehaviour.IsDownForSeconds or Misbehaviour.IsAskedTooOften)
        {
            Assert.Equal(office.Time.GetUtcNow().AddSeconds(ProviderFake.RetryAfterSeconds), cursor.NextAt);
        }

        office.Server.Misbehaviour = Misbehaviour.None;
        await office.Finish(feed);
        Assert.Equal(await office.Expected(), office.Server.Ids.Distinct());
        Assert.Equal(misbehaviour == Misbehaviour.LosesTheAnswer ? 1 : 0, office.Server.Ids.Count - office.Server.Events.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_process_that_dies_between_a_success_and_its_record_repeats_that_message_under_its_id_and_loses_none(int writes)
    {
        await using var office = await WebhookOffice.OpenAsync();
        await office.Feed().RoundAsync(Ct);
        await office.Publish();
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Feed(new DyingRecords(office.Log, writes)).RoundAsync(Ct));
        Assert.Equal(writes + 1, office.Server.Ids.Count);

        await office.Finish(office.Feed());

        Assert.Equal(await office.Expected(), office.Server.Ids.Distinct());
        Assert.Equal(office.Server.Ids[writes], office.Server.Ids[writes + 1]);
        Assert.Equal(1, office.Server.Ids.Count - office.Server.Events.Count);
    }

    [Fact]
    public async Task What_happened_before_the_endpoint_was_there_is_not_told_and_what_ended_while_the_process_was_down_is()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        await office.Say(at => new AlertFired(at, Company.Alert(startedAt: at)), "old");
        await office.Say(at => new DismissAlarm(at, "ana", "A test"), "old");
        office.Time.Advance(TimeSpan.FromMinutes(1));
        await office.Feed().RoundAsync(Ct);

        await office.Say(at => new AlertFired(at, Company.Alert(startedAt: at)), "new");
        await office.Say(at => new DismissAlarm(at, "ana", "A test"), "new");
        await office.Finish(office.Feed());

        Assert.Equal(await office.Expected("new"), office.Server.Ids);
        await office.Finish(office.Feed());
        Assert.Equal(await office.Expected("new"), office.Server.Ids);
    }

    [Fact]
    public async Task A_message_is_given_up_after_a_day_and_those_behind_it_do_not_wait_a_day_each()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        await office.Feed().RoundAsync(Ct);
        await office.Publish();
        office.Server.Misbehaviour = Misbehaviour.Fails;
        var began = office.Time.GetUtcNow();

        await office.Finish(office.Feed());

        Assert.InRange(office.Time.GetUtcNow() - began, TimeSpan.FromHours(23), TimeSpan.FromHours(26));
        var cursor = Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor;
        Assert.Equal(await office.Expected(), cursor.GivenUp.Select(g => g.Id));
        Assert.All(cursor.GivenUp, lost => Assert.NotEqual("", lost.Detail));
    }

    [Fact]
    public async Task A_given_up_message_is_sent_again_when_a_person_wants_it_also_of_an_incident_that_is_over()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        await office.Feed().RoundAsync(Ct);
        await office.Say(at => new AlertFired(at, Company.Alert(startedAt: at)));
        await office.Say(at => new DismissAlarm(at, "ana", "A test"));
        office.Server.Misbehaviour = Misbehaviour.Fails;
        var feed = office.Feed();
        await office.Finish(feed);
        Assert.False(await office.Records.AgainAsync("i1", "evt_i1_999", Ct));

        office.Server.Misbehaviour = Misbehaviour.None;
        office.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await office.Records.AgainAsync("i1", "evt_i1_1", Ct));
        Assert.True(await office.Records.AgainAsync("i1", "evt_i1_1", Ct));
        await office.Finish(feed);

        Assert.Equal(["evt_i1_1"], office.Server.Ids);
        var cursor = Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor;
        Assert.DoesNotContain(cursor.GivenUp, g => g.Id == "evt_i1_1");
        Assert.Equal((LedgerState.Delivered, "evt_i1_1"), (cursor.Recent[0].State, cursor.Recent[0].Id));
        Assert.Empty((await office.Records.StateAsync(Ct))!.Wanted!);
    }

    [Fact]
    public async Task A_receiver_that_says_410_is_left_alone_until_a_person_lets_it_go_on_and_nothing_is_lost()
    {
        await using var office = await WebhookOffice.OpenAsync();
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await office.Publish();
        office.Server.Answer = context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await feed.RoundAsync(Ct);
        var asked = office.Server.Requests.Count;
        await feed.RoundAsync(Ct);
        await office.Feed().RoundAsync(Ct);
        Assert.Equal((1, 1), (asked, office.Server.Requests.Count));
        Assert.NotNull((await office.Records.StateAsync(Ct))!.StoppedAt);

        office.Server.Answer = null;
        await office.Records.ChangeStateAsync(state => state with { StoppedAt = null }, Ct);
        await office.Finish(feed);
        Assert.Equal(await office.Expected(), office.Server.Ids);
    }

    [Fact]
    public async Task Nothing_of_an_incident_in_the_breach_lane_is_told_also_what_waited_for_its_time()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await office.Say(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40)));
        office.Server.Misbehaviour = Misbehaviour.Fails;
        await feed.RoundAsync(Ct);
        await office.Say(at => new SuspectBreach(at, "ana", "A dump"));
        office.Server.Misbehaviour = Misbehaviour.None;
        office.Time.Advance(TimeSpan.FromMinutes(1));

        await office.Finish(feed);
        Assert.Empty(office.Server.Ids);

        await office.Say(at => new ClearBreach(at, "dora", "It was a test"));
        await office.Finish(feed);
        Assert.Contains(office.Server.Events.Values, e => e.GetProperty("type").GetString() == "plan.breach-cleared");
        Assert.DoesNotContain(office.Server.Events.Values, e => e.GetProperty("type").GetString() == "plan.breach-suspected");
    }

    [Fact]
    public async Task A_secret_is_replaced_without_a_message_lost()
    {
        const string Former = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        var feed = office.Feed(secrets: [Former, WebhookServer.Secret]);
        await feed.RoundAsync(Ct);
        await office.Publish();
        await office.Finish(feed);
        Assert.Equal(await office.Expected(), office.Server.Ids);
    }

    [Fact]
    public async Task An_event_too_large_for_receivers_is_told_without_its_content()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await office.Say(at => new AlertsFired(at, [.. Enumerable.Range(0, 1000).Select(n => Company.Alert($"a{n}", startedAt: at))]));
        await office.Finish(feed);

        var told = office.Server.Events.Values.Single(e => e.GetProperty("type").GetString() == "plan.alerts-joined").GetProperty("data");
        Assert.False(told.GetProperty("isWhole").GetBoolean());
        Assert.False(told.GetProperty("event").TryGetProperty("alerts", out _));
        Assert.Equal("alerts-joined", told.GetProperty("event").GetProperty("event").GetString());
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_not_connected_to()
    {
        await using var office = await WebhookOffice.OpenAsync(isPublic: false);
        using var http = new PublicOnly(privateToo: false).New();
        var feed = office.Feed(address: new UriBuilder(office.Server.Address) { Host = "localhost" }.Uri, http: http);
        await feed.RoundAsync(Ct);
        await office.Publish();
        await feed.RoundAsync(Ct);

        Assert.Empty(office.Server.Requests);
        Assert.Contains("private address", Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor.Failing!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Only_addresses_out_in_the_world_count_as_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.Holds(IPAddress.Parse(address)));
}
