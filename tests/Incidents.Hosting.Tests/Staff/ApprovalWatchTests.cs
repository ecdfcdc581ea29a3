using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Staff;
using Incidents.Planned;
using Incidents.Public;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Hosting.Tests.Staff;

/// <summary>Planned work that waits for a manager's word comes to the managers' mail, and does not stand still in the console.</summary>
public sealed class ApprovalWatchTests : IAsyncDisposable
{
    static readonly DateTimeOffset Friday = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("approvals-").FullName;
    readonly FakeTimeProvider time = new(Friday);
    readonly SqliteIncidentLog log;
    readonly ResponseConfiguration configuration = ResponseConfiguration.Load().Configuration! with { TimeZone = "Etc/UTC" };
    readonly SentMails mails = new();

    public ApprovalWatchTests() => log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Manager => configuration.People.First(p => p.Roles.Contains(Role.Manager)).Id;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Managers_are_mailed_when_it_is_entered_a_day_before_it_begins_and_when_it_should_begin()
    {
        await DraftAsync(Friday.AddDays(3));
        await RoundAsync();
        Assert.Empty(mails.All);

        time.Advance(ApprovalWatch.Settled);
        await RoundAsync();
        await RoundAsync();
        var managers = configuration.People.Where(p => p.Roles.Contains(Role.Manager)).Select(p => p.Id).ToList();
        Assert.Equal(managers, mails.All.Select(mail => mail.Person));
        Assert.All(mails.All, mail => Assert.Contains("Payments pause.", mail.Text, StringComparison.Ordinal));
        Assert.All(mails.All, mail => Assert.Contains("https://incidents.contoso.example/maintenance/m-upgrade", mail.Text, StringComparison.Ordinal));

        time.SetUtcNow(Friday.AddDays(2));
        await RoundAsync();
        await RoundAsync();
        Assert.Equal(2 * managers.Count, mails.All.Count);
        time.SetUtcNow(Friday.AddDays(3));
        await RoundAsync();
        await RoundAsync();

        Assert.Equal(3 * managers.Count, mails.All.Count);
        Assert.Equal(mails.All.Count, mails.All.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith("Still waits for your approval", mails.All[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_mailed_of_what_is_published_at_once_or_called_off()
    {
        await DraftAsync(Friday.AddDays(3));
        await TellAsync(new PublishWork(time.GetUtcNow(), Manager, SignedIn: true, (await Desk().FindAsync("m-upgrade", Stop))!.Revision));
        time.Advance(TimeSpan.FromDays(2.5));
        await RoundAsync();
        await TellAsync(new CancelWork(time.GetUtcNow(), Manager, SignedIn: true));
        time.Advance(TimeSpan.FromDays(1));
        await RoundAsync();

        Assert.Empty(mails.All);
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_once_the_mail_goes_and_only_with_the_latest_occasion()
    {
        await DraftAsync(Friday.AddDays(3));
        mails.Down = true;
        time.Advance(TimeSpan.FromDays(2.5));
        await RoundAsync();
        mails.Down = false;
        await RoundAsync();
        await RoundAsync();

        Assert.Equal(configuration.People.Count(p => p.Roles.Contains(Role.Manager)), mails.All.Count);
        Assert.All(mails.All, mail => Assert.Contains(":day:", mail.Id, StringComparison.Ordinal));
    }

    Task DraftAsync(DateTimeOffset start) => TellAsync(new DraftWork(time.GetUtcNow(), configuration.People[0].Id, SignedIn: true, "m-upgrade", "Upgrade of the database",
        [new MaintenanceImpact(configuration.Services[0].Id, ServiceStatus.UnderMaintenance)], start, start.AddHours(1), StartsItself: true, EndsItself: true, "Payments pause."));

    async Task TellAsync(PlannedOrder order)
    {
        var answer = await Desk().TellAsync("m-upgrade", order, Stop);
        Assert.True(answer.Kind == OutcomeKind.Accepted, answer.Refusal);
    }

    PlannedWorkDesk Desk() => new(log, () => configuration.ToPolicy(drill: false), PlannedTexts.For("en"), time);

    // Another watch each time: all that is known is on record.
    Task RoundAsync()
    {
        var deployment = new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), Drill: false);
        return new ApprovalWatch(Desk(), log, new ApprovalMails(deployment, new StaffPost(mails, log), () => configuration.ToPolicy(drill: false), time), () => configuration.ToPolicy(drill: false), time).RoundAsync(Stop);
    }
}
