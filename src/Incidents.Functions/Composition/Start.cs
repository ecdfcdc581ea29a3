using Azure.Core;
using Azure.Identity;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Incidents.Functions.Composition;

/// <summary>What the app starts with, read and checked before anything runs.</summary>
/// <param name="Settings">Where things are.</param>
/// <param name="Deployment">What the company runs.</param>
/// <param name="Keys">The installation's secrets.</param>
/// <param name="Identity">The app's identity on Azure.</param>
/// <param name="Storage">The account of log, inbox and files.</param>
/// <param name="Site">The account of the status page.</param>
sealed record Start(Settings Settings, Deployment Deployment, Keys Keys, TokenCredential Identity, StorageAccount Storage, StorageAccount Site)
{
    /// <summary>Reads everything; all problems of the configuration are told at once.</summary>
    /// <exception cref="StartException">Something is missing or wrong.</exception>
    public static async Task<Start> ReadAsync(IConfiguration values)
    {
        var settings = new Settings(values);
        var company = Company(settings);
        var identity = new DefaultAzureCredential();
        var storage = settings.Account(Settings.Storage) ?? settings.Account(Settings.Runtime)
            ?? throw new StartException($"No storage account is set. Set {Settings.Storage}__accountName, or {Settings.Storage} to a connection string.");
        var site = settings.Account(Settings.Site) ?? storage;
        var basis = Settings.Address("INCIDENTS_BASE_ADDRESS", settings.BaseAddress ?? company.BaseAddress);
        var status = settings.SiteAddress ?? site.Blobs(identity).GetBlobContainerClient(settings.Names.Site).Uri.AbsoluteUri;
        var deployment = new Deployment(company, basis, Settings.Address("INCIDENTS_SITE_ADDRESS", $"{status.TrimEnd('/')}/"), Drill: false);
        return new Start(settings, deployment, await Secrets.ReadAsync(settings, storage.Blobs(identity).GetBlobContainerClient(settings.Names.Files)), identity, storage, site);
    }

    static ResponseConfiguration Company(Settings settings)
    {
        var loaded = ResponseConfiguration.Load(settings.ResponseFile is { } file ? Path.GetFullPath(file, AppContext.BaseDirectory) : null);
        // Whatever the file says, this is where the app is reached; and since the Functions host hands every request over from a loopback address, "none" must not pass for this machine.
        var company = loaded.Configuration is { } read && settings.BaseAddress is { } basis ? read with { BaseAddress = basis } : loaded.Configuration;
        var problems = company is null ? loaded.Problems : ConfigurationCheck.Of(company);
        return problems is [] ? company! : throw new StartException($"The configuration has problems.{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
    }
}
