using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Incidents.Scenarios;

/// <summary>Customers outside: from the form to the end of an incident, and through kill -9 in the middle of the telling.</summary>
public partial class SubscriberTests
{
    const int Crowd = 300;
    const int Parallel = 4;

    // More than the story has words; the limit has tests of its own.
    static readonly CompanyFile Company = Hosts.Usual with
    {
        Subscribers = new Dictionary<string, object>(StringComparer.Ordinal) { ["mailsPerHour"] = 60, ["parallel"] = Parallel, ["privateAddresses"] = true },
    };

    [Fact]
    public async Task A_customer_and_a_program_are_told_that_an_incident_began_went_on_and_ended_and_one_click_ends_it()
    {
        Hosts.OnlyOwned();
        await using var host = await HostChoice.OpenAsync(Company);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        using var hook = new HookReceiver();

        // The same answer for an address that is known and one that is not.
        var unknown = await PostAsync(http, "subscriptions", ("mail", "eva@customer.example"));
        await ConfirmAsync(http, host, "eva@customer.example");
        var known = await PostAsync(http, "subscriptions", ("mail", "eva@customer.example"));
        Assert.Equal(unknown, known);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, "subscriptions", ("mail", "no address"))).Status);
        await PostAsync(http, "subscriptions", ("webhook", hook.Address.AbsoluteUri));
        await hook.AskedAsync();

        using var people = new Responders(host, Responders.NewService("checkout"));
        await Story.UntilPublicAsync(people);
        await host.Mail.ArrivesAsync(letter => letter.Address == "eva@customer.example" && letter.Subject.Contains("Investigating: ", StringComparison.Ordinal), Persistence.Patience, "Investigating, to the customer");
        await hook.EventuallyAsync("investigating");
        foreach (var scene in Story.Of(people).Where(scene => scene.Step is > 2 and <= 7))
        {
            await scene.Act();
        }

        var last = await host.Mail.ArrivesAsync(letter => letter.Address == "eva@customer.example" && letter.Subject.Contains("Resolved: ", StringComparison.Ordinal), Persistence.Patience, "Resolved, to the customer");
        var mine = host.Mail.All.Where(letter => letter.Address == "eva@customer.example" && letter.Subject.StartsWith("[Fabrikam status] ", StringComparison.Ordinal)).ToList();
        Assert.Contains("Investigating: ", mine[0].Subject, StringComparison.Ordinal);
        Assert.Equal(mine.Count, mine.Select(letter => letter.MessageId).Distinct().Count());
        Assert.Contains($"/incidents/{await people.IncidentAsync()}", last.Text, StringComparison.Ordinal);

        var said = await hook.EventuallyAsync("resolved");
        Assert.Equal("investigating", said[0]);
        Assert.Equal("resolved", said[^1]);

        // RFC 8058: no cookie, one field; afterwards nobody is told.
        var manage = Manage().Match(last.Text).Value;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(manage))).StatusCode);
        Assert.Contains("Your subscription", await http.GetStringAsync(new Uri(manage)), StringComparison.Ordinal);
        var gone = await PostAsync(http, manage, ("List-Unsubscribe", "One-Click"));
        Assert.Contains("You are unsubscribed", gone.Body, StringComparison.Ordinal);
        Assert.Contains("You are unsubscribed", await http.GetStringAsync(new Uri(manage)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_works_as_either_kind_of_form_and_a_visitor_who_asks_for_too_much_has_to_wait()
    {
        Hosts.OnlyOwned();
        await using var host = await HostChoice.OpenAsync(Company);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        await PostAsync(http, "subscriptions", ("mail", "max@customer.example"));
        await ConfirmAsync(http, host, "max@customer.example");
        await PostAsync(http, "subscriptions", ("mail", "max@customer.example"));
        var again = await host.Mail.ArrivesAsync(letter => letter.Address == "max@customer.example", Persistence.Patience, "the second question");
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "\"List-Unsubscribe\"" } };
        using var answer = await http.PostAsync(new Uri(Manage().Match(again.Text).Value), form);
        Assert.Contains("You are unsubscribed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await PeopleOfTheConsoleAsync(http, host);
        var statuses = new List<HttpStatusCode>();
        for (var times = 0; times < 12; times++)
        {
            statuses.Add((await PostAsync(http, "subscriptions", ("mail", string.Create(CultureInfo.InvariantCulture, $"x{times}@customer.example")))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_the_telling_nobody_is_left_out_and_nobody_is_told_another_mail_twice()
    {
        Hosts.OnlyOwned();
        await using var host = await HostChoice.OpenAsync(Company);
        using var http = new HttpClient { BaseAddress = host.Address };
        await ImportAsync(http, host, string.Join('\n', Enumerable.Range(0, Crowd).Select(n => string.Create(CultureInfo.InvariantCulture, $"email,user{n}@crowd.example"))));
        using var people = new Responders(host, Responders.NewService("checkout"));
        await Story.UntilPublicAsync(people);

        await EventuallyAsync(host, told => told.Count >= Crowd / 4, "a quarter was told");
        await host.KillAsync();
        Assert.InRange(Told(host).Count, 1, Crowd - 1);
        await host.StartAsync();
        await EventuallyAsync(host, told => told.Count == Crowd, "all were told that it began");
        await Story.ResolveAsync(people, "It is over.");
        await Persistence.UntilAsync(_ => Task.FromResult(host.Mail.All.Count(letter => IsResolved(letter)) >= Crowd ? host : null), "all were told that it ended");

        var ended = host.Mail.All.Where(IsResolved).GroupBy(letter => letter.Address, StringComparer.Ordinal).ToList();
        Assert.Equal(Crowd, ended.Count);
        // A mail server cannot be asked: what was on its way comes again, under its old id.
        var all = host.Mail.All.Where(letter => letter.Address.EndsWith("@crowd.example", StringComparison.Ordinal)).ToList();
        Assert.All(all.GroupBy(letter => (letter.Address, letter.Subject)), same => Assert.Single(same.Select(letter => letter.MessageId).Distinct(StringComparer.Ordinal)));
        Assert.InRange(all.Count - all.DistinctBy(letter => (letter.Address, letter.MessageId)).Count(), 0, Parallel * 4);
    }

    // Only some people of the company see addresses; they remove, print and erase.
    static async Task PeopleOfTheConsoleAsync(HttpClient http, IHostUnderTest host)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await AsAsync(http, host, null, HttpMethod.Get, "subscribers")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AsAsync(http, host, "ana", HttpMethod.Get, "subscribers")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AsAsync(http, host, "ana", HttpMethod.Post, "subscribers/erase", ("address", "zoe@customer.example"))).Status);
        Assert.Contains("1 taken", (await AsAsync(http, host, "bea", HttpMethod.Post, "subscribers/import", ("csv", "email,zoe@customer.example"))).Body, StringComparison.Ordinal);
        Assert.Contains("zoe@customer.example", (await AsAsync(http, host, "mia", HttpMethod.Get, "subscribers")).Body, StringComparison.Ordinal);

        var kept = await AsAsync(http, host, "dora", HttpMethod.Post, "subscribers/export", ("address", "zoe@customer.example"));
        var id = (string)JsonNode.Parse(kept.Body)![0]!["subscriber"]!["id"]!;
        Assert.Contains("Removed.", (await AsAsync(http, host, "mia", HttpMethod.Post, "subscribers/remove", ("id", id))).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@customer.example", (await AsAsync(http, host, "mia", HttpMethod.Get, "subscribers")).Body, StringComparison.Ordinal);
        Assert.Contains("0 taken", (await AsAsync(http, host, "bea", HttpMethod.Post, "subscribers/import", ("csv", "email,zoe@customer.example"))).Body, StringComparison.Ordinal);
        Assert.Contains("Erased", (await AsAsync(http, host, "dora", HttpMethod.Post, "subscribers/erase", ("address", "zoe@customer.example"))).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await AsAsync(http, host, "dora", HttpMethod.Post, "subscribers/export", ("address", "zoe@customer.example"))).Status);
    }

    static async Task<(HttpStatusCode Status, string Body)> AsAsync(HttpClient http, IHostUnderTest host, string? person, HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        if (person is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Key.Of(person));
        }

        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    static bool IsResolved(Letter letter) => letter.Address.EndsWith("@crowd.example", StringComparison.Ordinal) && letter.Subject.Contains("Resolved: ", StringComparison.Ordinal);

    static HashSet<string> Told(IHostUnderTest host) => [.. host.Mail.All.Where(letter => letter.Address.EndsWith("@crowd.example", StringComparison.Ordinal)).Select(letter => letter.Address)];

    static Task<IHostUnderTest> EventuallyAsync(IHostUnderTest host, Func<HashSet<string>, bool> so, string what) => Persistence.UntilAsync(_ => Task.FromResult(so(Told(host)) ? host : null), what);

    static async Task ImportAsync(HttpClient http, IHostUnderTest host, string csv)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "subscribers/import") { Content = new FormUrlEncodedContent([KeyValuePair.Create("csv", csv)]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Key.Of("mia"));
        using var answer = await http.SendAsync(request);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Crowd} taken"), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static async Task ConfirmAsync(HttpClient http, IHostUnderTest host, string address)
    {
        var letter = await host.Mail.ArrivesAsync(one => one.Address == address && one.Subject.Contains("confirm your subscription", StringComparison.Ordinal), Persistence.Patience, "the question");
        var link = new Uri(Confirm().Match(letter.Text).Value);
        Assert.Contains("Confirm your subscription", await http.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Contains("Confirm your subscription", await http.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Contains("You are subscribed", (await PostAsync(http, link.AbsoluteUri)).Body, StringComparison.Ordinal);
    }

    static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri(http.BaseAddress!, path), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"https?://\S+/subscriptions/confirm/\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Confirm();

    [GeneratedRegex(@"https?://\S+/subscriptions/(?!confirm/)\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Manage();

    /// <summary>A program's endpoint that sends every challenge back.</summary>
    sealed class HookReceiver : IDisposable
    {
        readonly HttpListener listener = new();
        readonly Lock gate = new();
        readonly List<JsonNode> taken = [];

        public HookReceiver()
        {
            Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HostCommand.FreePort()}/hook/"));
            listener.Prefixes.Add(Address.AbsoluteUri);
            listener.Start();
            _ = ServeAsync();
        }

        public Uri Address { get; }

        public Task<HookReceiver> AskedAsync() => Persistence.UntilAsync(_ => Task.FromResult(Taken().Any(one => one["meta"]!["challenge"] is not null) ? this : null), "the challenge");

        /// <summary>The states of the incident as they came, once the last one is there.</summary>
        public Task<List<string>> EventuallyAsync(string status) => Persistence.UntilAsync(_ => Task.FromResult(States() is { Count: > 0 } states && states[^1] == status ? states : null), $"the webhook hears {status}");

        public void Dispose() => listener.Close();

        List<string> States() => [.. Taken().Where(one => one["meta"]!["challenge"] is null && one["incident"] is not null).Select(one => (string)one["incident"]!["incident_updates"]![0]!["status"]!)];

        List<JsonNode> Taken()
        {
            lock (gate)
            {
                return [.. taken];
            }
        }

        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    var body = (await JsonNode.ParseAsync(context.Request.InputStream))!;
                    lock (gate)
                    {
                        taken.Add(body);
                    }

                    await using var writer = new StreamWriter(context.Response.OutputStream);
                    await writer.WriteAsync((string?)body["meta"]!["challenge"] ?? "thanks");
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // It was told to stop.
            }
        }
    }
}
