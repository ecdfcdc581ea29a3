namespace Incidents.Adapters.Channels.Providers;

/// <summary>The HTTP client that providers are asked with.</summary>
public static class ProviderClient
{
    /// <summary>Longer answers fail; no provider needs more.</summary>
    const int MostBytes = 4 * 1024 * 1024;

    /// <summary>A new one: it follows no redirects, which would carry tokens elsewhere, and leaves time-outs to the gate.</summary>
    public static HttpClient New() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = MostBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
