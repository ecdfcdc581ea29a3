using System.Reflection;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Log;
using Incidents.Adapters.Tests.Channels.Graph;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>The process dies after a provider has taken something and before the ledger says so; the next one opens the same file.</summary>
public sealed class CrashTests : IDisposable, IBell
{
    const string Incident = "i1";

    readonly Scratch scratch = new();
    readonly FakeTimeProvider time = new(Mails.Noon);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_meeting_that_was_booked_is_found_and_not_booked_twice()
    {
        await using var graph = await GraphServer.StartedAsync();
        var at = Mails.Noon.AddHours(3);
        var book = new BookMeeting(["ana"], "Post-mortem", "Agenda", at, TimeSpan.FromHours(1), []);
        await AppendAsync(new PostmortemBooked(Mails.Noon, at, "The first time within working hours.", at.AddMinutes(15)), book);
        GraphCalendar Calendar() => new(graph.Client, new GraphOptions(GraphServer.Organiser), person => new MailRecipient(person, $"{person}@contoso.example"), time);

        await DieAsync(Calendar());
        Assert.Single(graph.Events);
        await NextAsync(Calendar());

        Assert.Single(graph.Events);
    }

    [Fact]
    public async Task A_mail_that_the_server_took_may_come_twice_and_is_the_same_mail()
    {
        using var server = await SmtpServer.StartAsync();
        await AppendAsync(new Noted(Mails.Noon, "ana", "It begins."), new MailPerson("ana", "Please look", "Checkout fails"));
        MailChannel Mail() => new(new PlainComposer(), new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None }, Mails.From, time), person => new MailRecipient(person, $"{person}@contoso.example"));

        await DieAsync(Mail());
        using var first = await server.ReceivedAsync();
        await NextAsync(Mail());
        using var second = await server.ReceivedAsync();

        Assert.Equal(first.MessageId, second.MessageId);
    }

    public void Dispose() => scratch.Dispose();

    void IBell.Ring(StoredSignal signal, string step)
    {
    }

    async Task AppendAsync(Event happened, Effect effect)
    {
        await using var log = Open();
        await log.AppendAsync(new LogAppend(Incident, 0, [new StoredEvent(1, happened, [effect])], [], new IncidentHead(Incident, 1, "", "", default, default, Mails.Noon, null, null, false, false, false, null)), Ct);
    }

    // The attempt is made, and its outcome is never written.
    async Task DieAsync(IChannel channel)
    {
        await using var log = Open();
        var (desk, delivery) = Process(log, DyingLog.Of(log), channel);
        var due = Assert.Single((await desk.AdvanceAsync(Incident, Ct)).Due);
        await Assert.ThrowsAsync<InvalidOperationException>(() => delivery.DeliverAsync(Incident, due, Ct));
        Assert.Equal(LedgerState.Attempting, Assert.Single(await log.LedgerAsync(Incident, Ct)).State);
    }

    async Task NextAsync(IChannel channel)
    {
        await using var log = Open();
        var (desk, delivery) = Process(log, log, channel);
        await delivery.EndLeasesAsync(Incident, Ct);
        while (await log.LedgerAsync(Incident, Ct) is [{ Finished: false, Until: var until }])
        {
            time.SetUtcNow(until > time.GetUtcNow() ? until.Value : time.GetUtcNow());
            foreach (var due in (await desk.AdvanceAsync(Incident, Ct)).Due)
            {
                await delivery.DeliverAsync(Incident, due, Ct);
            }
        }

        Assert.Equal(LedgerState.Delivered, Assert.Single(await log.LedgerAsync(Incident, Ct)).State);
    }

    (IncidentDesk, DeliveryDesk) Process(IIncidentLog log, IIncidentLog ledger, IChannel channel)
    {
        var desk = new IncidentDesk(log, () => Company.Policy, time, this, NullLogger<IncidentDesk>.Instance);
        return (desk, new DeliveryDesk(ledger, desk, [channel], time, new DeliveryOptions(), () => 0, NullLogger<DeliveryDesk>.Instance));
    }

    SqliteIncidentLog Open() => SqliteIncidentLog.Open(Path.Combine(scratch.Path, "incidents.db"));

    sealed class PlainComposer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, $"<p>{mail.Subject}</p>"));
    }
}

/// <summary>A log in front of a dying process: it takes the lease, and nothing after that.</summary>
public class DyingLog : DispatchProxy
{
    IIncidentLog inner = null!;
    int writes;

    public static IIncidentLog Of(IIncidentLog log)
    {
        var proxy = Create<IIncidentLog, DyingLog>();
        ((DyingLog)(object)proxy).inner = log;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IIncidentLog.WriteLedgerAsync) && ++writes > 1 ? throw new InvalidOperationException("Killed.") : targetMethod.Invoke(inner, args);
}
