using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Host.Commands;

/// <summary><c>send FILE --to SOURCE</c>: posts a file to a running host as a source would, and shows the answer.</summary>
static class SendCommand
{
    const string UsualHost = "http://127.0.0.1:7071";
    const string SigningPrefix = "whsec_";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The payload, such as samples/alerts/alertmanager-firing.json." }.AcceptExistingOnly();
        var to = new Option<string>("--to") { Description = "The source's name in the configuration.", Required = true };
        var host = Shared.Address("--host", $"Where the host listens. Default: {UsualHost}.");
        var secret = new Option<string?>("--secret") { Description = "The source's secret: a signing secret (whsec_...) signs by Standard Webhooks, anything else goes as a bearer token." };
        secret.Validators.Add(result =>
        {
            var given = result.GetValueOrDefault<string?>();
            if (given?.StartsWith(SigningPrefix, StringComparison.Ordinal) == true && !Convert.TryFromBase64String(given[SigningPrefix.Length..], new byte[given.Length], out _))
            {
                result.AddError($"What follows {SigningPrefix} in a signing secret is Base64; this is not. Was it copied whole?");
            }
        });
        var command = new Command("send", "Posts a file to a running host as a source would, and shows the answer.") { file, to, host, secret };
        command.SetAction((parsed, cancellationToken) => SendAsync(parsed.GetValue(file)!, parsed.GetValue(to)!, parsed.GetValue(host) ?? new Uri(UsualHost), parsed.GetValue(secret),
            parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    static async Task<int> SendAsync(FileInfo file, string source, Uri host, string? secret, TextWriter output, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = await File.ReadAllTextAsync(file.FullName, cancellationToken);
        foreach (var field in new[] { "{{now}}", "{{started}}" })
        {
            text = text.Replace(field, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        text = text.Replace("{{nowSeconds}}", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{nowMilliseconds}}", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(text);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, $"api/alerts/{Uri.EscapeDataString(source)}")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Authorize(request, body, secret, now);
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            await output.WriteLineAsync($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (said.Length > 0)
            {
                await output.WriteLineAsync(said);
            }

            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (HttpRequestException exception)
        {
            await output.WriteLineAsync($"Nothing answers at {host}: {exception.Message} Is \"serve\" running?");
            return 1;
        }
    }

    static void Authorize(HttpRequestMessage request, byte[] body, string? secret, DateTimeOffset now)
    {
        if (secret is null)
        {
            return;
        }

        if (!secret.StartsWith(SigningPrefix, StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return;
        }

        // Standard Webhooks: the signature covers id, time and body.
        var id = $"msg_{Guid.NewGuid():N}";
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = HMACSHA256.HashData(Convert.FromBase64String(secret[SigningPrefix.Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body]);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signed)}");
    }
}
