using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Composition;

/// <summary>The ways to reach people, company and public that both hosts share. A rehearsal reaches nobody outside: its mails and posts are files of its own.</summary>
static class Channels
{
    /// <summary>Where mails leave the house when the configuration names a server; null when it names none, or in a rehearsal.</summary>
    public static IMailTransport? Smtp(Deployment deployment, IServiceProvider services) =>
        Server(deployment, deployment.Configuration.Channels.Mail.From, services) is { } server ? services.Behind(ProviderTable.Smtp, server) : null;

    /// <summary>The mail server without a gate before it, for whoever has a gate of their own; null as above.</summary>
    public static SmtpMail? Server(Deployment deployment, string from, IServiceProvider services) => deployment is { Drill: false, Configuration.Channels.Mail.Smtp: { } smtp }
        ? new SmtpMail(new SmtpOptions { Host = smtp.Host, Port = smtp.Port, Tls = smtp.Tls, User = smtp.User, Password = smtp.Password?.Reveal(), ReturnTo = deployment.Configuration.Channels.Mail.Bounces?.Address }, from, services.GetRequiredService<TimeProvider>())
        : null;

    /// <summary>Registers every channel but those that the host carries itself.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, Deployment deployment, Keys keys, IReadOnlyCollection<string> carried)
    {
        var configuration = deployment.Configuration;
        services.AddSingleton<IChannel>(s => new NotedContact(new MailChannel(s.GetRequiredService<IMailComposer>(), s.GetRequiredService<IMailTransport>(), person => Recipient(configuration, person)),
                ContactTroubles.Mail, s.GetRequiredService<ContactTroubles>()))
            .AddSingleton<IChannel>(s => new StatusPageChannel(s.GetRequiredService<StatusPublisher>().PublishAsync))
            .AddSingleton<IChannel>(s => new ContactsChannel(s.GetRequiredService<ContactStore>(), s.GetRequiredService<IMailTransport>()));
        services.AddCallAndCalendar(deployment, keys);
        services.AddPosts(deployment, carried);
        if (deployment.Drill)
        {
            services.AddSingleton<IChannel, SilentPush>();
        }
        else
        {
            services.AddSingleton<OpenCalls>().AddSingleton<IChannel>(s => Calling.Push(deployment, s));
            services.AddSingleton(s => new CallEnder(s.GetRequiredService<OpenCalls>(), s.GetRequiredService<IncidentDesk>(), Calling.WaysOf(deployment, s), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CallEnder>>()));
        }

        return services;
    }

    /// <summary>Where a person's mails go; null when nobody has this id.</summary>
    public static MailRecipient? Recipient(ResponseConfiguration configuration, string person) =>
        configuration.Find(person) is { } found ? new MailRecipient(found.Name, found.Mail) : null;

    /// <summary>Posts go out on X where that is configured, and are files elsewhere and in a rehearsal.</summary>
    public static void AddPosts(this IServiceCollection services, Deployment deployment, IReadOnlyCollection<string> carried)
    {
        var posts = deployment.Configuration.Channels.Posts;
        var x = deployment.Drill ? null : posts.X;
        foreach (var name in ChatCheck.Internal(deployment.Configuration.Channels).Concat(posts.Public).Except(carried, StringComparer.Ordinal))
        {
            services.AddSingleton(s => !deployment.Drill && Chats.Of(deployment, name, s) is { } chat ? chat
                : x is not null && name == x.Channel ? s.Behind(ProviderTable.X, new XPosts(new XOptions(name, Told(x.ConsumerKey), Told(x.ConsumerSecret), Told(x.AccessToken), Told(x.AccessTokenSecret)), deployment.PublicPageOf, s.GetRequiredService<TimeProvider>()))
                : new FilePosts(name, s.GetRequiredService<IFileStore>()));
        }
    }

    // The configuration was checked at the start: each is set.
    static string Told(Secret secret) => secret.Reveal() ?? throw new InvalidOperationException($"{secret.Written} is not set.");

    /// <summary>A rehearsal wakes nobody.</summary>
    sealed class SilentPush : IChannel
    {
        public string Name => "push";

        public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Delivered("A rehearsal wakes nobody."));

        public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => AttemptAsync(delivery, ct);
    }
}
