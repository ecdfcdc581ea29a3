using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Incidents.Web.Alerts;

/// <summary>
/// What Entra tenants publish about themselves, their keys above all: fetched when first needed, kept for twelve hours, and fetched again for a key that is not among them. Keys
/// that are known go on being taken while the tenant cannot be asked.
/// </summary>
sealed partial class EntraKeys(TimeProvider time, ILogger<EntraKeys> logger) : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromHours(12);

    // Whoever makes up names of keys causes one request in this time. Entra publishes a key long before it signs with it.
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<Uri, Tenant> _tenants = new();
    readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 512 * 1024,
    };

    /// <summary>What the tenant published; null when the key may be one of its own, but that cannot be found out now.</summary>
    /// <param name="metadata">Where.</param>
    /// <param name="key">The name of the key that is looked for.</param>
    /// <param name="ct">Ends the wait; what is being fetched is fetched all the same, for whoever comes next.</param>
    public async ValueTask<OpenIdConnectConfiguration?> OfAsync(Uri metadata, string key, CancellationToken ct)
    {
        var tenant = _tenants.GetOrAdd(metadata, _ => new Tenant());
        if (IsFresh(tenant.Published, key))
        {
            return tenant.Published!.Document;
        }

        await tenant.Gate.WaitAsync(ct);
        try
        {
            if (!IsFresh(tenant.Published, key) && !(time.GetUtcNow() - tenant.Tried < Pause))
            {
                await FetchAsync(tenant, metadata);
            }

            // After a fetch that failed, only what is known is certain; what is not may be new.
            return tenant.Published is { } known && (!tenant.IsFailing || known.Has(key)) ? known.Document : null;
        }
        finally
        {
            tenant.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        foreach (var tenant in _tenants.Values)
        {
            tenant.Gate.Dispose();
        }
    }

    bool IsFresh(Published? published, string key) => published is not null && time.GetUtcNow() - published.At < Life && published.Has(key);

    async Task FetchAsync(Tenant tenant, Uri metadata)
    {
        tenant.Tried = time.GetUtcNow();
        try
        {
            var documents = new HttpDocumentRetriever(_client) { RequireHttps = !metadata.IsLoopback };
            tenant.Published = new Published(await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, documents, CancellationToken.None), time.GetUtcNow());
            tenant.IsFailing = false;
        }
        catch (Exception exception)
        {
            // Whatever it is, a page in between that is no JSON included: the sender is not to blame.
            tenant.IsFailing = true;
            LogFailed(logger, exception, metadata);
        }
    }

    [LoggerMessage(EventId = 4110, Level = LogLevel.Error, Message = "The keys at {Metadata} cannot be fetched; who signs with a key that is not known yet is asked to try again.")]
    static partial void LogFailed(ILogger logger, Exception exception, Uri metadata);

    sealed class Tenant
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public Published? Published { get; set; }

        public DateTimeOffset? Tried { get; set; }

        public bool IsFailing { get; set; }
    }

    sealed record Published(OpenIdConnectConfiguration Document, DateTimeOffset At)
    {
        public bool Has(string key) => Document.SigningKeys.Any(known => known.KeyId == key);
    }
}
