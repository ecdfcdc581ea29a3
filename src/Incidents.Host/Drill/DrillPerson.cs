using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Incidents.Host.Drill;

/// <summary>A person with a browser of their own: follows links, fills forms in, keeps cookies.</summary>
/// <param name="address">Where the host listens.</param>
/// <param name="id">Who, for messages and for signing in.</param>
public sealed partial class DrillPerson(Uri address, string id) : IDisposable
{
    /// <summary>Words of the subject of a mail with a link to sign in with.</summary>
    public const string SignInSubject = "sign in";

    readonly HttpClient _browser = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Opens the link of a mail, which changes nothing, and posts the decision with the code of the mail.</summary>
    public async Task DecideAsync(Letter letter, string choice, string? note, CancellationToken cancellationToken)
    {
        var link = letter.Link ?? throw new DrillException($"The mail \"{letter.Subject}\" has no link.");
        await PostFormAsync(link, new(StringComparer.Ordinal) { ["choice"] = choice, ["note"] = note ?? "", ["code"] = letter.Code ?? "" }, $"{choice} to \"{letter.Subject}\"", cancellationToken);
    }

    /// <summary>Asks for a mail with a link to sign in with.</summary>
    public Task AskForLinkAsync(CancellationToken cancellationToken) =>
        PostFormAsync(new Uri(address, "sign-in"), new(StringComparer.Ordinal) { ["person"] = id }, "the wish to sign in", cancellationToken);

    /// <summary>Signs in with the link of a mail.</summary>
    public Task SignInAsync(Letter letter, CancellationToken cancellationToken) =>
        PostFormAsync(letter.Link ?? throw new DrillException($"The mail \"{letter.Subject}\" has no link."), [], "the link to sign in with", cancellationToken);

    /// <summary>Tells the plan something about the newest incident.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="body">Its members.</param>
    /// <param name="key">The idempotency key; the same for every attempt.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task SignalAsync(string name, JsonObject body, string key, CancellationToken cancellationToken)
    {
        var listed = await _browser.GetFromJsonAsync<JsonNode>(new Uri("api/incidents", UriKind.Relative), cancellationToken);
        var incidents = listed as JsonArray ?? listed?["incidents"] as JsonArray;
        var incident = incidents is { Count: > 0 } ? incidents[0]?["id"]?.GetValue<string>() : null;
        if (incident is null)
        {
            throw new DrillException($"{id} sees no incident.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"api/incidents/{incident}/signals/{name}", UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await _browser.SendAsync(request, cancellationToken);
        await CheckAsync(answer, $"{name} by {id}", cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _browser.Dispose();

    async Task PostFormAsync(Uri link, Dictionary<string, string> fields, string what, CancellationToken cancellationToken)
    {
        using var page = await _browser.GetAsync(link, cancellationToken);
        await CheckAsync(page, what, cancellationToken);
        foreach (var input in Hidden().Matches(await page.Content.ReadAsStringAsync(cancellationToken)).Select(match => match.Value))
        {
            if (Name().Match(input) is { Success: true } name)
            {
                fields.TryAdd(WebUtility.HtmlDecode(name.Groups["v"].Value), WebUtility.HtmlDecode(Value().Match(input).Groups["v"].Value));
            }
        }

        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _browser.PostAsync(link, form, cancellationToken);
        await CheckAsync(answer, what, cancellationToken);
    }

    static async Task CheckAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var body = Tag().Replace(await answer.Content.ReadAsStringAsync(cancellationToken), " ");
            throw new DrillException($"The host answered {(int)answer.StatusCode} to {what}: {Spaces().Replace(WebUtility.HtmlDecode(body), " ").Trim()}");
        }
    }

    [GeneratedRegex(@"<input\b[^>]*\btype=""hidden""[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\bname=""(?<v>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bvalue=""(?<v>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"<style.*?</style>|<[^>]*>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
