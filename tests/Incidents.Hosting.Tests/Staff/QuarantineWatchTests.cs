using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Staff;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Hosting.Tests.Staff;

/// <summary>What came in and was not understood is told to whoever is on call, once per source and hour.</summary>
public sealed class QuarantineWatchTests : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("quarantine-").FullName;
    readonly FakeTimeProvider time = new(new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero));
    readonly SqliteIncidentLog log;
    readonly SentMails mails = new();
    int inputs;

    public QuarantineWatchTests() => log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whoever_is_on_call_is_told_once_an_hour_and_source()
    {
        await RoundAsync();
        await PutAsync("prod");
        await PutAsync("prod");
        await PutAsync("grafana");

        await RoundAsync();
        await RoundAsync();

        Assert.Equal(["Not understood: what \"grafana\" sent", "Not understood: what \"prod\" sent"], mails.All.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        Assert.All(mails.All, mail => Assert.Equal("ana", mail.Person));
        Assert.Contains("2 inputs came from the source \"prod\"", mails.All.Single(mail => mail.Subject.Contains("prod", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.All(mails.All, mail => Assert.Contains("The body is not JSON.", mail.Text, StringComparison.Ordinal));

        await PutAsync("prod");
        await RoundAsync();
        Assert.Equal(2, mails.All.Count);
        time.Advance(QuarantineWatch.Pause);
        await RoundAsync();
        await RoundAsync();
        Assert.Equal(3, mails.All.Count);
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_once_the_mail_goes()
    {
        await PutAsync("prod");
        mails.Down = true;
        await RoundAsync();
        Assert.Empty(mails.All);

        mails.Down = false;
        await RoundAsync();

        Assert.Single(mails.All);
    }

    // Another watch each time: all that is known is on record.
    Task RoundAsync()
    {
        var configuration = ResponseConfiguration.Load().Configuration!;
        var deployment = new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), Drill: false);
        return new QuarantineWatch(log, log, new QuarantineWarning(deployment, new StaffPost(mails, log), () => configuration.ToPolicy(drill: false), time), time).RoundAsync(Stop);
    }

    async Task PutAsync(string source)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        var input = new RawInput($"{source}/{++inputs}", source, time.GetUtcNow(), "application/json", "not JSON"u8.ToArray());
        await log.StoreInputAsync(input, Stop);
        await log.SettleInputAsync(input.Id, "The body is not JSON.", Stop);
    }
}
