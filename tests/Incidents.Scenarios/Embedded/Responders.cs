using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Incidents.Host.Drill;
using Letter = Incidents.Host.Drill.Letter;

namespace Incidents.Scenarios.Embedded;

/// <summary>People and monitoring that keep at it while the host dies under them: every request is sent until it is answered.</summary>
sealed class Responders(TestFolder folder, int port) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Uri _address = new($"http://127.0.0.1:{port}/");
    readonly Mailbox _mailbox = new(folder.File("data/mail"));
    readonly HttpClient _sender = new() { Timeout = TimeSpan.FromSeconds(10) };
    readonly Dictionary<string, DrillPerson> _signedIn = new(StringComparer.Ordinal);

    /// <summary>Sends an alert until it is answered with 202.</summary>
    public Task AlertAsync(string key, string status, DateTimeOffset startedAt) => KeepAtItAsync(async () =>
    {
        var body = new JsonObject
        {
            ["key"] = key,
            ["status"] = status,
            ["service"] = "checkout",
            ["summary"] = $"Alert {key}",
            ["startsAt"] = startedAt.ToString("O"),
        };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _sender.PostAsync(new Uri(_address, "api/alerts/generic"), content);
        return answer.StatusCode == HttpStatusCode.Accepted;
    }, $"alert {key}");

    /// <summary>Waits for a mail and answers what it asks; a later mail about the same counts when the first one is void.</summary>
    public async Task AnswerAsync(string subject, string choice)
    {
        Letter? letter = null;
        await KeepAtItAsync(async () =>
        {
            letter = _mailbox.Take(subject) ?? letter;
            if (letter is null)
            {
                return false;
            }

            using var person = new DrillPerson(_address, letter.To);
            await person.DecideAsync(letter, choice, note: null, CancellationToken.None);
            return true;
        }, subject);
    }

    /// <summary>A signed-in person says something.</summary>
    public Task SayAsync(string person, string signal, JsonObject body)
    {
        var key = Guid.NewGuid().ToString();
        return KeepAtItAsync(async () =>
        {
            await (await SignedInAsync(person)).SignalAsync(signal, body.DeepClone().AsObject(), key, CancellationToken.None);
            return true;
        }, $"{signal} by {person}");
    }

    /// <summary>The mail with these words in its subject, once somebody got it.</summary>
    public async Task<Letter> MailArrivesAsync(string subject)
    {
        Letter? letter = null;
        await KeepAtItAsync(() => Task.FromResult((letter = _mailbox.Take(subject)) is not null), subject);
        return letter!;
    }

    public void Dispose()
    {
        _sender.Dispose();
        foreach (var person in _signedIn.Values)
        {
            person.Dispose();
        }
    }

    async Task<DrillPerson> SignedInAsync(string id)
    {
        if (_signedIn.TryGetValue(id, out var known))
        {
            return known;
        }

        // Beside the running host, as an operator does when mail is down.
        var (exitCode, said) = await HostProcess.RunAsync($"sign-in {id} --data data", folder.Path);
        Assert.True(exitCode == 0, said);
        var person = new DrillPerson(_address, id);
        await person.SignInAsync(new Letter(id, "sign in", new Uri(said.Trim()), null), CancellationToken.None);
        return _signedIn[id] = person;
    }

    static async Task KeepAtItAsync(Func<Task<bool>> attempt, string what)
    {
        var problem = (Exception?)null;
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            do
            {
                try
                {
                    if (await attempt())
                    {
                        return;
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException or DrillException)
                {
                    problem = exception;
                }
            }
            while (await pause.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{what} was not served within {Patience}.", problem);
        }
    }
}
