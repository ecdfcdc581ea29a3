using Incidents.Adapters.Channels;
using Incidents.Desk;

namespace Incidents.Hosting.Tests.Staff;

/// <summary>A mail server that keeps what it was given, and may be down.</summary>
sealed class SentMails : IMailTransport
{
    /// <summary>In the order in which they were taken.</summary>
    public List<OutgoingMail> All { get; } = [];

    /// <summary>True: it takes nothing now.</summary>
    public bool Down { get; set; }

    /// <summary>Whose mails wait; null: nobody's.</summary>
    public string? DownFor { get; set; }

    string IMailTransport.Sender => "incidents@contoso.example";

    Task<Attempt> IMailTransport.SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (Down || mail.Person == DownFor)
            return Task.FromResult<Attempt>(new Attempt.Deferred("It is down."));

        All.Add(mail);
        return Task.FromResult<Attempt>(new Attempt.Delivered("id"));
    }

    Task<Attempt> IMailTransport.ReconcileAsync(OutgoingMail mail, CancellationToken ct) => throw new NotSupportedException();
}
