using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Tests.Channels.Chat;
using Incidents.Adapters.Tests.Channels.Graph;
using Incidents.Adapters.Tests.Channels.X;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Every provider is down for an hour: mail files and the console carry the plan, and on return each channel is told where it stands, once.</summary>
public sealed class OutageTests : IAsyncLifetime, IBell
{
    const string Incident = "i1";

    static readonly PlanPolicy Policy = Company.Policy with { InternalChannels = ["slack", "teams"], PostChannels = ["x"] };

    readonly Scratch scratch = new();
    readonly SlackServer slack = new();
    readonly TeamsServer teams = new();
    readonly XServer x = new();
    readonly NtfyServer ntfy = new();
    readonly GraphServer graph = new();
    readonly List<ProviderGate> gates = [];
    SqliteIncidentLog log = null!;
    IncidentDesk desk = null!;
    DeliveryDesk deliveries = null!;

    FakeTimeProvider Time { get; } = new(Company.Monday);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    ProviderFake[] All => [slack, teams, x, ntfy, graph];

    public async ValueTask InitializeAsync()
    {
        foreach (var provider in All)
        {
            await provider.StartAsync();
        }

        log = SqliteIncidentLog.Open(Path.Combine(scratch.Path, "incidents.db"));
        desk = new IncidentDesk(log, () => Policy, Time, this, NullLogger<IncidentDesk>.Instance);
        var http = ProviderClient.New();
        IChannel[] channels =
        [
            new MailChannel(new PlainComposer(), new EmlMail(new FolderFiles(scratch.Path), Mails.From, Time), Recipient),
            Guarded(ProviderTable.Ntfy, new NtfyPush(http, new NtfyOptions(ntfy.Address), _ => "topic", (_, _) => null, Time)),
            Guarded(ProviderTable.Slack, Cases.Slack(slack, Time)), Guarded(ProviderTable.Teams, Cases.Teams(teams, Time)),
            Guarded(ProviderTable.X, new XPosts(new XOptions("x", XServer.ConsumerKey, XServer.ConsumerSecret, XServer.AccessToken, XServer.AccessTokenSecret) { Address = x.Address }, _ => null, Time)),
            new CallOrLink(Guarded(ProviderTable.Graph, new GraphMeetings(graph.Client, new GraphOptions(GraphServer.Organiser), Time)), new CallLink(new Uri("https://meet.example/"), new byte[32])),
            Guarded(ProviderTable.Graph, new GraphCalendar(graph.Client, new GraphOptions(GraphServer.Organiser), Recipient, Time)),
            new StatusPageChannel(_ => Task.FromResult<IReadOnlyList<string>>([])), new NoContacts(),
        ];
        deliveries = new DeliveryDesk(log, desk, channels, Time, new DeliveryOptions(), () => 0, NullLogger<DeliveryDesk>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in All)
        {
            await provider.DisposeAsync();
        }

        gates.ForEach(gate => gate.Dispose());
        await log.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task The_plan_runs_by_mail_and_console_and_on_return_each_channel_is_told_the_current_notice_once_and_later_the_end()
    {
        (slack.Misbehaviour, teams.Misbehaviour, x.Misbehaviour, ntfy.Misbehaviour, graph.Misbehaviour) =
            (Misbehaviour.Resets, Misbehaviour.Fails, Misbehaviour.IsDownForSeconds, Misbehaviour.Fails, Misbehaviour.Fails);
        await SayAsync(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40)));
        await SayAsync(at => new DeclareIncident(at, "ana", "Orders fail"));
        await PassAsync(TimeSpan.FromMinutes(5));
        await SayAsync(at => new AcceptCommand(at, "mia"));
        await AnswerAsync();
        await PassAsync(TimeSpan.FromMinutes(15));
        await SayAsync(at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release"));
        await AnswerAsync();
        await PassAsync(TimeSpan.FromMinutes(15));
        await SayAsync(at => new ApplyFix(at, "ana", "Release rolled back"));
        await AnswerAsync();
        await PassAsync(TimeSpan.FromMinutes(25));

        // The hour: nobody outside heard a word, and the plan is where people brought it.
        Assert.All(All, provider => Assert.Equal(0, provider.Taken));
        var incident = (await desk.LookAsync(Incident, Ct))!;
        Assert.Equal(Phase.Monitoring, incident.Phase);
        Assert.StartsWith("https://meet.example/", incident.CallAddress, StringComparison.Ordinal);
        Assert.Contains(scratch.Files, file => file.StartsWith("mail/", StringComparison.Ordinal));
        Assert.All((await log.LedgerAsync(Incident, Ct)).Where(e => e.State == LedgerState.Delivered), e => Assert.DoesNotContain(EffectOf(e.EffectId).Channel, (string[])["slack", "teams", "x", "push"]));

        foreach (var provider in All)
        {
            provider.Misbehaviour = Misbehaviour.None;
        }

        await PassAsync(TimeSpan.FromMinutes(15));
        var told = Assert.Single(x.Texts);
        Assert.StartsWith("Monitoring", told, StringComparison.Ordinal);
        Assert.Contains("Monitoring", Assert.Single(teams.Cards).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(slack.InOrder, message => message.ToJsonString().Contains("Monitoring Checkout internal", StringComparison.Ordinal));
        Assert.DoesNotContain(slack.InOrder, message => message.ToJsonString() is var text && (text.Contains("Investigating Checkout internal", StringComparison.Ordinal) || text.Contains("Identified Checkout internal", StringComparison.Ordinal)));
        var posts = slack.Taken;
        // Whoever has answered is not rung for the question.
        Assert.DoesNotContain(ntfy.Messages, message => message.ToString().Contains("Please look at this", StringComparison.Ordinal));
        Assert.Equal(ntfy.Messages.Count, (await log.LedgerAsync(Incident, Ct)).Count(e => e.State == LedgerState.Delivered && EffectOf(e.EffectId) is PushPerson));
        Assert.All(await log.LedgerAsync(Incident, Ct), e => Assert.True(e.State is LedgerState.Delivered or LedgerState.Dropped, $"{e.EffectId} {e.State} {e.Detail}"));

        await SayAsync(at => new DeclareResolved(at, "mia", "Error rate is normal"));
        await AnswerAsync();
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(["Monitoring", "Resolved"], x.Texts.Select(text => text.Split(' ')[0]));
        Assert.Equal(2, teams.Taken);
        Assert.Equal(posts + 1, slack.Taken);
        Assert.Single(graph.Events);
        Assert.Single(await log.ReadAsync(Incident, 1, Ct), e => e.Event is EndingTold);
    }

    [Fact]
    public async Task What_people_would_have_been_woken_for_rings_once_after_the_outage_and_only_if_it_is_still_so()
    {
        (ntfy.Misbehaviour, graph.Misbehaviour) = (Misbehaviour.Fails, Misbehaviour.Fails);
        await SayAsync(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40)));
        await SayAsync(at => new DeclareIncident(at, "ana", "Orders fail"));
        await SayAsync(at => new AcceptCommand(at, "mia"));
        await PassAsync(TimeSpan.FromMinutes(5));
        await AnswerAsync(RequestKind.ApproveNotice);
        // The hour: nobody names the team, nobody writes the update that the page promises.
        await PassAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(0, ntfy.Taken);
        var overdue = (await log.ReadAsync(Incident, 1, Ct)).Count(e => e.Event is UpdateOverdue);
        Assert.True(overdue > 1, $"The update was overdue {overdue} times.");
        Assert.True((await log.ReadAsync(Incident, 1, Ct)).Count(e => e.Event is SetUpReminded) > 1);
        await SayAsync(at => new NameTechnicalContact(at, "mia", "ana"));
        await SayAsync(at => new NameSupportContact(at, "mia", "bea"));
        await SayAsync(at => new ConfirmSeverity(at, "mia", Severity.Major, "As it looks"));

        ntfy.Misbehaviour = Misbehaviour.None;
        // Until the providers are asked again, and before the plan says anything new.
        await PassAsync(TimeSpan.FromMinutes(4));

        var rung = (await log.LedgerAsync(Incident, Ct)).Where(e => e.State == LedgerState.Delivered).Select(e => EffectOf(e.EffectId)).OfType<PushPerson>().Where(push => push.RequestId is null).ToList();
        Assert.NotEmpty(rung);
        Assert.All(rung.GroupBy(push => push.Person), pushes => Assert.Single(pushes));
        Assert.All(rung, push => Assert.EndsWith("The promised update is overdue", push.Title, StringComparison.Ordinal));
        Assert.DoesNotContain(ntfy.Messages, message => message.ToString().Contains("The team is not complete", StringComparison.Ordinal));
        Assert.Equal(["A later push says it.", "It has been done meanwhile."], (await log.LedgerAsync(Incident, Ct)).Where(e => e.State == LedgerState.Dropped && EffectOf(e.EffectId) is PushPerson { RequestId: null })
            .Select(e => e.Detail.Split(" Before that:")[0]).Distinct().Order(StringComparer.Ordinal));
    }

    // One turn after another, and the clock to whatever is due next.
    async Task PassAsync(TimeSpan time)
    {
        var until = Time.GetUtcNow() + time;
        for (var turns = 0; turns < 2_000; turns++)
        {
            var advance = await desk.AdvanceAsync(Incident, Ct);
            await Task.WhenAll(advance.Due.Select(due => deliveries.DeliverAsync(Incident, due, Ct)));
            if (advance.Due.Count > 0)
            {
                continue;
            }

            if (advance.WakeAt is not { } wake || wake > until)
            {
                Time.SetUtcNow(until);
                return;
            }

            Time.SetUtcNow(wake > Time.GetUtcNow() ? wake : Time.GetUtcNow());
        }

        Assert.Fail("It does not come to rest.");
    }

    // What is said counts at the moment it is said, whatever the channels do.
    async Task SayAsync(Func<DateTimeOffset, Signal> signal)
    {
        var now = Time.GetUtcNow();
        Assert.Equal(OutcomeKind.Accepted, (await desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), Incident, signal(now)), Ct)).Kind);
        Assert.Equal(now, (await log.ReadAsync(Incident, 1, Ct))[^1].Event.At);
    }

    // Everything that is asked in the console is answered with its first choice.
    Task AnswerAsync() => AnswerAsync(RequestKind.ApproveNotice, RequestKind.ApproveInternal, RequestKind.ConfirmTeam, RequestKind.Acknowledge);

    async Task AnswerAsync(params RequestKind[] kinds)
    {
        while ((await desk.LookAsync(Incident, Ct))!.Requests.FirstOrDefault(r => r.Open && kinds.Contains(r.Request.Kind)) is { Request: var r })
        {
            await SayAsync(at => new AnswerRequest(at, r.Approvers[0], r.Id, r.TextHash, r.Choices[0].Name, null));
        }
    }

    Effect EffectOf(string id)
    {
        var parts = id.Split('/');
        return log.ReadAsync(Incident, int.Parse(parts[1]), Ct).GetAwaiter().GetResult()[0].Effects[int.Parse(parts[2])];
    }

    GuardedChannel Guarded(Provider provider, IChannel channel)
    {
        // The rate is kept by the machine's clock, which stands still beside this test's.
        gates.Add(new ProviderGate(provider with { Rate = null }, Time));
        return new GuardedChannel(channel, gates[^1]);
    }

    static MailRecipient? Recipient(string person) => new(person, $"{person}@contoso.example");

    void IBell.Ring(StoredSignal signal, string step)
    {
    }

    sealed class PlainComposer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, $"<p>{mail.Subject}</p>"));
    }

    sealed class NoContacts : IChannel
    {
        public string Name => MailAffectedUsers.Name;

        public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Delivered("none"));

        public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => AttemptAsync(delivery, ct);
    }
}
