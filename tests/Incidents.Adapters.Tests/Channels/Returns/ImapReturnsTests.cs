using System.Text;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Returns;
using Incidents.Desk.Returns;

namespace Incidents.Adapters.Tests.Channels.Returns;

/// <summary>Against a real IMAP server.</summary>
public class ImapReturnsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_taken_is_marked_as_read_and_not_read_again_and_the_rest_is_left_alone()
    {
        using var server = await ImapServer.StartAsync();
        await server.DeliverAsync(Reports.Bytes("out-of-office"));
        var report = await server.DeliverAsync(Reports.Bytes("postfix-failed"));
        await server.DeliverAsync(Reports.Bytes("gmail", mail: "another"));
        var reader = new Reader(server.Options);

        await reader.ReadAsync();
        await reader.ReadAsync();

        Assert.Equal([Reports.Mail, "another"], reader.Given);
        Assert.Equal([report], await server.ReadAsync());

        await server.DeliverAsync(Reports.Bytes("exchange-online", mail: "later"));
        await reader.ReadAsync();
        Assert.Equal([Reports.Mail, "another", "later"], reader.Given);
    }

    [Fact]
    public async Task A_report_that_somebody_has_read_in_a_mail_program_is_taken_all_the_same()
    {
        using var server = await ImapServer.StartAsync();
        var reader = new Reader(server.Options);
        await reader.ReadAsync();
        var id = await server.DeliverAsync(Reports.Bytes("postfix-failed"));
        var program = new Reader(server.Options) { Answer = _ => Taken.Recorded };
        await program.ReadAsync();
        Assert.Equal([id], await server.ReadAsync());

        await reader.ReadAsync();

        Assert.Equal([Reports.Mail], reader.Given);
    }

    [Fact]
    public async Task A_report_that_cannot_be_recorded_comes_again_with_all_after_it()
    {
        using var server = await ImapServer.StartAsync();
        await server.DeliverAsync(Reports.Bytes("postfix-failed", mail: "one"));
        await server.DeliverAsync(Reports.Bytes("postfix-failed", mail: "two"));
        await server.DeliverAsync(Reports.Bytes("postfix-failed", mail: "three"));
        var reader = new Reader(server.Options) { Answer = report => report.Mail == "two" ? throw new InvalidOperationException("The disk is full.") : Taken.Recorded };
        await Assert.ThrowsAsync<InvalidOperationException>(reader.ReadAsync);
        Assert.Equal(["one", "two"], reader.Given);

        reader.Answer = report => report.Mail == "two" ? Taken.Later : Taken.Recorded;
        await reader.ReadAsync();
        Assert.Equal(["one", "two", "two"], reader.Given);

        reader.Answer = _ => Taken.Recorded;
        await reader.ReadAsync();
        Assert.Equal(["one", "two", "two", "two", "three"], reader.Given);
    }

    [Fact]
    public async Task A_process_that_died_before_its_mark_was_kept_reads_the_same_again()
    {
        using var server = await ImapServer.StartAsync();
        var id = await server.DeliverAsync(Reports.Bytes("postfix-failed"));
        var reader = new Reader(server.Options) { KeepsMarks = false };

        await Assert.ThrowsAsync<IOException>(reader.ReadAsync);
        Assert.Equal([id], await server.ReadAsync());
        reader.KeepsMarks = true;
        await reader.ReadAsync();

        Assert.Equal([Reports.Mail, Reports.Mail], reader.Given);
    }

    [Fact]
    public async Task A_server_that_has_numbered_its_mails_anew_is_read_from_the_last_days()
    {
        using var server = await ImapServer.StartAsync();
        await server.DeliverAsync(Reports.Bytes("postfix-failed", mail: "one"));
        await server.DeliverAsync(Reports.Bytes("postfix-failed", mail: "two"));
        var reader = new Reader(server.Options);
        await reader.ReadAsync();
        var before = reader.Mark;

        server.Renumber();
        await reader.ReadAsync();

        Assert.Equal(4, reader.Given.Count);
        Assert.NotEqual(before!.Split('/')[0], reader.Mark!.Split('/')[0]);
    }

    [Fact]
    public async Task An_empty_mailbox_is_read_from_then_on()
    {
        using var server = await ImapServer.StartAsync();
        var reader = new Reader(server.Options);

        await reader.ReadAsync();
        Assert.NotNull(reader.Mark);
        await server.DeliverAsync(Reports.Bytes("postfix-failed"));
        await reader.ReadAsync();

        Assert.Equal([Reports.Mail], reader.Given);
    }

    [Fact]
    public async Task A_mail_that_is_too_large_to_be_a_report_is_not_fetched()
    {
        using var server = await ImapServer.StartAsync();
        await server.DeliverAsync([.. Reports.Bytes("postfix-failed"), .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A line of a mail that nobody needs.\r\n", 40_000)))]);
        var reader = new Reader(server.Options);

        await reader.ReadAsync();

        Assert.Empty(reader.Given);
    }

    [Fact]
    public async Task What_is_wrong_with_the_mailbox_is_said_in_words()
    {
        using var server = await ImapServer.StartAsync();

        await Says(server.Options with { Proof = _ => ValueTask.FromResult("wrong") }, "127.0.0.1 does not accept the user and password of channels.mail.bounces.");
        await Says(server.Options with { Folder = "Bounces" }, "127.0.0.1 has no folder \"Bounces\" (channels.mail.bounces.folder).");
        await Says(server.Options with { Port = server.TlsPort, Tls = SmtpTls.OnConnect }, "No protected connection to 127.0.0.1: it offers no TLS, or its certificate is not trusted.");
        await Says(server.Options with { Tls = SmtpTls.StartTls }, "No protected connection to 127.0.0.1: it offers no TLS, or its certificate is not trusted.");
        Assert.Throws<ArgumentException>(() => new ImapReturns(server.Options with { Host = "mail.contoso.example" }, TimeProvider.System));

        static async Task Says(ImapOptions options, string words) => Assert.Equal(words, (await Assert.ThrowsAsync<IOException>(new Reader(options).ReadAsync)).Message);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_a_while()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var reader = new Reader(new ImapOptions { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, Tls = SmtpTls.None, User = "bounces", Proof = _ => ValueTask.FromResult(""), Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal("127.0.0.1 did not answer within 1 second.", (await Assert.ThrowsAsync<IOException>(reader.ReadAsync)).Message);
    }

    /// <summary>Reads a mailbox and keeps its mark, as the desk does.</summary>
    sealed class Reader(ImapOptions options)
    {
        public List<string> Given { get; } = [];

        public string? Mark { get; private set; }

        public bool KeepsMarks { get; set; } = true;

        public Func<ReturnedMail, Taken> Answer { get; set; } = report => report.Mail == "another" ? Taken.NotOurs : Taken.Recorded;

        public Task ReadAsync() => new ImapReturns(options, TimeProvider.System).ReadAsync(Mark, (reports, _) =>
        {
            Given.AddRange(reports.Select(report => report.Mail));
            return Task.FromResult(reports.Count == 0 ? Taken.NotOurs : Answer(reports[0]));
        }, (mark, _) =>
        {
            Mark = KeepsMarks ? mark : throw new IOException("The process is gone.");
            return Task.CompletedTask;
        }, Ct);
    }
}
