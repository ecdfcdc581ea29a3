using Incidents.Tests;

namespace Incidents.Desk.Tests;

/// <summary>A storm of mails that only tell is a few mails; what asks something waits for nobody.</summary>
public sealed class DigestTests
{
    const string Incident = "a";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_go_one_by_one_and_what_follows_within_five_minutes_is_one_mail_five_minutes_later()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 3; i++)
            await TellAsync(office, News(i));
        await office.DeliverAll(Incident);
        Assert.Equal(3, mail.Given.Count);

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 3; i < 100; i++)
            await TellAsync(office, News(i));
        await office.DeliverAll(Incident);
        Assert.Equal(3, mail.Given.Count);
        Assert.Equal(office.Clock.GetUtcNow() + Digest.Window, (await office.Desk.AdvanceAsync(Incident, Ct)).WakeAt);

        office.Clock.Advance(Digest.Window);
        await office.DeliverAll(Incident);
        Assert.Equal(4, mail.Given.Count);
        Assert.Equal(Enumerable.Range(3, 97).Select(i => $"News {i}"), mail.Shared[^1]!.Select(s => ((MailPerson)s.Effect).Subject));
        Assert.Equal(100, (await office.Log.LedgerAsync(Incident, Ct)).Count(e => e.State == LedgerState.Delivered));
        Assert.Empty((await office.Desk.AdvanceAsync(Incident, Ct)).Due);
    }

    [Fact]
    public async Task What_asks_something_goes_out_at_once_in_the_middle_of_a_storm()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 5; i++)
            await TellAsync(office, News(i));
        await office.DeliverAll(Incident);
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        await TellAsync(office, News(5));
        var before = mail.Given.Count;

        await TellAsync(office, new MailPerson("ana", "Please decide", "Now"));
        await office.DeliverAll(Incident);

        Assert.Equal(before + 1, mail.Given.Count);
        Assert.Null(mail.Shared[^1]);
    }

    [Fact]
    public async Task After_an_outage_of_the_mail_server_all_that_waits_is_one_mail_at_once()
    {
        var (mail, office) = New();
        await using var _ = office;
        mail.Answer = new Attempt.Deferred("Down");
        await TellAsync(office, News(0));
        await office.DeliverAll(Incident);
        for (var i = 1; i < 50; i++)
            await TellAsync(office, News(i));

        mail.Answer = new Attempt.Delivered("<id>");
        office.Clock.Advance(TimeSpan.FromHours(1));
        await office.DeliverAll(Incident);

        // The one that was tried alone stays alone.
        Assert.Equal(3, mail.Given.Count);
        Assert.Null(mail.Shared[1]);
        Assert.Equal(49, mail.Shared[2]!.Count);
    }

    [Fact]
    public async Task Each_person_gets_their_own_and_a_quiet_day_gets_single_mails()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 6; i++)
        {
            await TellAsync(office, News(i));
            await TellAsync(office, News(i) with { Person = "rui" });
            await office.DeliverAll(Incident);
            office.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal(12, mail.Given.Count);
        Assert.All(mail.Shared, Assert.Null);
    }

    [Fact]
    public async Task A_process_that_dies_after_the_mail_left_sends_the_same_mail_again_and_none_of_them_alone()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 5; i++)
            await TellAsync(office, News(i));
        var due = Assert.Single((await office.Desk.AdvanceAsync(Incident, Ct)).Due);
        mail.Dies = true;
        await Assert.ThrowsAsync<TaskCanceledException>(() => office.Delivery.DeliverAsync(Incident, due, Ct).WaitAsync(mail.Died));
        var first = mail.Shared[^1]!;

        // Another one comes before the host is back.
        mail.Dies = false;
        await TellAsync(office, News(5));
        office.Clock.Advance(new DeliveryOptions().Lease);
        await office.DeliverAll(Incident);

        Assert.Equal(first, mail.Shared[1]);
        Assert.Equal(mail.Given[0], mail.Given[1]);
        Assert.Equal(2, mail.Given.Count);

        office.Clock.Advance(Digest.Window);
        await office.DeliverAll(Incident);
        Assert.Equal(6, (await office.Log.LedgerAsync(Incident, Ct)).Count(e => e.State == LedgerState.Delivered));
        Assert.Equal(3, mail.Given.Count);
    }

    [Fact]
    public async Task Once_the_incident_has_ended_nothing_waits_for_more()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 3; i++)
            await TellAsync(office, News(i));
        await office.DeliverAll(Incident);
        await TellAsync(office, News(3));
        await TellAsync(office, News(4));
        await office.DeliverAll(Incident);
        Assert.Equal(3, mail.Given.Count);

        await AppendAsync(office, new IncidentClosed(office.Clock.GetUtcNow()), []);
        await office.DeliverAll(Incident);

        Assert.Equal(4, mail.Given.Count);
        Assert.Equal(2, mail.Shared[^1]!.Count);
    }

    [Fact]
    public async Task A_refused_one_is_refused_for_all_that_shared_it()
    {
        var (mail, office) = New();
        await using var _ = office;
        mail.Answer = new Attempt.Refused("550 no such user");
        for (var i = 0; i < 5; i++)
            await TellAsync(office, News(i));
        await office.DeliverAll(Incident);

        string[] news = [.. (await office.Look(Incident)).Undelivered.Keys];
        Assert.Single(mail.Given, news.Contains);
        var entries = (await office.Log.LedgerAsync(Incident, Ct)).Where(e => news.Contains(e.EffectId));
        Assert.Equal(5, entries.Count(e => e is { State: LedgerState.GivenUp, Refused: true } && e.Detail.EndsWith("550 no such user", StringComparison.Ordinal)));
        Assert.Equal(5, news.Length);
    }

    [Fact]
    public async Task What_somebody_marked_as_done_is_left_out()
    {
        var (mail, office) = New();
        await using var _ = office;
        for (var i = 0; i < 6; i++)
            await TellAsync(office, News(i));
        var marked = (await office.Desk.TimelineAsync(Incident, Ct)).Single(e => e.Effects is [MailPerson { Subject: "News 2" }]);
        await AppendAsync(office, new EffectMarked(office.Clock.GetUtcNow(), "mia", EffectId.Of(Incident, marked.Sequence, 0), "Told by phone."), []);
        await office.DeliverAll(Incident);

        Assert.Equal(5, Assert.Single(mail.Shared)!.Count);
        Assert.DoesNotContain(mail.Shared[0]!, s => ((MailPerson)s.Effect).Subject == "News 2");
    }

    static (Recording Mail, Office Office) New()
    {
        var mail = new Recording();
        // Longer than any test: what dies must not come back to write down that it took too long.
        return (mail, new Office(new DeliveryOptions { AttemptTimeout = TimeSpan.FromMinutes(5) }, mail, FakeChannel.Works("push")));
    }

    static MailPerson News(int i) => new("ana", $"News {i}", "Text", News: true);

    static Task TellAsync(Office office, MailPerson mail) => AppendAsync(office, new Noted(office.Clock.GetUtcNow(), "ana", mail.Subject), [mail]);

    static async Task AppendAsync(Office office, Event happened, IReadOnlyList<Effect> effects)
    {
        var version = (await office.Desk.LookAsync(Incident, Ct))?.Version ?? 0;
        Assert.True(await office.Log.AppendAsync(new LogAppend(Incident, version, [new StoredEvent(version + 1, happened, effects)], [],
            new IncidentHead(Incident, version + 1, "", "", default, default, Company.Monday, null, null, false, false, false, null)), Ct));
    }

    sealed class Recording : IChannel
    {
        readonly CancellationTokenSource died = new();

        public List<string> Given { get; } = [];

        public List<IReadOnlyList<SharedEffect>?> Shared { get; } = [];

        public Attempt Answer { get; set; } = new Attempt.Delivered("<id>");

        public bool Dies { get; set; }

        public CancellationToken Died => died.Token;

        public string Name => "mail";

        public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
        {
            Given.Add(delivery.EffectId);
            Shared.Add(delivery.Shared);
            if (!Dies)
                return Answer;

            // The mail has left; the process ends here.
            await died.CancelAsync();
            return await new TaskCompletionSource<Attempt>().Task;
        }

        public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("Nobody can ask a mail server."));
    }
}
