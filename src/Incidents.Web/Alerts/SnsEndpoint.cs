namespace Incidents.Web.Alerts;

/// <summary>What is asked of Amazon SNS. The addresses have been checked before.</summary>
interface ISnsEndpoint
{
    /// <summary>The certificate, as PEM.</summary>
    /// <exception cref="HttpRequestException">It cannot be had now.</exception>
    Task<string> CertificateAsync(Uri address, CancellationToken ct);

    /// <summary>Confirms a subscription.</summary>
    /// <exception cref="HttpRequestException">It is not confirmed.</exception>
    Task ConfirmAsync(Uri address, CancellationToken ct);
}

/// <summary>Asks over HTTPS, within ten seconds, and follows no redirect.</summary>
sealed class SnsEndpoint : ISnsEndpoint, IDisposable
{
    readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <inheritdoc/>
    public Task<string> CertificateAsync(Uri address, CancellationToken ct) => _client.GetStringAsync(address, ct);

    /// <inheritdoc/>
    public async Task ConfirmAsync(Uri address, CancellationToken ct)
    {
        using var answer = await _client.GetAsync(address, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
