using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Communication.Email;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Invitations;
using Incidents.Desk;

namespace Incidents.Functions.Channels;

/// <summary>
/// Sends mail through Azure Communication Services. The operation's id is made from the mail's, so that after an unknown outcome the operation can be asked for before anything is
/// sent again.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="sender">The address that mails come from.</param>
/// <param name="time">Paces the polling.</param>
sealed class AcsMail(EmailClient client, string sender, TimeProvider time) : IMailTransport
{
    // Taking a mail over lasts a second or two; the service asks for no more than a poll a second.
    static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    /// <summary>How the service's client is to be made: one attempt is one request. Waiting and trying again are the desk's, on the record.</summary>
    public static EmailClientOptions Options() => new() { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(10) } };

    /// <inheritdoc/>
    public string Sender => sender;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered once the service has handed the mail over; Deferred when it took nothing, and another attempt can help; Refused otherwise. An attempt that is cut short has an
    /// unknown outcome, which the desk reconciles.
    /// </returns>
    public async Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            return await FollowAsync(await client.SendAsync(WaitUntil.Started, Message(mail), OperationOf(mail), ct), notTaken: null, ct);
        }
        catch (RequestFailedException exception) when (MayHaveArrived(exception))
        {
            return await FollowAsync(new EmailSendOperation(OperationOf(mail).ToString(), client), Answer(exception), ct);
        }
        catch (RequestFailedException exception)
        {
            return Answer(exception);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return await FollowAsync(new EmailSendOperation(OperationOf(mail).ToString(), client), new Attempt.Deferred("The mail service did not answer in time."), ct);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The service still works on it, so nobody can tell yet.</exception>
    public async Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct)
    {
        var operation = new EmailSendOperation(OperationOf(mail).ToString(), client);
        try
        {
            await operation.UpdateStatusAsync(ct);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return new Attempt.Deferred("The service never took it.");
        }
        catch (RequestFailedException) when (operation.HasCompleted)
        {
            return new Attempt.Deferred("The service took it and could not send it.");
        }

        return operation.HasCompleted ? new Attempt.Delivered(operation.Id) : throw new InvalidOperationException("The service still works on this mail.");
    }

    async Task<Attempt> FollowAsync(EmailSendOperation operation, Attempt? notTaken, CancellationToken ct)
    {
        using var pace = new PeriodicTimer(PollEvery, time);
        while (!operation.HasCompleted)
        {
            await pace.WaitForNextTickAsync(ct);
            try
            {
                await operation.UpdateStatusAsync(ct);
            }
            catch (RequestFailedException exception) when (operation.HasCompleted)
            {
                return new Attempt.Refused($"The mail service took it and could not send it ({exception.ErrorCode ?? "no reason given"}).");
            }
            catch (RequestFailedException exception) when (exception.Status == 404 && notTaken is not null)
            {
                return notTaken;
            }
            catch (Exception exception) when (exception is RequestFailedException || !ct.IsCancellationRequested)
            {
                // A question without an answer says nothing about the mail: it is asked again until the attempt is cut short.
            }
        }

        return new Attempt.Delivered(operation.Id);
    }

    /// <summary>The operation's id: the same for every attempt of one mail.</summary>
    internal static Guid OperationOf(OutgoingMail mail)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"incident-functions mail\n{mail.Id}"));
        // Version 8: made from a hash of our own choice (RFC 9562).
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    EmailMessage Message(OutgoingMail mail)
    {
        var content = new EmailContent(MailMessages.OneLine(mail.Subject)) { PlainText = SafeText.Lines(mail.Text), Html = mail.Html is { } html ? SafeText.Lines(html) : null };
        var message = new EmailMessage(sender, new EmailRecipients([new EmailAddress(mail.ToAddress, MailMessages.OneLine(mail.ToName))]), content)
        {
            // Or the service would rewrite the approval links.
            UserEngagementTrackingDisabled = true,
        };
        // Message-ID and thread, as over SMTP; an id that the service does not like it replaces (learn.microsoft.com, "Adding Reserved Custom headers").
        foreach (var (name, value) in MailMessages.Identity(mail, sender))
        {
            message.Headers.Add(name, value);
        }

        // The service knows no alternatives but text and HTML. Calendar programs take the attachment by its content type.
        if (mail.Calendar is { } calendar)
        {
            message.Attachments.Add(new EmailAttachment(CalendarPart.FileName, calendar.ContentType, BinaryData.FromString(calendar.Text)));
        }

        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (mail.List is { } list)
        {
            message.Headers.Add("List-Id", $"<{list}>");
        }

        return message;
    }

    // A failing service, or a connection that broke after it stood, may have taken the mail all the same.
    static bool MayHaveArrived(RequestFailedException exception) => exception.Status is 408 or >= 500
        || (exception.Status == 0 && exception.InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError });

    static Attempt Answer(RequestFailedException exception) => exception.Status switch
    {
        0 => new Attempt.Deferred("The mail service cannot be reached."),
        408 or 429 or >= 500 => new Attempt.Deferred($"The mail service answered {exception.Status}.", RetryAfter(exception)),
        401 or 403 => new Attempt.Deferred($"The mail service does not let this app in ({exception.Status}). Give its identity the role that docs/azure.md names."),
        _ => new Attempt.Refused($"The mail service refused it ({exception.Status} {exception.ErrorCode})."),
    };

    static TimeSpan? RetryAfter(RequestFailedException exception) =>
        exception.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) == true && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
