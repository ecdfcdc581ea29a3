using Incidents.Adapters.Channels;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Configuration;
using Incidents.Host.Site;

namespace Incidents.Host.Composition;

/// <summary>The ways to reach people, company and public. A rehearsal reaches nobody outside: its mails and posts are files in its own folder.</summary>
static class Channels
{
    /// <summary>Where mails leave the house.</summary>
    public static IMailTransport Mail(HostPlan plan, TimeProvider time)
    {
        var mail = plan.Configuration.Channels.Mail;
        return mail.Smtp is { } smtp && !plan.Drill
            ? new SmtpMail(new SmtpOptions { Host = smtp.Host, Port = smtp.Port, Tls = smtp.Tls, User = smtp.User, Password = smtp.Password?.Reveal() }, mail.From, time)
            : new EmlMail(plan.Mail, mail.From, time);
    }

    /// <summary>Every channel.</summary>
    public static IReadOnlyList<IChannel> All(HostPlan plan, DataFolder folder, IMailComposer composer, IMailTransport mail, ContactStore contacts, StatusPublisher page, Approvals approvals,
        TimeProvider time)
    {
        var posts = plan.Configuration.Channels.Posts;
        List<IChannel> channels =
        [
            new MailChannel(composer, mail, person => Recipient(plan.Configuration, person)),
            new CallLink(new Uri(plan.Configuration.Channels.Call.Address), folder.Secret("call")),
            new StatusPageChannel(page.PublishAsync),
            new ContactsChannel(contacts, mail),
            .. posts.Internal.Concat(posts.Public).Distinct(StringComparer.Ordinal).Select(name => new FilePosts(name, folder.File("posts"))),
        ];
        if (Push(plan, approvals, time) is { } push)
        {
            channels.Add(push);
        }

        return channels;
    }

    /// <summary>Where a person's mails go; null when nobody has this id.</summary>
    public static MailRecipient? Recipient(ResponseConfiguration configuration, string person) =>
        configuration.Find(person) is { } found ? new MailRecipient(found.Name, found.Mail) : null;

    static IChannel? Push(HostPlan plan, Approvals approvals, TimeProvider time)
    {
        if (plan.Drill)
        {
            return new SilentPush();
        }

        if (plan.Configuration.Channels.Push is not { } push)
        {
            return null;
        }

        // A redirect would carry the token elsewhere.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        return new NtfyPush(client, new NtfyOptions(new Uri(push.Address), push.Token?.Reveal()), person => plan.Configuration.Find(person)?.Push,
            (delivery, effect) => effect.RequestId is { } request
                ? $"{plan.Base.AbsoluteUri.TrimEnd('/')}/a/{approvals.Token(delivery.IncidentId, request, effect.Person)}"
                : $"{plan.ConsoleAddress}/{delivery.IncidentId}", time);
    }

    /// <summary>A rehearsal wakes nobody.</summary>
    sealed class SilentPush : IChannel
    {
        public string Name => "push";

        public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Delivered("A rehearsal wakes nobody."));

        public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => AttemptAsync(delivery, ct);
    }
}
