using Incidents.Desk.Subscribers;
using Incidents.Public;
using static Incidents.Desk.Tests.Subscribers.Audience;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>Double opt-in, leaving, erasing, importing.</summary>
public sealed class SubscriberDeskTests
{
    static readonly PublicService[] Services = [new("api", "Public API", null), new("web", "Web application", null)];

    [Fact]
    public async Task Nobody_is_subscribed_before_the_address_has_confirmed()
    {
        await using var audience = new Audience();
        await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", null, reports: false, Stop);
        await audience.Questions.RoundAsync(Stop);
        audience.Time.Advance(TimeSpan.FromMinutes(1));
        audience.Say("2026-1");
        await audience.RoundAsync();
        Assert.IsType<SubscriberMessage.Question>(Assert.Single(audience.Room.Left));

        Assert.Equal(Confirmation.Done, await audience.Desk.ConfirmAsync(audience.Keys.IdOf(SubscriberWay.Mail, "ana@example.com"), Stop));
        Assert.Equal(Confirmation.Already, await audience.Desk.ConfirmAsync(audience.Keys.IdOf(SubscriberWay.Mail, "ANA@example.com"), Stop));
        audience.Time.Advance(TimeSpan.FromMinutes(1));
        audience.Say("2026-1");
        await audience.RoundAsync();

        Assert.Equal(["i:2026-1/2"], audience.Room.To("ana@example.com"));
    }

    [Fact]
    public async Task A_stranger_changes_nothing_of_what_an_address_has_confirmed()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("ana@example.com", services: "web");
        await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", ["api"], reports: true, Stop);
        await audience.Questions.RoundAsync(Stop);

        Assert.Equal(["web"], (await audience.Desk.FindAsync(id, Stop))!.Services);
        Assert.True(Assert.IsType<SubscriberMessage.Question>(audience.Room.Left[^1]).IsKnown);
    }

    [Fact]
    public async Task One_address_is_asked_three_times_a_day_at_most_however_many_wish_it()
    {
        await using var audience = new Audience();
        for (var times = 0; times < 8; times++)
        {
            await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", null, reports: false, Stop);
            await audience.Questions.RoundAsync(Stop);
            audience.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(3, audience.Room.Left.Count);
    }

    [Fact]
    public async Task A_question_that_could_not_be_sent_is_sent_later_also_by_another_process()
    {
        await using var audience = new Audience();
        await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", null, reports: false, Stop);
        audience.Room.Answer = _ => new Attempt.Deferred("No connection.");
        await audience.Questions.RoundAsync(Stop);
        audience.Room.Answer = _ => null;
        audience.Restart();
        await audience.Questions.RoundAsync(Stop);

        Assert.Single(audience.Room.Left);
    }

    [Fact]
    public async Task What_nobody_confirms_is_erased_after_a_week()
    {
        await using var audience = new Audience();
        await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", null, reports: false, Stop);
        await audience.Questions.RoundAsync(Stop);
        audience.Time.Advance(SubscriberOptions.AskLife);
        await audience.Questions.RoundAsync(Stop);

        Assert.Null(await SubscriberExport.JsonAsync(audience.Desk, "ana@example.com", Stop));
        Assert.Equal(Confirmation.Nothing, await audience.Desk.ConfirmAsync(audience.Keys.IdOf(SubscriberWay.Mail, "ana@example.com"), Stop));
    }

    [Fact]
    public async Task An_endpoint_that_sends_the_challenge_back_is_subscribed_at_once()
    {
        await using var audience = new Audience();
        audience.Room.Answer = _ => new Attempt.Delivered(ISubscriberPost.Echoed);
        await audience.Desk.AskAsync(SubscriberWay.Webhook, "https://hooks.example.com/a", null, reports: false, Stop);
        await audience.Questions.RoundAsync(Stop);

        var who = await audience.Desk.FindAsync(audience.Keys.IdOf(SubscriberWay.Webhook, "https://hooks.example.com/a"), Stop);
        Assert.Equal(SubscriberState.Active, who!.State);
        Assert.StartsWith("whsec_", who.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_record_holds_an_address_in_the_clear_and_none_is_left_after_leaving()
    {
        await using var audience = new Audience();
        var id = await audience.SubscribeAsync("ana@example.com");
        await audience.Desk.AskAsync(SubscriberWay.Mail, "ana@example.com", null, reports: false, Stop);
        foreach (var kind in await audience.Records.RecordKindsAsync(Stop))
        {
            Assert.All((await audience.Records.RecordsAsync(kind, null, 100, Stop)).Records, record => Assert.DoesNotContain("ana", record.Key + record.Json, StringComparison.OrdinalIgnoreCase));
        }

        await audience.Desk.LeaveAsync(id, Stop);

        var kept = await audience.Desk.FindAsync(id, Stop);
        Assert.Equal((SubscriberState.Left, ""), (kept!.State, kept.Address));
        Assert.Null(await audience.Desk.AskedAsync(id, Stop));
    }

    [Fact]
    public async Task One_person_is_exported_and_erased_with_every_trace()
    {
        await using var audience = new Audience();
        await audience.SubscribeAsync("ana@example.com", services: "api");
        await audience.SubscribeAsync("rui@example.com");
        Assert.Contains("ana@example.com", await SubscriberExport.JsonAsync(audience.Desk, "ANA@example.com", Stop), StringComparison.Ordinal);

        Assert.True(await audience.Desk.EraseAsync(SubscriberWay.Mail, "ana@example.com", Stop));
        Assert.False(await audience.Desk.EraseAsync(SubscriberWay.Mail, "ana@example.com", Stop));

        Assert.Null(await SubscriberExport.JsonAsync(audience.Desk, "ana@example.com", Stop));
        Assert.Single((await audience.Store.ListAsync(null, 100, Stop)).Listed);
    }

    [Fact]
    public async Task A_list_of_a_Statuspage_is_taken_over_once_and_each_line_left_out_says_why()
    {
        await using var audience = new Audience();
        var left = await audience.SubscribeAsync("left@example.com");
        await audience.Desk.LeaveAsync(left, Stop);
        const string Csv = """
            id,mode,email,phone_number,endpoint,components,quarantined_at
            1,email,ana@example.com,,,,
            2,email,rui@example.com,,,"Public API;Billing",
            3,sms,,+351210000000,,,
            4,webhook,ops@example.com,,https://hooks.example.com/a,web,
            5,email,bounced@example.com,,,,2026-01-02T03:04:05Z
            6,email,not an address,,,,
            7,email,left@example.com,,,,
            8,email,other@example.com,,,Billing,
            9,email,"broken
            """;

        var import = new SubscriberImport(audience.Desk, audience.Time);
        var report = await import.TakeAsync(StatuspageSubscribers.Read(Csv, Services, privateToo: false), Stop);
        var again = await import.TakeAsync(StatuspageSubscribers.Read(Csv, Services, privateToo: false), Stop);

        Assert.Equal((3, 0, 3), (report.Taken, report.Same, again.Same));
        Assert.Equal([4, 6, 7, 8, 9, 10], report.NotTaken.Select(line => line.Line));
        Assert.Contains("sms", report.NotTaken[0].Why, StringComparison.Ordinal);
        Assert.Equal("They unsubscribed here.", report.NotTaken[3].Why);
        Assert.Contains("Billing", report.NotTaken[4].Why, StringComparison.Ordinal);
        var rui = await audience.Desk.FindAsync(audience.Keys.IdOf(SubscriberWay.Mail, "rui@example.com"), Stop);
        Assert.Equal(["api"], rui!.Services);
        Assert.Equal("import 2026-11-24", rui.Origin);
        Assert.Empty(audience.Room.Left);
    }

    [Fact]
    public void The_shape_of_Statuspages_import_template_is_read_too()
    {
        var lines = StatuspageSubscribers.Read("email,ana@example.com,yes,api\nwebhook,https://hooks.example.com/a,ops@example.com\nsms,5551234,US\n", Services, privateToo: false).ToList();

        Assert.Equal([new ImportedLine(1, SubscriberWay.Mail, "ana@example.com", lines[0].Services, null), new ImportedLine(2, SubscriberWay.Webhook, "https://hooks.example.com/a", null, null)], lines[..2]);
        Assert.Equal(["api"], lines[0].Services);
        Assert.NotNull(lines[2].Problem);
    }

    [Theory]
    [InlineData(" Ana@Example.COM ", "Ana@example.com")]
    [InlineData("ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana+tag@example.com", "ana+tag@example.com")]
    [InlineData("ana", null)]
    [InlineData("@example.com", null)]
    [InlineData("ana@", null)]
    [InlineData("a b@example.com", null)]
    [InlineData("ana@example.com\r\nBcc: x@example.com", null)]
    [InlineData("Ana <ana@example.com>", null)]
    [InlineData("ana@-example.com", null)]
    [InlineData("ana@[127.0.0.1]", null)]
    [InlineData("\"a\"@example.com", null)]
    public void A_mail_address_is_kept_as_it_travels_or_not_taken(string typed, string? kept) => Assert.Equal(kept, SubscriberAddress.Mail(typed));

    [Theory]
    [InlineData("https://hooks.example.com/a?b=c", "https://hooks.example.com/a?b=c")]
    [InlineData("http://hooks.example.com/a", null)]
    [InlineData("https://user:secret@hooks.example.com/", null)]
    [InlineData("https://hooks.example.com/#x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("hooks.example.com", null)]
    public void A_webhook_is_an_https_address(string typed, string? kept) => Assert.Equal(kept, SubscriberAddress.Webhook(typed, privateToo: false));

    [Fact]
    public void A_link_is_nobody_elses_and_a_question_expires()
    {
        var keys = new SubscriberKeys(new byte[32]);
        var other = new SubscriberKeys([.. Enumerable.Repeat((byte)1, 32)]);
        var token = keys.ManageToken("abc");
        Assert.Equal("abc", keys.Managed(token));
        Assert.Null(other.Managed(token));
        Assert.Null(keys.Managed(token[..^1] + (token[^1] == 'A' ? 'B' : 'A')));
        Assert.Null(keys.Asked(token, Noon));
        Assert.Equal("abc", keys.Asked(keys.AskToken("abc", Noon), Noon.AddSeconds(-1)));
        Assert.Null(keys.Asked(keys.AskToken("abc", Noon), Noon));
    }
}
