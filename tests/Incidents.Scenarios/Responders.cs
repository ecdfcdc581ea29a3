using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Incidents.Scenarios;

/// <summary>People and monitoring around one service: they know the host's address, their mails and their keys, and nothing else of it.</summary>
/// <param name="host">The host.</param>
/// <param name="service">The service; an incident of its own, since no other scenario uses the name.</param>
sealed class Responders(IHostUnderTest host, string service) : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(40) };
    readonly DateTimeOffset _began = DateTimeOffset.UtcNow;
    string? _incident;

    /// <summary>Their service.</summary>
    public string Service => service;

    /// <summary>The host that they meet.</summary>
    public IHostUnderTest Host => host;

    /// <summary>Their mails.</summary>
    public IEnumerable<Letter> Mails => host.Mail.All.Where(Mine);

    /// <summary>A service that no other run uses.</summary>
    public static string NewService(string name) => $"{name}-{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>An alert, sent until it is answered with 202.</summary>
    public Task AlertAsync(string key = "down", bool firing = true, int? users = null, string severity = "major") =>
        Persistence.UntilAsync(async ct => await PostAlertAsync(key, firing, users, severity, ct) == HttpStatusCode.Accepted ? this : null, $"alert {key}");

    /// <summary>An alert, sent once.</summary>
    public async Task<HttpStatusCode> PostAlertAsync(string key, bool firing, int? users, string severity, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/alerts/scenario") { Content = JsonContent.Create(AlertBody(key, firing, users, severity)) };
        request.Headers.Add("X-Api-Key", host.Key.Source);
        using var answer = await _http.SendAsync(request, ct);
        return answer.StatusCode;
    }

    /// <summary>The body of an alert.</summary>
    public JsonObject AlertBody(string key, bool firing, int? users, string severity)
    {
        var alert = new JsonObject { ["key"] = $"{service}-{key}", ["status"] = firing ? "firing" : "resolved", ["service"] = service, ["summary"] = $"{service} answers 5xx", ["startsAt"] = _began, ["severity"] = severity };
        if (users is { } number)
        {
            alert["affectedUsers"] = number;
        }

        return alert;
    }

    /// <summary>Waits for a mail, follows its link and decides. A mail whose question is void makes them wait for the next one.</summary>
    public Task<LinkPage> AnswerAsync(string words, string choice, string? note = null, string? person = null)
    {
        var letter = (Letter?)null;
        return Persistence.UntilAsync(async ct =>
        {
            letter = Take(words, person) ?? letter;
            if (letter?.Link is null || await LinkPage.OpenAsync(_http, letter.Link, ct) is not { IsFine: true } page)
            {
                return null;
            }

            var decided = page.Choices.Count == 0 ? page : await page.SendAsync(_http, choice, note, letter.Code, ct);
            return decided.IsFine ? decided : throw new InvalidOperationException($"{(int)decided.Status} to {choice} on \"{letter.Subject}\": {decided.Text}");
        }, $"\"{words}\" for {service}");
    }

    /// <summary>Waits until something is asked of a person, who answers without a mail.</summary>
    public async Task AnswerInConsoleAsync(string person, string question, string choice)
    {
        var seen = await EventuallyAsync($"\"{question}\" asked of {person}", one => one.OpenRequests.Any(Asked));
        var request = seen.OpenRequests.Single(Asked);
        await SayAsync(person, "answer-request", new { requestId = request.Id, textHash = request.TextHash, choice });

        bool Asked(SeenRequest asked) => asked.Question == question && asked.Approvers.Contains(person);
    }

    /// <summary>Waits for a mail.</summary>
    public Task<Letter> MailAsync(string words, string? person = null) => host.Mail.ArrivesAsync(letter => Fits(letter, words, person), Persistence.Patience, $"{words} ({service})");

    /// <summary>Follows a mail's link.</summary>
    public Task<LinkPage> OpenAsync(Letter letter) => LinkPage.OpenAsync(_http, letter.Link!, CancellationToken.None);

    /// <summary>Sends a page's form once.</summary>
    public Task<LinkPage> SendAsync(LinkPage page, string choice, string? note, string? code) => page.SendAsync(_http, choice, note, code, CancellationToken.None);

    /// <summary>A person says something, until it is answered; the same key every time.</summary>
    /// <exception cref="InvalidOperationException">The plan refuses it; the message says why.</exception>
    public async Task SayAsync(string person, string signal, object? body = null)
    {
        var key = Guid.NewGuid().ToString();
        var incident = await IncidentAsync();
        await Persistence.UntilAsync(async ct =>
        {
            var (status, said) = await TellAsync(incident, person, signal, body, key, ct);
            return (int)status < 400 ? this
                : (int)status >= 500 ? null : throw new InvalidOperationException($"{(int)status} to {signal} by {person}: {said}");
        }, $"{signal} by {person}");
    }

    /// <summary>A person says something once.</summary>
    public async Task<(HttpStatusCode Status, string Said)> TellAsync(string incident, string person, string signal, object? body, string key, CancellationToken ct = default)
    {
        using var request = Authorized(HttpMethod.Post, $"api/incidents/{incident}/signals/{signal}", person);
        request.Content = JsonContent.Create(body ?? new JsonObject(), options: Json);
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await _http.SendAsync(request, ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The incident of their service.</summary>
    public async Task<string> IncidentAsync() => _incident ??= await Persistence.UntilAsync(async ct => (await IncidentsAsync(ct)).SingleOrDefault()?.Id, $"an incident of {service}");

    /// <summary>Every incident of their service that the officer may see, who sees all.</summary>
    public async Task<IReadOnlyList<SeenSummary>> IncidentsAsync(CancellationToken ct = default)
    {
        using var request = Authorized(HttpMethod.Get, "api/incidents", "dora");
        using var answer = (await _http.SendAsync(request, ct)).EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<List<SeenSummary>>(Json, ct))!.Where(one => one.Service == service)];
    }

    /// <summary>The incident as a person sees it; null when the host says that there is none.</summary>
    public async Task<Seen?> LookAsync(string person = "dora", CancellationToken ct = default)
    {
        using var request = Authorized(HttpMethod.Get, $"api/incidents/{await IncidentAsync()}", person);
        using var answer = await _http.SendAsync(request, ct);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Seen>(Json, ct);
    }

    /// <summary>Who was told that it began and is still owed the word that it ended.</summary>
    public async Task<IReadOnlyList<string>> AwaitingEndingAsync()
    {
        using var request = Authorized(HttpMethod.Get, $"api/incidents/{await IncidentAsync()}/told", "dora");
        using var answer = (await _http.SendAsync(request)).EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["awaitingEnding"]!.AsArray().Select(who => (string)who!).ToList();
    }

    /// <summary>Looks until it is so.</summary>
    public Task<Seen> EventuallyAsync(string what, Func<Seen, bool> so, TimeSpan? patience = null) =>
        Persistence.UntilAsync(async ct => await LookAsync(ct: ct) is { } seen && so(seen) ? seen : null, $"{what} ({service})", patience);

    /// <summary>A file of the status page; empty when there is none.</summary>
    public async Task<string> StatusAsync(string path = "")
    {
        using var answer = await _http.GetAsync(new Uri(host.StatusAddress, path));
        return answer.StatusCode == HttpStatusCode.NotFound ? "" : await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>Waits until a page of the status page says something.</summary>
    public Task<string> StatusSaysAsync(string words, string path) =>
        Persistence.UntilAsync(async _ => await StatusAsync(path) is { } page && page.Contains(words, StringComparison.Ordinal) ? page : null, $"\"{words}\" on the status page, {path}");

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    HttpRequestMessage Authorized(HttpMethod method, string path, string person)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Key.Of(person));
        return request;
    }

    Letter? Take(string words, string? person) => host.Mail.Take(letter => Fits(letter, words, person));

    bool Fits(Letter letter, string words, string? person) => Mine(letter) && letter.Subject.Contains(words, StringComparison.Ordinal) && (person is null || string.Equals(letter.To, person, StringComparison.OrdinalIgnoreCase));

    bool Mine(Letter letter) => letter.Subject.StartsWith($"[{service}] ", StringComparison.Ordinal);
}
