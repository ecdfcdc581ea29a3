using Azure.Core;
using Azure.Identity;
using Incidents.Adapters.Channels.Returns;
using Incidents.Desk;
using Incidents.Desk.Returns;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>Mails that come back, and which contacts refused last. A rehearsal sends no mail, so none comes back.</summary>
static class Returns
{
    // learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth: the scope of an app that reads by IMAP.
    static readonly TokenRequestContext ExchangeOnline = new(["https://outlook.office365.com/.default"]);

    public static IServiceCollection AddReturns(this IServiceCollection services, Deployment deployment)
    {
        services.AddSingleton<ContactTroubles>().AddSingleton<IMailNames, MailNames>().AddSingleton<ReturnDesk>().AddSingleton<SubscriberReturns>().AddSingleton<ReturnRounds>();
        return deployment is { Drill: false, Configuration.Channels.Mail.Bounces: { } section }
            ? services.AddSingleton<IReturnedMails>(s => new ImapReturns(Options(section), s.GetRequiredService<TimeProvider>()))
            : services;
    }

    static ImapOptions Options(BouncesSection section) => new()
    {
        Host = section.Host,
        Port = section.Port,
        Tls = section.Tls,
        User = section.User,
        Folder = section.Folder,
        IsToken = section.Tenant is not null,
        Proof = section is { Tenant: { } tenant, ClientId: { } client, ClientSecret: { } secret } ? Token(new ClientSecretCredential(tenant, client, secret.Reveal())) : _ => ValueTask.FromResult(section.Password?.Reveal() ?? ""),
    };

    // The credential keeps the token while it is good.
    static Func<CancellationToken, ValueTask<string>> Token(ClientSecretCredential credential) => async ct =>
    {
        try
        {
            return (await credential.GetTokenAsync(ExchangeOnline, ct)).Token;
        }
        catch (AuthenticationFailedException exception)
        {
            throw new IOException("The directory does not let the app of channels.mail.bounces in.", exception);
        }
    };
}
