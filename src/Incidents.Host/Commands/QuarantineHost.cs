using System.Net;
using System.Text.Json;
using Incidents.Desk;
using Incidents.Web.Api;

namespace Incidents.Host.Commands;

/// <summary>The host did not do it; the message says why.</summary>
sealed class QuarantineException(string message) : Exception(message);

/// <summary>The quarantine of a running host, by its API.</summary>
sealed class QuarantineHost : IDisposable
{
    readonly HttpClient _http;
    readonly CancellationToken _ct;

    /// <summary>Speaks to a host with somebody's credentials.</summary>
    public QuarantineHost(Uri address, string header, string value, CancellationToken ct)
    {
        _ct = ct;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/"), Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
    }

    /// <summary>The newest 100.</summary>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync() => await ReadAsync<List<QuarantineEntry>>(await _http.GetAsync("api/quarantine", _ct));

    /// <summary>The one whose id begins so; null when none or several do, which is said.</summary>
    public async Task<QuarantineEntry?> FindAsync(string input, TextWriter output)
    {
        var found = (await ListAsync()).Where(entry => entry.Input.StartsWith(input, StringComparison.Ordinal)).ToList();
        if (found.FirstOrDefault(entry => entry.Input == input) is { } exact)
        {
            return exact;
        }

        if (found.Count != 1)
        {
            await output.WriteLineAsync(found.Count == 0 ? $"No input in quarantine is called \"{input}\"." : $"{found.Count} inputs begin with \"{input}\". Write more of the id.");
        }

        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Tries it again or discards it; null when it is not there any more, which is said.</summary>
    public async Task<QuarantineAnswer?> DoAsync(string what, QuarantineOrder order, TextWriter output)
    {
        var answer = await _http.PostAsJsonAsync($"api/quarantine/{what}", order, LogJson.Options, _ct);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            return await ReadAsync<QuarantineAnswer>(answer);
        }

        answer.Dispose();
        await output.WriteLineAsync("It is not in quarantine any more: somebody was quicker.");
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        using (answer)
        {
            var said = await answer.Content.ReadAsStringAsync(_ct);
            try
            {
                return answer.IsSuccessStatusCode ? LogJson.Read<T>(said) : throw new QuarantineException(answer.StatusCode == HttpStatusCode.Unauthorized
                    ? "The host does not know this person, or the data folder is not the host's." : $"The host answered {(int)answer.StatusCode}. {Detail(said)}");
            }
            catch (JsonException)
            {
                throw new QuarantineException("What answers there is no host of this program. Write its address with --host.");
            }
        }
    }

    static string Detail(string said)
    {
        using var problem = JsonDocument.Parse(said);
        return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? "" : "";
    }
}
