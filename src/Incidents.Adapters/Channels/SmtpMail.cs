using System.Net.Sockets;
using Incidents.Desk;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Incidents.Adapters.Channels;

/// <summary>Sends mails through a mail server, one connection per mail. Nothing is said before TLS, except to a server on this machine if so configured.</summary>
/// <param name="options">The server.</param>
/// <param name="from">The sender.</param>
/// <param name="time">The time that mails carry.</param>
public sealed class SmtpMail(SmtpOptions options, string from, TimeProvider time) : IMailTransport
{
    readonly SecureSocketOptions tls = options.Tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.OnConnect => SecureSocketOptions.SslOnConnect,
        _ when options.IsLoopback => SecureSocketOptions.None,
        _ => throw new ArgumentException($"Mails would cross the network to {options.Host} in the clear; TLS is left out only to a loopback address.", nameof(options)),
    };

    /// <inheritdoc/>
    public string Sender => from;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with the Message-ID; Deferred on 4xx replies, when the server cannot be reached, offers no TLS or lets us not in (somebody can mend that while the
    /// desk tries again); Refused on other 5xx replies. The reason is what the server said, without addresses.
    /// </returns>
    public async Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var message = MailMessages.Of(mail, from, time.GetUtcNow());
            return await SendAsync(message, limit.Token);
        }
        catch (FormatException exception)
        {
            return new Attempt.Refused(exception.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Deferred($"The mail server did not answer within {Words.Duration(options.Timeout)}.");
        }
        catch (SmtpCommandException exception)
        {
            return Answered(exception);
        }
        catch (AuthenticationException)
        {
            return new Attempt.Deferred("The mail server does not accept the user and password.");
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            return new Attempt.Deferred("No protected connection to the mail server: it offers no TLS, or its certificate is not trusted.");
        }
        catch (Exception exception) when (exception is SocketException or IOException or SmtpProtocolException or MailKit.ServiceNotConnectedException)
        {
            return new Attempt.Deferred($"The mail server cannot be reached, or broke off: {exception.GetType().Name}.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nobody can ask a mail server. A second copy has the same Message-ID, and a person told twice is better than a person not told.</remarks>
    public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is not known whether the mail left."));

    async Task<Attempt> SendAsync(MimeMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(options.Host, options.Port, tls, ct);
        if (options.User is { } user)
            await client.AuthenticateAsync(user, options.Password ?? "", ct);

        if (options.ReturnTo is { } returnTo)
            await client.SendAsync(message, MailboxAddress.Parse(returnTo), message.To.Mailboxes, ct);
        else
            await client.SendAsync(message, ct);
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The server has taken the mail; how it says goodbye changes nothing.
        }

        return new Attempt.Delivered(message.MessageId ?? "accepted");
    }

    static Attempt Answered(SmtpCommandException answer)
    {
        var (status, reason) = ((int)answer.StatusCode, $"The mail server answered {(int)answer.StatusCode}: {ServerWords.Of(answer.Message)}");
        return status is >= 400 and < 500 ? new Attempt.Deferred(reason) : new Attempt.Refused(reason) { OfAddress = IsOfAddress(answer) };
    }

    // RFC 5321 4.2.3 and RFC 3463: no such mailbox, or it takes no mail. X.7.X is the server's own policy: it says nothing about the mailbox.
    static bool IsOfAddress(SmtpCommandException answer) => answer.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)answer.StatusCode is 521 or 550 or 551 or 553 or 556
        && !answer.Message.Contains("5.7.", StringComparison.Ordinal);
}
