using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Incidents.Adapters.Files;
using Incidents.Host.Composition;
using Incidents.Host.Loop;
using Incidents.Hosting.Configuration;
using Incidents.Public;

namespace Incidents.Host.Tests;

/// <summary>Programs of others read our status page from a real host, at the root of a port of its own. Titles are hostile, since people's are.</summary>
public sealed class StatusClientsTests : IAsyncLifetime
{
    static readonly string[] Titles = ["\"Quotes\" & <b>brackets</b>", "Fire 🔥 in the data centre", "انقطاع الخدمة", "Ends with ]]> and --> and </script>"];
    static readonly string Clients = Path.Combine(RootFolder(), "tests", "status-clients");

    readonly string data = Directory.CreateTempSubdirectory("clients-").FullName;
    readonly Uri address = new($"http://127.0.0.1:{FreePort()}");
    Microsoft.AspNetCore.Builder.WebApplication? host;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var noon = new DateTimeOffset(now.Year, now.Month, now.Day, 12, 0, 0, TimeSpan.Zero).AddDays(-1);
        var incidents = Titles.Select((title, number) => new PublicIncident($"old-{number}", title, Impact.Major, noon.AddDays(-number), number == 0 ? PublicState.Identified : PublicState.Resolved, ["checkout"],
            number == 0 ? [new(1, noon, PublicState.Identified, title)] : [new(1, noon.AddDays(-number), PublicState.Investigating, title), new(2, noon.AddDays(-number).AddHours(1), PublicState.Resolved, "It is over.")],
            null, number == 0 ? null : noon.AddDays(-number).AddHours(1), [])).ToList();
        var work = new PublicMaintenance("work-1", "Upgrade; of, the \\ database 🔧", ["checkout"], noon.AddDays(5), noon.AddDays(5).AddHours(1), MaintenanceState.Scheduled, [new(1, noon, MaintenanceState.Scheduled, "Read-only for a while.")]);
        var folder = Directory.CreateDirectory(Path.Combine(data, "host")).FullName;
        await new ImportedHistory(new FolderFiles(folder)).MergeAsync(new ImportedRecord(incidents, [work]), Stop);

        var listen = new Uri($"http://127.0.0.1:{FreePort()}");
        var configuration = ResponseConfiguration.Load().Configuration! with
        {
            Company = "Contoso & Söhne",
            StatusAddress = address.AbsoluteUri.TrimEnd('/'),
            StatusListenAddress = address.AbsoluteUri.TrimEnd('/'),
            Services = [new ServiceEntry { Id = "checkout", Name = "Checkout \"<1>\"" }, new ServiceEntry { Id = "search", Name = "Search" }],
        };
        host = HostApp.Build(HostPlan.Of(configuration, folder, listen, listen, drill: false), TimeProvider.System, new InFlight());
        await host.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task The_client_of_npm_two_feed_readers_and_a_calendar_understand_every_document()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Clients, "node_modules")), "tests/status-clients is not installed: npm ci --prefix tests/status-clients");
        var read = JsonNode.Parse(await RunAsync("node", Path.Combine(Clients, "read.mjs"), address.GetLeftPart(UriPartial.Authority)))!;

        var summary = read["statuspage"]!["summary"]!;
        Assert.Equal("minor", (string)summary["indicator"]!);
        Assert.Equal("minor", (string)read["statuspage"]!["status"]!["indicator"]!);
        Assert.Equal(["Checkout \"<1>\"", "Search"], Texts(summary["components"]!));
        Assert.Equal([Titles[0]], Texts(summary["incidents"]!));
        Assert.Equal([Titles[0]], Texts(read["statuspage"]!["unresolved"]!["incidents"]!));
        Assert.Equal(Titles, Texts(read["statuspage"]!["incidents"]!["incidents"]!));
        Assert.Equal(["Upgrade; of, the \\ database 🔧"], Texts(read["statuspage"]!["upcoming"]!["maintenances"]!));
        foreach (var feed in (string[])["history.rss", "history.atom"])
        {
            var items = read["feeds"]![feed]!["items"]!.AsArray();
            Assert.Equal(Titles.Prepend("Upgrade; of, the \\ database 🔧"), items.Select(item => (string)item!["title"]!));
            Assert.Equal(3, items.Count(item => ((string)item!["content"]!).Contains("<strong>Resolved</strong>", StringComparison.Ordinal)));
            Assert.Equal($"{address}incidents/old-0", (string)items[1]!["link"]!);
        }

        var work = Assert.Single(read["events"]!.AsArray())!;
        Assert.Equal(("Upgrade; of, the \\ database 🔧", "work-1@127.0.0.1"), ((string)work["summary"]!, (string)work["uid"]!));
        Assert.Equal("Read-only for a while.\n\nCheckout \"<1>\"", (string)work["description"]!);
    }

    [Fact]
    public async Task Pythons_feedparser_finds_nothing_wrong_with_either_feed()
    {
        Assert.SkipUnless(await ExitsWellAsync("/usr/bin/python3", "-c", "import feedparser"), "python3-feedparser is not installed.");
        var read = JsonNode.Parse(await RunAsync("/usr/bin/python3", Path.Combine(Clients, "feeds.py"), address.GetLeftPart(UriPartial.Authority)))!;

        foreach (var feed in (string[])["history.rss", "history.atom"])
        {
            Assert.False((bool)read[feed]!["bozo"]!);
            Assert.Equal("Contoso & Söhne Status - Incident History", (string)read[feed]!["title"]!);
            Assert.Equal(5, read[feed]!["titles"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_search_engine_finds_every_page_under_its_one_address_with_a_card_and_what_it_is_about()
    {
        Assert.SkipUnless(await ExitsWellAsync("python3", "--version"), "python3 is not installed.");
        var read = JsonNode.Parse(await RunAsync("python3", Path.Combine(Clients, "crawler.py"), address.GetLeftPart(UriPartial.Authority)))!;

        Assert.Equal([$"{address}sitemap.xml"], Texts(read["maps"]!));
        var pages = read["pages"]!.AsArray();
        Assert.InRange(pages.Count, 7, 9);
        foreach (var page in pages)
        {
            var (loc, card, data) = ((string)page!["loc"]!, page["properties"]!, page["data"]!);
            Assert.True((bool)page["allowed"]!, loc);
            Assert.Equal([loc], Texts(page["canonical"]!));
            Assert.Equal((loc, loc), ((string)card["og:url"]!, (string)data["url"]!));
            Assert.Equal(("summary", "website", "Contoso & Söhne status"), ((string)card["twitter:card"]!, (string)card["og:type"]!, (string)card["og:site_name"]!));
            Assert.Null(card["og:image"]);
            Assert.NotEmpty((string)card["og:title"]!);
            Assert.Equal("https://schema.org", (string)data["@context"]!);
            Assert.Contains((string)data["@type"]!, (string[])["WebPage", "Article"]);
        }

        Assert.Equal(Titles.Order(StringComparer.Ordinal), pages.Select(page => page!["data"]!).Where(data => (string)data["@type"]! == "Article").Select(data => (string)data["headline"]!).Order(StringComparer.Ordinal));
        var badges = read["badges"]!.AsArray();
        Assert.All(badges, badge => Assert.Equal("image/svg+xml", (string)badge!["kind"]!));
        Assert.All(badges, badge => Assert.Empty(badge!["links"]!.AsArray()));
        Assert.Equal("Checkout \"<1>\": Partial Outage", (string)badges[1]!["label"]!);
        Assert.Equal((string)badges[1]!["label"]!, (string)badges[1]!["title"]!);
    }

    [Fact]
    public async Task Atlassians_widget_says_how_it_is_in_a_portal_of_another_origin()
    {
        var chromium = new[] { "chromium", "chromium-browser", "google-chrome" }.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        var widget = Path.Combine(Clients, "node_modules", "@statuspage", "status-widget", "dist", "index.js");
        Assert.SkipWhen(chromium is null || !File.Exists(widget), "No chromium, or tests/status-clients is not installed.");
        var portal = Path.Combine(data, "portal.html");
        await File.WriteAllTextAsync(portal, (await File.ReadAllTextAsync(Path.Combine(Clients, "widget.html"), Stop)).Replace("@BASE@", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal).Replace("@WIDGET@", new Uri(widget).AbsoluteUri, StringComparison.Ordinal), Stop);

        var seen = await RunAsync(chromium!, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", $"--user-data-dir={Path.Combine(data, "profile")}", "--virtual-time-budget=20000", "--dump-dom", new Uri(portal).AbsoluteUri);

        Assert.Contains("Minor Service Outage", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_port_serves_the_page_alone_to_every_origin_and_knows_what_it_does_not_have()
    {
        using var http = new HttpClient();
        using var api = await http.GetAsync(new Uri(address, "api/v2/status.json"), Stop);
        Assert.Equal(("*", "application/json"), (api.Headers.GetValues("Access-Control-Allow-Origin").Single(), api.Content.Headers.ContentType!.MediaType));
        using var asked = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri(address, "api/v2/status.json")), Stop);
        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        foreach (var path in (string[])["incidents", "health/live", "api/v2/nothing.json", "status/"])
        {
            using var answer = await http.GetAsync(new Uri(address, path), Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var incident = await http.GetAsync(new Uri(address, "incidents/old-0"), Stop);
        Assert.Equal(HttpStatusCode.OK, incident.StatusCode);
    }

    static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(text => (string)text!);

    static async Task<bool> ExitsWellAsync(string program, params string[] arguments)
    {
        try
        {
            await RunAsync(program, arguments);
            return true;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string RootFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "IncidentFunctions.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests lie outside the repository.");
    }
}
