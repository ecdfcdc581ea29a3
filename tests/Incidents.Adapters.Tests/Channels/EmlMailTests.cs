using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels;

public sealed class EmlMailTests : IDisposable
{
    readonly Scratch scratch = new();
    readonly FakeTimeProvider time = new(Mails.Noon);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_mail_program_reads_what_was_written()
    {
        var attempt = await Eml().SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);

        Assert.Equal(new Attempt.Delivered("20260302T120000Z-ana-i1-3-0.eml"), attempt);
        using var mail = await MimeMessage.LoadAsync(Path.Combine(scratch.Path, scratch.Files.Single()), TestContext.Current.CancellationToken);
        Assert.Equal("\"Ana Silva\" <ana@contoso.example>", mail.To.ToString());
        Assert.Equal("Olá, Ana: é urgente", mail.TextBody!.Trim());
        Assert.Equal("<p>Olá, Ana: é urgente</p>", mail.HtmlBody!.Trim());
        Assert.Equal(Mails.Noon, mail.Date);
    }

    [Fact]
    public async Task Another_attempt_at_another_time_writes_no_second_file()
    {
        var first = await Eml().SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(first, await Eml().SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
        Assert.Equal(first, await Eml().ReconcileAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
        Assert.Single(scratch.Files);
    }

    [Fact]
    public async Task An_effect_whose_id_ends_like_another_is_another_mail()
    {
        await Eml().SendAsync(Mails.To("ana@contoso.example", "i1/3/0"), TestContext.Current.CancellationToken);
        await Eml().SendAsync(Mails.To("ana@contoso.example", "x-ana-i1/3/0"), TestContext.Current.CancellationToken);

        Assert.Equal(2, scratch.Files.Length);
    }

    [Fact]
    public async Task What_was_not_written_may_be_written() =>
        Assert.IsType<Attempt.Deferred>(await Eml().ReconcileAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));

    [Fact]
    public async Task Links_and_codes_are_for_this_account_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await Eml().SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);

#pragma warning disable CA1416 // Skipped on Windows above.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(scratch.Path, scratch.Files.Single())));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_tried_again_later()
    {
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "file"), "in the way", TestContext.Current.CancellationToken);
        var eml = new EmlMail(new FolderFiles(Path.Combine(scratch.Path, "file")), Mails.From, time);

        Assert.IsType<Attempt.Deferred>(await eml.SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_is_mailed_who_has_left_the_roster()
    {
        var channel = new MailChannel(new Composer(), Eml(), _ => null);

        var attempt = await channel.AttemptAsync(Mails.Of(new MailPerson("ana", "Hello", "There")), TestContext.Current.CancellationToken);

        Assert.Equal(new Attempt.Refused("ana is not on the roster any more."), attempt);
    }

    [Fact]
    public async Task The_composer_words_what_is_mailed()
    {
        var channel = new MailChannel(new Composer(), Eml(), person => new MailRecipient("Ana Silva", $"{person}@contoso.example"));

        Assert.IsType<Attempt.Delivered>(await channel.AttemptAsync(Mails.Of(new MailPerson("ana", "Hello", "There")), TestContext.Current.CancellationToken));

        using var mail = await MimeMessage.LoadAsync(Path.Combine(scratch.Path, scratch.Files.Single()), TestContext.Current.CancellationToken);
        Assert.Equal("Hello, composed", mail.Subject);
    }

    EmlMail Eml() => new(new FolderFiles(scratch.Path), Mails.From, time);

    sealed class Composer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) =>
            Task.FromResult(new ComposedMail($"{mail.Subject}, composed", mail.Text, $"<p>{mail.Text}</p>"));
    }
}
