using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Incidents.Adapters.Log;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Planned;
using Incidents.Web.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Web.Tests;

/// <summary>A host with nothing but the web project over a real log, listening on a free port.</summary>
sealed class Site : IAsyncDisposable
{
    public const string PersonKey = "key-of-mia-0123456789";
    public const string ReportKey = "key-for-reports-0123456789";
    public const string RoutingKey = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public static readonly byte[] HookSecret = Encoding.UTF8.GetBytes("a secret of the webhook sender..");
    public static readonly byte[] SentrySecret = Encoding.UTF8.GetBytes("a client secret of Sentry");
    public const string Topic = "arn:aws:sns:eu-west-1:111122223333:alarms";

    readonly WebApplication app;
    readonly SqliteIncidentLog log;
    readonly string folder;

    Site(WebApplication app, SqliteIncidentLog log, string folder, Uri address)
    {
        (this.app, this.log, this.folder) = (app, log, folder);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public IIncidentLog Log => log;

    public FakeTimeProvider Time => (FakeTimeProvider)app.Services.GetRequiredService<TimeProvider>();

    public IncidentDesk Desk => app.Services.GetRequiredService<IncidentDesk>();

    public Heartbeats Heartbeats => app.Services.GetRequiredService<Heartbeats>();

    public AlertPulls Pulls => app.Services.GetRequiredService<AlertPulls>();

    public Approvals Approvals => app.Services.GetRequiredService<Approvals>();

    public PlannedWorkDesk Planned => app.Services.GetRequiredService<PlannedWorkDesk>();

    public ShownPage Page => (ShownPage)app.Services.GetRequiredService<IPublicPage>();

    public IMailComposer Composer => app.Services.GetRequiredService<IMailComposer>();

    public AmazonDouble Amazon => (AmazonDouble)app.Services.GetRequiredService<ISnsEndpoint>();

    public ContactTroubles Troubles => app.Services.GetRequiredService<ContactTroubles>();

    public Outbox Mails => (Outbox)app.Services.GetRequiredService<ISignInMailer>();

    public static async Task<Site> StartAsync(int reportsPerMinute = 60, int eventsPerMinute = 6_000, bool fullDisk = false, bool drill = false, string baseAddress = "http://incidents.example", string zone = "UTC", bool everySender = false, string[]? pulled = null, IContactTests? contacts = null, params (string Source, SourceAuth Auth)[] proofs)
    {
        var pulls = pulled ?? [];
        var every = everySender ? Senders.All : [];
        var path = Directory.CreateTempSubdirectory("incidents-web").FullName;
        var opened = SqliteIncidentLog.Open(Path.Combine(path, SqliteIncidentLog.FileName));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var time = new FakeTimeProvider(Company.Monday);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IIncidentLog>(fullDisk ? new FullDisk(opened) : opened).AddSingleton<IRecordStore>(opened);
        if (contacts is not null)
        {
            builder.Services.AddSingleton(contacts);
        }

        builder.Services.AddSingleton<ContactTroubles>();
        builder.Services.AddSingleton(new WebhookEndpoint("hub", "hub.contoso.example", Public: true, Plan: true));
        builder.Services.AddSingleton<Func<PlanPolicy>>(() => Company.Policy with { Drill = drill, Hours = Company.Policy.Hours with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) } });
        builder.Services.AddSingleton<IBell, NoBell>().AddSingleton<IContacts, NoContacts>().AddSingleton<ISignInMailer, Outbox>();
        builder.Services.AddSingleton(new Approvals([new ApprovalKey(1, [.. Enumerable.Range(0, 32).Select(i => (byte)i)])]));
        builder.Services.AddSingleton(new IntakeOptions(new Dictionary<string, ISender>(every.ToDictionary(sender => $"every-{sender.Type}"))
        {
            ["open"] = new GenericJson(),
            ["watchdog"] = new GenericJson(),
            ["keyed"] = new GenericJson(),
            ["hook"] = new GenericJson(),
            ["basic"] = new GenericJson(),
            ["key"] = new GenericJson(),
            ["hashed"] = new GenericJson(),
            ["events"] = new CloudEvents(),
            ["pathed"] = new GenericJson(),
            ["signed"] = new GenericJson(),
            ["amazon"] = new CloudWatch(),
            ["pager"] = new PagerDuty(),
            ["pager2"] = new PagerDuty(),
            ["prom"] = new Prometheus(Alertmanager.DefaultServiceLabels),
            ["prom-here"] = new Prometheus(Alertmanager.DefaultServiceLabels)
        }, new byte[32]));
        builder.Services.AddSingleton<IncidentDesk>();
        var made = 0;
        builder.Services.AddSingleton<Func<string>>(() => $"inc-{Interlocked.Increment(ref made)}");
        builder.Services.AddSingleton(new HeartbeatOptions([new HeartbeatSource("watchdog", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), "monitoring")], StartsAnew: true)).AddSingleton<Heartbeats>();
        builder.Services.AddSingleton(new PlannedWorkDesk(opened, () => Company.Policy, PlannedTexts.For("en"), time)).AddSingleton<IPlannedWork>(s => s.GetRequiredService<PlannedWorkDesk>()).AddSingleton<IPublicPage, ShownPage>();
        builder.Services.AddSingleton<AlertIntake>().AddSingleton<Inbox>();
        builder.Services.AddSingleton(new PullOptions([.. pulls.Select(source => new PullSource(source, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)))])).AddSingleton<IShownAlerts, NoAlertmanager>().AddSingleton<AlertPulls>();
        builder.Services.AddSingleton(new WebOptions(new Uri(baseAddress))
        {
            Sources = Replace(proofs, new Dictionary<string, SourceAuth>(every.ToDictionary(sender => $"every-{sender.Type}", SourceAuth (_) => new SourceAuth.StandardWebhooks([HookSecret])))
            {
                ["open"] = new SourceAuth.LoopbackOnly(),
                ["events"] = new SourceAuth.LoopbackOnly(),
                ["watchdog"] = new SourceAuth.Bearer("watchdog-token"),
                ["keyed"] = new SourceAuth.Bearer("sender-token"),
                ["hook"] = new SourceAuth.StandardWebhooks([HookSecret]),
                ["basic"] = new SourceAuth.Basic("alertmanager", "sender:password"),
                ["key"] = new SourceAuth.Key("sender-key"),
                ["pager"] = new SourceAuth.Key(RoutingKey),
                ["pager2"] = new SourceAuth.Key($"sha256:{Convert.ToHexStringLower(SHA256.HashData("another-routing-key"u8))}"),
                ["prom"] = new SourceAuth.Basic("prometheus", "prom-password"),
                ["prom-here"] = new SourceAuth.LoopbackOnly(),
                ["pathed"] = new SourceAuth.PathKey("path-key-of-a-monitor"),
                ["signed"] = new SourceAuth.BodyHmac("Sentry-Hook-Signature", SentrySecret),
                ["amazon"] = new SourceAuth.Sns(Topic),
                ["hashed"] = new SourceAuth.Bearer($"sha256:{Convert.ToHexStringLower(SHA256.HashData("sender-token"u8))}"),
            }),
            ApiKeys = [new ApiKey(PersonKey, "mia"), new ApiKey(ReportKey, null)],
            ReportsPerMinute = reportsPerMinute,
            LimitsPerMinute = new[] { "pager", "pager2", "open", "prom", "events" }.ToDictionary(source => source, _ => eventsPerMinute),
        });
        builder.Services.AddSingleton<ISnsEndpoint, AmazonDouble>();
        builder.Services.AddIncidentsWeb();
        var host = builder.Build();
        host.MapIncidents();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new Site(host, opened, path, new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    static Dictionary<string, SourceAuth> Replace((string Source, SourceAuth Auth)[] proofs, Dictionary<string, SourceAuth> sources)
    {
        foreach (var (source, auth) in proofs)
        {
            sources[source] = auth;
        }

        return sources;
    }

    /// <summary>An incident that was opened and declared; "mia" is asked to take it, and the notice waits for approval.</summary>
    public async Task<string> DeclaredAsync(string id = "i1", string summary = "Checkout fails")
    {
        await TellAsync(id, new AlertFired(Time.GetUtcNow(), Company.Alert() with { Summary = summary }));
        await TellAsync(id, new DeclareIncident(Time.GetUtcNow(), "ana", "Orders fail."));
        return id;
    }

    public Task<SignalOutcome> TellAsync(string id, Signal signal) => Desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), id, signal), TestContext.Current.CancellationToken);

    public async Task<Incident> LookAsync(string id) => await Desk.LookAsync(id, TestContext.Current.CancellationToken) ?? Incident.None;

    public async Task<Request> RequestAsync(string id, RequestKind kind) => (await LookAsync(id)).OpenRequests(kind).First().Request;

    public string Session(string person) => $"session={Approvals.SessionToken(person, Time.GetUtcNow().AddHours(12))}";

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? person = null, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        if (person is not null)
        {
            request.Headers.Add("Cookie", Session(person));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, string? person = null)
    {
        using var response = await SendAsync(HttpMethod.Get, path, person);
        return (response.StatusCode, await TextAsync(response));
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, string? person, params (string Name, string Value)[] form)
    {
        using var response = await SendAsync(HttpMethod.Post, path, person, Form(form));
        return (response.StatusCode, await TextAsync(response));
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] form) => new(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    public static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    sealed class NoBell : IBell
    {
        public void Ring(StoredSignal signal, string step)
        {
        }
    }

    sealed class NoAlertmanager : IShownAlerts
    {
        public Task<Shown> AskAsync(string source, CancellationToken ct) => Task.FromResult(new Shown(null, "https://am.example answered 401."));
    }

    sealed class NoContacts : IContacts
    {
        public Task KeepAsync(string incidentId, string reporterHash, string mail, CancellationToken ct) => Task.CompletedTask;
    }
}

/// <summary>Counts how often the page was to be shown.</summary>
sealed class ShownPage : IPublicPage
{
    readonly System.Threading.Channels.Channel<bool> shown = System.Threading.Channels.Channel.CreateUnbounded<bool>();

    public Task ShowAsync(CancellationToken ct) => shown.Writer.WriteAsync(true, ct).AsTask();

    public async Task NextAsync() => await shown.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public bool WasShown => shown.Reader.TryRead(out _);
}

/// <summary>Keeps sign-in mails until a test takes them.</summary>
sealed class Outbox : ISignInMailer
{
    readonly System.Threading.Channels.Channel<(string Person, ComposedMail Mail)> mails = System.Threading.Channels.Channel.CreateUnbounded<(string, ComposedMail)>();

    public Task SendAsync(string person, ComposedMail mail, CancellationToken ct) => mails.Writer.WriteAsync((person, mail), ct).AsTask();

    public string? PersonOf(string address) => address.Equals("ana@contoso.example", StringComparison.OrdinalIgnoreCase) ? "ana" : null;

    public async Task<(string Person, ComposedMail Mail)> NextAsync() =>
        await mails.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
