using System.Security.Cryptography;
using System.Text;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Channels;

public sealed class ContactTests : IDisposable
{
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of this installation");
    static readonly MailAffectedUsers Message = new("It is over", "You can pay again.");

    readonly Scratch scratch = new();
    readonly Postbox postbox = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task An_address_is_on_the_disk_only_sealed()
    {
        await KeepAsync("i1", "h1", "user@example.org");

        var file = await File.ReadAllTextAsync(Path.Combine(scratch.Path, scratch.Files.Single()), Encoding.Latin1, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("user", file, StringComparison.Ordinal);
        Assert.Equal([new Contact("h1", "user@example.org")], await Store().ListAsync("i1", TestContext.Current.CancellationToken));
        Assert.Empty(await Store().ListAsync("i2", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_contact_moved_to_another_incident_or_read_under_another_secret_cannot_be_read()
    {
        await KeepAsync("i1", "h1", "user@example.org");
        Directory.Move(Path.Combine(scratch.Path, "contacts", "i1"), Path.Combine(scratch.Path, "contacts", "i2"));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => Store().ListAsync("i2", TestContext.Current.CancellationToken));
        Assert.IsType<Attempt.Refused>(await AttemptAsync(Message, "i2"));
    }

    [Fact]
    public async Task Every_user_gets_a_mail_of_their_own_once()
    {
        await KeepAsync("i1", "h1", "one@example.org");
        await KeepAsync("i1", "h2", "two@example.org");
        await KeepAsync("i1", "h2", "two@example.org");

        Assert.Equal(new Attempt.Delivered("Users written to: 2."), await AttemptAsync(Message));
        await AttemptAsync(Message);

        Assert.Equal(["one@example.org", "two@example.org"], postbox.Sent.Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.All(postbox.Sent, m => Assert.Equal("It is over", m.Subject));
        Assert.Equal(2, postbox.Sent.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task After_a_deferred_mail_only_the_others_are_left_out()
    {
        await KeepAsync("i1", "h1", "one@example.org");
        await KeepAsync("i1", "h2", "later@example.org");

        Assert.IsType<Attempt.Deferred>(await AttemptAsync(Message));
        postbox.Later = "";

        Assert.IsType<Attempt.Delivered>(await AttemptAsync(Message));
        Assert.Equal(["later@example.org", "one@example.org"], postbox.Sent.Select(m => m.ToAddress).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_refused_holds_up_nobody_and_is_told()
    {
        await KeepAsync("i1", "h1", "one@example.org");
        await KeepAsync("i1", "h2", "never@example.org");

        Assert.Equal(new Attempt.Delivered("Users written to: 1 of 2; the other addresses were refused."), await AttemptAsync(Message));
    }

    [Fact]
    public async Task Erased_is_erased_twice_too_and_nothing_is_kept_afterwards()
    {
        await KeepAsync("i1", "h1", "one@example.org");
        await AttemptAsync(Message);

        Assert.Equal(new Attempt.Delivered("erased"), await AttemptAsync(new EraseContacts()));
        Assert.Equal(new Attempt.Delivered("erased"), await AttemptAsync(new EraseContacts()));
        await KeepAsync("i1", "h3", "three@example.org");

        Assert.Equal([Path.Combine("contacts", "i1", "erased")], scratch.Files);
        Assert.Empty(await Store().ListAsync("i1", TestContext.Current.CancellationToken));
    }

    ContactStore Store() => new(new FolderFiles(scratch.Path), Secret);

    Task KeepAsync(string incident, string reporter, string mail) => Store().KeepAsync(incident, reporter, mail, TestContext.Current.CancellationToken);

    Task<Attempt> AttemptAsync(Effect effect, string incident = "i1") =>
        new ContactsChannel(Store(), postbox).AttemptAsync(Mails.Of(effect, $"{incident}/9/0", incident), TestContext.Current.CancellationToken);

    sealed class Postbox : IMailTransport
    {
        public string Sender => Mails.From;

        public List<OutgoingMail> Sent { get; } = [];

        public string Later { get; set; } = "later@example.org";

        public Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            if (mail.ToAddress == Later)
                return Task.FromResult<Attempt>(new Attempt.Deferred("Not now."));
            if (mail.ToAddress == "never@example.org")
                return Task.FromResult<Attempt>(new Attempt.Refused("Never."));

            Sent.Add(mail);
            return Task.FromResult<Attempt>(new Attempt.Delivered(mail.Id));
        }

        public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) => throw new NotSupportedException();
    }
}
