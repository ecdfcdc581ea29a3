using System.Text.Json;
using Incidents.Desk;
using Incidents.Planned;
using Incidents.Public;
using Incidents.Tests;

namespace Incidents.Adapters.Tests.Channels.Web;

/// <summary>Receivers of what the public sees are told of planned work: every word, once, in order, whatever they or we do meanwhile.</summary>
public class PlannedWebhookTests
{
    const string Work = "m-upgrade";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_word_from_the_announcement_to_the_end_is_told_once_with_what_the_public_knew_then()
    {
        await using var office = await WebhookOffice.OpenAsync(plan: false);
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await DraftAsync(office);
        await office.Finish(feed);
        Assert.Empty(office.Server.Ids);

        await PublishAsync(office);
        await office.Finish(feed);
        await Say(office, at => new SayOfWork(at, "mia", SignedIn: true, "Read-only meanwhile."));
        office.Time.Advance(TimeSpan.FromHours(1));
        await Say(office, at => new PlannedStruck(at));
        // A slow host finds three words at once.
        await Say(office, at => new VerifyWork(at, "ana", SignedIn: true));
        await Say(office, at => new CompleteWork(at, "ana", SignedIn: true));
        await office.Finish(feed);
        await office.Finish(office.Feed());

        Assert.Equal(["pub_m-upgrade_1", "pub_m-upgrade_2", "pub_m-upgrade_3", "pub_m-upgrade_4", "pub_m-upgrade_5"], office.Server.Ids);
        var told = office.Server.Ids.Select(id => office.Server.Events[id]).ToList();
        Assert.All(told, message => Assert.Equal("public.maintenance-changed", message.GetProperty("type").GetString()));
        Assert.Equal(["Scheduled", "Scheduled", "InProgress", "Verifying", "Completed"], told.Select(message => Maintenance(message).GetProperty("state").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], told.Select(message => Maintenance(message).GetProperty("updates").GetArrayLength()));
        Assert.Equal("https://status.example/incidents/m-upgrade", told[0].GetProperty("data").GetProperty("page").GetString());
        Assert.False(Maintenance(told[1]).TryGetProperty("startedAt", out _));
        Assert.Equal(Company.Monday.AddHours(1), Maintenance(told[2]).GetProperty("startedAt").GetDateTimeOffset());
        Assert.False(Maintenance(told[3]).TryGetProperty("completedAt", out _));
        Assert.All(told, message => Assert.DoesNotContain("mia", message.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_without_a_word_is_told_under_an_id_of_its_own()
    {
        await using var office = await WebhookOffice.OpenAsync(plan: false);
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await PublishAsync(office);
        await office.Finish(feed);
        await Say(office, at => new EditWork(at, "mia", SignedIn: true, Title: "Another title"));
        await office.Finish(office.Feed());

        Assert.Equal(["pub_m-upgrade_1", "pub_m-upgrade_1_1"], office.Server.Ids);
        Assert.Equal("Another title", Maintenance(office.Server.Events["pub_m-upgrade_1_1"]).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    public async Task A_process_that_dies_repeats_one_message_at_most_under_its_id_and_with_its_body_whatever_was_said_meanwhile(int writes, int sent)
    {
        await using var office = await WebhookOffice.OpenAsync(plan: false);
        await office.Feed().RoundAsync(Ct);
        await PublishAsync(office);
        await Say(office, at => new SayOfWork(at, "mia", SignedIn: true, "Read-only meanwhile."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => office.Feed(new DyingRecords(office.Log, writes)).RoundAsync(Ct));
        Assert.Equal(sent, office.Server.Ids.Count);
        var before = office.Server.Ids.Select(id => office.Server.Events[id].GetRawText()).ToList();

        await Say(office, at => new EditWork(at, "mia", SignedIn: true, Title: "Another title"));
        await Say(office, at => new SayOfWork(at, "mia", SignedIn: true, "And a third word."));
        await office.Finish(office.Feed());

        Assert.Equal(["pub_m-upgrade_1", "pub_m-upgrade_2", "pub_m-upgrade_3"], office.Server.Ids.Distinct());
        Assert.Equal(sent == 0 ? 3 : 4, office.Server.Ids.Count);
        Assert.Equal(before, office.Server.Ids.Take(sent).Select(id => office.Server.Events[id].GetRawText()));
        Assert.Equal("Another title", Maintenance(office.Server.Events["pub_m-upgrade_3"]).GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_failed_is_tried_again_given_up_after_a_day_and_sent_again_when_a_person_wants_it()
    {
        await using var office = await WebhookOffice.OpenAsync(plan: false);
        var feed = office.Feed();
        await feed.RoundAsync(Ct);
        await PublishAsync(office);
        office.Server.Misbehaviour = Misbehaviour.Fails;
        var began = office.Time.GetUtcNow();
        await office.Finish(feed);
        Assert.InRange(office.Time.GetUtcNow() - began, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Equal("pub_m-upgrade_1", Assert.Single(Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor.GivenUp).Id);

        office.Server.Misbehaviour = Misbehaviour.None;
        Assert.True(await office.Records.AgainAsync(Work, "pub_m-upgrade_1", Ct));
        await office.Finish(office.Feed());

        Assert.Empty(Assert.Single(await office.Records.CursorsAsync(Ct)).Cursor.GivenUp);
        Assert.Equal("Upgrade of the database", Maintenance(office.Server.Events["pub_m-upgrade_1"]).GetProperty("title").GetString());
    }

    [Fact]
    public async Task An_endpoint_hears_what_is_said_from_when_it_was_there_and_a_receiver_of_the_plan_alone_hears_nothing()
    {
        await using var office = await WebhookOffice.OpenAsync(plan: false);
        await PublishAsync(office);
        office.Time.Advance(TimeSpan.FromMinutes(1));
        // As a version before this one left it.
        await office.Records.BeginAsync(new WebhookState(Company.Monday.AddDays(-1)), Ct);
        await office.Finish(office.Feed());
        Assert.Empty(office.Server.Ids);

        office.Time.Advance(TimeSpan.FromMinutes(1));
        await Say(office, at => new EditWork(at, "mia", SignedIn: true, Title: "Another title"));
        await office.Finish(office.Feed());
        Assert.Equal(["pub_m-upgrade_1_1"], office.Server.Ids);

        await using var inside = await WebhookOffice.OpenAsync(isPublic: false);
        var feed = inside.Feed();
        await feed.RoundAsync(Ct);
        await PublishAsync(inside);
        Assert.Null(await feed.ServeAsync(Work, Ct));
        await inside.Finish(feed);
        Assert.Empty(inside.Server.Ids);
    }

    static JsonElement Maintenance(JsonElement message) => message.GetProperty("data").GetProperty("maintenance");

    static Task DraftAsync(WebhookOffice office) => Say(office, at => new DraftWork(at, "ana", SignedIn: true, Work, "Upgrade of the database", [new MaintenanceImpact("checkout", ServiceStatus.UnderMaintenance)],
        Company.Monday.AddHours(1), Company.Monday.AddHours(3), StartsItself: true, EndsItself: false, "Payments pause."));

    static async Task PublishAsync(WebhookOffice office)
    {
        if (await office.Planned.FindAsync(Work, Ct) is null)
            await DraftAsync(office);
        var revision = (await office.Planned.FindAsync(Work, Ct))!.Revision;
        await Say(office, at => new PublishWork(at, "mia", SignedIn: true, revision));
    }

    static async Task Say(WebhookOffice office, Func<DateTimeOffset, PlannedOrder> order) =>
        Assert.Equal(OutcomeKind.Accepted, (await office.Planned.TellAsync(Work, order(office.Time.GetUtcNow()), Ct)).Kind);
}
