using System.CommandLine;
using System.Globalization;
using System.Text;
using Incidents.Alerts;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>send FILE --to SOURCE</c>: posts a file to a running host as a source would, and shows the answer.</summary>
static class SendCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The payload, such as samples/alerts/alertmanager-firing.json." }.AcceptExistingOnly();
        var to = new Option<string>("--to") { Description = "The source's name in the configuration.", Required = true };
        var host = Shared.Address("--host", "Where the host listens. Default: the configuration's listenAddress.");
        var config = Shared.Config();
        var secret = new Option<string?>("--secret") { Description = "The source's secret. Default: the value of the environment variable that the configuration names, when it is set here too." };
        var auth = new Option<SourceProof?>("--auth") { Description = "How the source proves itself. Default: as configured; else a signing secret (whsec_...) signs by Standard Webhooks and anything else goes as a bearer token." };
        var user = new Option<string?>("--user") { Description = "The user's name for basic. Default: as configured." };
        var signature = new Option<string?>("--signature-header") { Description = "The header of an HMAC. Default: as configured." };
        var timestamp = new Option<string?>("--timestamp-header") { Description = "The header of an HMAC's time. Default: as configured." };
        var contentType = new Option<string>("--content-type") { Description = "What the file is, such as application/cloudevents+json.", DefaultValueFactory = _ => "application/json" };
        var header = new Option<string[]>("--header") { Description = "A further header, such as \"ce-id: 1\" of a binary CloudEvent; may be given several times." };
        secret.Validators.Add(result =>
        {
            var given = result.GetValueOrDefault<string?>();
            if (given?.StartsWith(SentAs.SigningPrefix, StringComparison.Ordinal) == true && !Convert.TryFromBase64String(given[SentAs.SigningPrefix.Length..], new byte[given.Length], out _))
            {
                result.AddError($"What follows {SentAs.SigningPrefix} in a signing secret is Base64; this is not. Was it copied whole?");
            }
        });
        header.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Split(':', 2) is not [{ Length: > 0 }, _]))
            {
                result.AddError("Write a header as \"NAME: VALUE\".");
            }
        });
        contentType.Validators.Add(result =>
        {
            if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : "application/json", out _))
            {
                result.AddError("--content-type is no media type. Write one such as application/json.");
            }
        });
        var command = new Command("send", "Posts a file to a running host as a source would, and shows the answer.") { file, to, host, config, secret, auth, user, signature, timestamp, contentType, header };
        command.SetAction((parsed, cancellationToken) =>
        {
            // A configuration with problems says nothing here; then the options say everything.
            var path = Shared.PathOf(parsed.GetValue(config));
            var entry = ResponseConfiguration.Load(path, Shared.NoSecrets).Configuration?.Sources.FirstOrDefault(source => source.Name == parsed.GetValue(to));
            if (parsed.GetValue(secret) is null && entry is { Secret.Current: { Variable: { } variable } current } && current.Reveal() is null)
            {
                return SecretMissingAsync(variable, parsed.InvocationConfiguration.Error);
            }

            var proof = parsed.GetValue(secret) ?? entry?.Secret?.Current.Reveal();
            var sent = new SentAs(parsed.GetValue(to)!, entry?.Type.Name,
                parsed.GetValue(auth) ?? entry?.Auth ?? (proof?.StartsWith(SentAs.SigningPrefix, StringComparison.Ordinal) == true ? SourceProof.Whsec : SourceProof.Bearer), proof,
                parsed.GetValue(user) ?? entry?.User, parsed.GetValue(signature) ?? entry?.Header, parsed.GetValue(timestamp) ?? entry?.TimestampHeader);
            return SendAsync(parsed.GetValue(file)!, sent, Shared.HostOf(parsed.GetValue(host), path), parsed.GetValue(contentType)!, parsed.GetValue(header) ?? [],
                parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return command;
    }

    static async Task<int> SecretMissingAsync(string variable, TextWriter errors)
    {
        await errors.WriteLineAsync($"The environment variable {variable} is not set here. Set it to the source's secret, or give the secret with --secret.");
        return 1;
    }

    static async Task<int> SendAsync(FileInfo file, SentAs sent, Uri host, string contentType, string[] headers, TextWriter output, CancellationToken cancellationToken)
    {
        if (sent.Auth == SourceProof.Sns)
        {
            await output.WriteLineAsync("Only Amazon can sign for this source. Publish the file to its topic: aws sns publish --topic-arn ARN --message file://FILE");
            return 1;
        }

        var now = TimeProvider.System.GetUtcNow();
        var body = Encoding.UTF8.GetBytes(Filled(await File.ReadAllTextAsync(file.FullName, cancellationToken), now));
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var request = sent.Request(host, body, contentType, now);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Split(':', 2)[0].Trim(), header.Split(':', 2)[1].Trim());
        }

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

    static string Filled(string text, DateTimeOffset now)
    {
        foreach (var field in new[] { "{{now}}", "{{started}}" })
        {
            text = text.Replace(field, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text.Replace("{{nowSeconds}}", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{nowMilliseconds}}", now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
