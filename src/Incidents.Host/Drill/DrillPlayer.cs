using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Incidents.Host.Drill;

/// <summary>Plays a scenario against a running host over its public routes, as monitoring systems, mail readers and signed-in people would.</summary>
/// <param name="address">Where the host listens.</param>
/// <param name="samples">The folder that payloads are relative to.</param>
/// <param name="clock">The rehearsal's clock.</param>
/// <param name="mailbox">Everybody's mails.</param>
/// <param name="cast">Who has which role.</param>
/// <param name="told">Hears of everything that happens.</param>
public sealed class DrillPlayer(Uri address, string samples, JumpingClock clock, Mailbox mailbox, DrillCast cast, Action<DateTimeOffset, string> told) : IDisposable
{
    // Two days are longer than any wait of the plan for a person.
    static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    // A session lives for twelve hours.
    static readonly TimeSpan SignInAgain = TimeSpan.FromHours(11);

    readonly Dictionary<string, (DrillPerson Person, DateTimeOffset Since)> _people = new(StringComparer.Ordinal);
    readonly HttpClient _sender = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    DateTimeOffset? _started;

    /// <summary>Does one act.</summary>
    /// <exception cref="DrillException">It could not be done as the scenario says.</exception>
    public async Task PlayAsync(Act act, CancellationToken cancellationToken)
    {
        // Whoever answers a mail gets it first and takes the time then.
        var letter = act is AnswerMail answer ? await WaitForAsync(answer.Mail, recipient: null, cancellationToken) : null;
        await PassAsync(act.After, cancellationToken);
        await (act switch
        {
            PostAlert s => PostAsync(s, cancellationToken),
            AnswerMail s => AnswerAsync(s, letter!, cancellationToken),
            SendSignal s => SignalAsync(s, cancellationToken),
            LookAtPage s => LookAsync(s, cancellationToken),
            _ => Task.CompletedTask,
        });
        await clock.SettleAsync(cancellationToken);
    }

    /// <summary>Reads a page of the host.</summary>
    public Task<string> ReadAsync(string path, CancellationToken cancellationToken) => _sender.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _sender.Dispose();
        foreach (var (person, _) in _people.Values)
        {
            person.Dispose();
        }
    }

    async Task PassAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + span;
        while (await clock.JumpAsync(until, cancellationToken))
        {
        }
    }

    async Task<Letter> WaitForAsync(string words, string? recipient, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            await clock.SettleAsync(cancellationToken);
            if (mailbox.Take(words, recipient) is { } letter)
            {
                return letter;
            }

            if (!await clock.JumpAsync(until, cancellationToken))
            {
                throw new DrillException($"Nobody got a mail about \"{words}\".");
            }
        }
    }

    async Task PostAsync(PostAlert act, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _started ??= now - act.StartedAgo;
        var body = (await File.ReadAllTextAsync(Path.Combine(samples, act.File), cancellationToken)).Replace("{{now}}", Iso(now), StringComparison.Ordinal)
            .Replace("{{started}}", Iso(_started.Value), StringComparison.Ordinal);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _sender.PostAsync(new Uri($"/api/alerts/{act.Source}", UriKind.Relative), content, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Accepted)
        {
            throw new DrillException($"The host answered {(int)answer.StatusCode} to the alert {act.File}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        told(now, $"{act.Source} sends {Path.GetFileName(act.File)}");
    }

    async Task AnswerAsync(AnswerMail act, Letter letter, CancellationToken cancellationToken)
    {
        using var reader = new DrillPerson(address, letter.To);
        await reader.DecideAsync(letter, act.Choice, act.Note, cancellationToken);
        told(clock.GetUtcNow(), $"{letter.To} answers \"{letter.Subject.Replace("EXERCISE: ", "", StringComparison.Ordinal)}\": {act.Choice}");
    }

    async Task SignalAsync(SendSignal act, CancellationToken cancellationToken)
    {
        var id = cast.Find(act.As, clock.GetUtcNow());
        var person = await SignedInAsync(id, cancellationToken);
        await person.SignalAsync(act.Name, Filled(act.Body), Guid.NewGuid().ToString(), cancellationToken);
        told(clock.GetUtcNow(), $"{id} says: {act.Name}");
    }

    async Task<DrillPerson> SignedInAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_people.TryGetValue(id, out var known) && now - known.Since < SignInAgain)
        {
            return known.Person;
        }

        var person = known.Person ?? new DrillPerson(address, id);
        _people[id] = (person, now);
        await person.AskForLinkAsync(cancellationToken);
        await person.SignInAsync(await WaitForAsync(DrillPerson.SignInSubject, cast.MailOf(id), cancellationToken), cancellationToken);
        return person;
    }

    async Task LookAsync(LookAtPage act, CancellationToken cancellationToken)
    {
        if (DrillVerdict.Missing(act.Page, await ReadAsync(act.Path, cancellationToken)).FirstOrDefault() is { } problem)
        {
            throw new DrillException($"{act.Path}: {problem}");
        }

        told(clock.GetUtcNow(), $"a visitor reads {act.Path}");
    }

    JsonObject Filled(JsonElement body)
    {
        var filled = JsonObject.Create(body) ?? throw new DrillException("A signal's body is a JSON object.");
        foreach (var (name, value) in filled.ToList())
        {
            if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 1 } text)
            {
                filled[name] = text[0] == '@' ? cast.Find(text[1..], clock.GetUtcNow())
                    : text[0] == '+' && TimeSpan.TryParse(text[1..], CultureInfo.InvariantCulture, out var span) ? Iso(clock.GetUtcNow() + span)
                    : text;
            }
        }

        return filled;
    }

    static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
