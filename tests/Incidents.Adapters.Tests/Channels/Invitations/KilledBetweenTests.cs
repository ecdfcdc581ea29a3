using Incidents.Adapters.Channels;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Invitations;

/// <summary>The process dies after the mail server took an invitation and before that was written down: the mail goes out again, and to mail and calendar programs it is the same one.</summary>
public sealed class KilledBetweenTests : IBell
{
    const string Incident = "i1";

    static readonly Invitation Meeting = new(Round: 1, Sequence: 3, Mails.Noon, Mails.Noon.AddHours(3), TimeSpan.FromHours(1), ["ana"], "Post-mortem", "Agenda");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    void IBell.Ring(StoredSignal signal, string step)
    {
    }

    [Fact]
    public async Task The_invitation_goes_out_again_with_the_same_uid_sequence_stamp_and_message_id()
    {
        using var server = await SmtpServer.StartAsync();
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Path, "incidents.db");
        var time = new FakeTimeProvider(Mails.Noon.AddMinutes(2));
        var smtp = new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None }, Mails.From, time);

        var killed = SqliteIncidentLog.Open(file);
        await killed.AppendAsync(new LogAppend(Incident, 0,
            [
                new StoredEvent(1, new IncidentResolved(Mails.Noon, Mails.Noon.AddDays(1), Mails.Noon.AddHours(1)), []),
                new StoredEvent(2, new PostmortemBooked(Mails.Noon, Meeting.At, "Then.", Meeting.At.AddDays(1), Meeting.People), [new MailPerson("ana", "Post-mortem", "Text", null, Meeting)]),
            ], [],
            new IncidentHead(Incident, 2, "", "", default, default, Mails.Noon, null, null, false, false, false, null)), Stop);
        // Its clock stands still and its mail never returns, as in a process that was killed: nothing that it would have written is written.
        var stopped = new FakeTimeProvider(Mails.Noon);
        var died = new Dies(new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None }, Mails.From, stopped));
        var dying = DeliverAsync(killed, died, stopped);
        await (await Task.WhenAny(died.Sent, dying));
        Assert.False(dying.IsCompleted, "It was not killed.");
        var first = await server.ReceivedBytesAsync();
        await killed.DisposeAsync();

        await using var log = SqliteIncidentLog.Open(file);
        await DeliverAsync(log, smtp, time);
        var second = await server.ReceivedBytesAsync();

        Assert.Equal(LedgerState.Delivered, Assert.Single(await log.LedgerAsync(Incident, Stop)).State);
        var (one, two) = (await Readers.MailAsync(first), await Readers.MailAsync(second));
        Assert.Equal(Header(one, "Message-Id"), Header(two, "Message-Id"));
        Assert.NotEqual(Header(one, "Date"), Header(two, "Date"));
        Assert.Equal(Readers.Leaves(one["body"]!).Select(Readers.Content), Readers.Leaves(two["body"]!).Select(Readers.Content));
    }

    async Task DeliverAsync(SqliteIncidentLog log, IMailTransport transport, FakeTimeProvider time)
    {
        var desk = new IncidentDesk(log, () => Company.Policy, time, this, NullLogger<IncidentDesk>.Instance);
        var channel = new MailChannel(new Composer(), transport, person => new MailRecipient("Ana", $"{person}@contoso.example"));
        var delivery = new DeliveryDesk(log, desk, [channel], time, new DeliveryOptions(), () => 0, NullLogger<DeliveryDesk>.Instance);
        foreach (var due in (await desk.AdvanceAsync(Incident, Stop)).Due)
            await delivery.DeliverAsync(Incident, due, Stop);
    }

    static string Header(System.Text.Json.Nodes.JsonNode mail, string name) =>
        (string)mail["headers"]!.AsArray().Single(h => string.Equals((string)h![0]!, name, StringComparison.OrdinalIgnoreCase))![1]!;

    sealed class Dies(IMailTransport inner) : IMailTransport
    {
        readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        public string Sender => inner.Sender;

        public async Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            await inner.SendAsync(mail, ct);
            sent.SetResult();
            return await new TaskCompletionSource<Attempt>().Task;
        }

        public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) => inner.ReconcileAsync(mail, ct);
    }

    sealed class Composer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, $"<p>{mail.Text}</p>"));
    }
}
