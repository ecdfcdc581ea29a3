using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Incidents.Desk;

namespace Incidents.Adapters.Senders;

/// <summary>Where an Alertmanager is and how it is asked.</summary>
/// <param name="Address">Its base address, with its path prefix if it has one.</param>
/// <param name="Receiver">The receiver whose alerts are asked for: the one whose webhook leads here.</param>
/// <param name="User">For basic authentication; null: <paramref name="Secret"/> is a bearer token.</param>
/// <param name="Secret">Password or token; null: none is shown.</param>
public sealed record AlertmanagerAddress(Uri Address, string Receiver, string? User, string? Secret);

/// <summary>
/// Asks Alertmanager's API (version 2) which alerts of a receiver are active: neither silenced nor inhibited. One attempt of fifteen seconds and 32 MiB; follows no redirect.
/// </summary>
/// <param name="addresses">By the source's name.</param>
/// <param name="handler">What sends; null for the usual one.</param>
public sealed class AlertmanagerApi(IReadOnlyDictionary<string, AlertmanagerAddress> addresses, HttpMessageHandler? handler = null) : IShownAlerts, IDisposable
{
    const int MostBytes = 32 * 1024 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    readonly HttpClient _http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <inheritdoc/>
    public async Task<Shown> AskAsync(string source, CancellationToken ct)
    {
        var address = addresses[source];
        try
        {
            using var request = Request(address);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            return answer.StatusCode != System.Net.HttpStatusCode.OK ? Failed($"{Where(address)} answered {(int)answer.StatusCode}.")
                : answer.Content.Headers.ContentType?.MediaType != "application/json" ? Failed($"{Where(address)} answered with something else than JSON; is it an Alertmanager's base address?")
                : new Shown(await answer.Content.ReadAsByteArrayAsync(ct), null);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Failed($"{Where(address)} shows more than {MostBytes / 1024 / 1024} MiB of alerts.");
        }
        catch (HttpRequestException exception)
        {
            return Failed($"{Where(address)} cannot be reached: {exception.HttpRequestError}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed($"{Where(address)} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    static HttpRequestMessage Request(AlertmanagerAddress address)
    {
        // The name goes into a regular expression that Alertmanager anchors itself.
        var query = $"active=true&silenced=false&inhibited=false&unprocessed=false&receiver={Uri.EscapeDataString(Regex.Escape(address.Receiver))}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{address.Address.AbsoluteUri.TrimEnd('/')}/api/v2/alerts?{query}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (address.Secret is { } secret)
        {
            request.Headers.Authorization = address.User is { } user ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")))
                : new AuthenticationHeaderValue("Bearer", secret);
        }

        return request;
    }

    static string Where(AlertmanagerAddress address) => address.Address.GetLeftPart(UriPartial.Authority);

    static Shown Failed(string problem) => new(null, problem);
}
