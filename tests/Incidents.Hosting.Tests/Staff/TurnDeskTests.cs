using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Staff;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Hosting.Tests.Staff;

/// <summary>Before somebody goes on call it is known whether anything would wake them. The turn of rui begins on Monday 9 March 2026 at nine.</summary>
public sealed class TurnDeskTests : IContactTests, IAsyncDisposable
{
    static readonly DateTimeOffset Friday = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("turns-").FullName;
    readonly FakeTimeProvider time = new(Friday.AddDays(-1));
    readonly SqliteIncidentLog log;
    readonly List<string> tested = [];
    readonly SentMails mails = new();
    ResponseConfiguration configuration = ResponseConfiguration.Load().Configuration! with { TimeZone = "Etc/UTC" };
    bool wakes;
    bool dies;

    public TurnDeskTests() => log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_goes_on_call_is_tested_once_a_day_before()
    {
        wakes = true;
        await RoundsUntilAsync(Friday.AddDays(2).AddHours(-3).AddSeconds(-1));
        Assert.Empty(tested);

        await RoundsUntilAsync(Friday.AddDays(4));

        Assert.Equal(["rui for 2026-03-09T09:00 at 2026-03-08T09:00"], tested);
        Assert.Empty(mails.All);
    }

    [Fact]
    public async Task A_test_rings_in_working_hours_where_there_are_any_before_the_turn()
    {
        configuration = configuration with { Rotation = configuration.Rotation with { TestBefore = TimeSpan.FromDays(3.5) } };

        await RoundsUntilAsync(Friday);

        Assert.Equal(["rui for 2026-03-09T09:00 at 2026-03-06T09:00"], tested);
    }

    [Fact]
    public async Task Whom_nothing_would_wake_is_told_and_the_managers_are_once_the_mail_goes()
    {
        mails.Down = true;
        await RoundsUntilAsync(Friday.AddDays(2));
        Assert.Empty(mails.All);
        mails.Down = false;

        await RoundsUntilAsync(Friday.AddDays(2.1));

        Assert.Single(tested);
        Assert.Equal(["ana", "rui"], mails.All.Select(mail => mail.Person));
        Assert.Equal(2, mails.All.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(mails.All, mail => Assert.Contains("Nothing would wake Rui Costa, on call from 2026-03-09 09:00", mail.Subject, StringComparison.Ordinal));
        Assert.All(mails.All, mail => Assert.Contains("- ntfy: not sent. It cannot be reached.", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_got_the_word_does_not_get_it_again_while_another_server_makes_theirs_wait()
    {
        mails.DownFor = "ana";
        await RoundsUntilAsync(Friday.AddDays(2));
        Assert.Equal(["rui"], mails.All.Select(mail => mail.Person));
        mails.DownFor = null;

        await RoundsUntilAsync(Friday.AddDays(2.1));

        Assert.Equal(["rui", "ana"], mails.All.Select(mail => mail.Person));
    }

    [Fact]
    public async Task A_process_that_dies_in_the_test_leaves_it_to_the_next()
    {
        (dies, wakes) = (true, true);
        await Assert.ThrowsAsync<OperationCanceledException>(() => RoundsUntilAsync(Friday.AddDays(2)));
        dies = false;

        await RoundsUntilAsync(Friday.AddDays(2).AddHours(1));

        Assert.Equal(["rui for 2026-03-09T09:00 at 2026-03-08T09:00", "rui for 2026-03-09T09:00 at 2026-03-08T09:10"], tested);
    }

    [Fact]
    public async Task Of_two_hosts_one_tests()
    {
        wakes = true;
        time.SetUtcNow(Friday.AddDays(2));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Desk().RoundAsync(Stop)));

        Assert.Single(tested);
    }

    [Fact]
    public async Task Nobody_is_tested_where_that_is_switched_off()
    {
        configuration = configuration with { Rotation = configuration.Rotation with { TestBefore = TimeSpan.Zero } };

        await RoundsUntilAsync(Friday.AddDays(10));

        Assert.Empty(tested);
    }

    // Another desk each time: all that is known is on record.
    async Task RoundsUntilAsync(DateTimeOffset end)
    {
        for (; time.GetUtcNow() <= end; time.Advance(TimeSpan.FromMinutes(10)))
            await Desk().RoundAsync(Stop);
    }

    TurnDesk Desk() => new(log, this, new TurnWarning(new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), Drill: false), new StaffPost(mails, log)),
        () => configuration.ToPolicy(drill: false), configuration.Rotation.TestBefore, time);

    Task<TestedContacts?> IContactTests.TestAsync(string person, OnCallTurn? turn, CancellationToken ct)
    {
        lock (tested)
            tested.Add($"{person} for {turn!.From:yyyy-MM-ddTHH:mm} at {time.GetUtcNow():yyyy-MM-ddTHH:mm}");
        return dies ? throw new OperationCanceledException() : Task.FromResult<TestedContacts?>(new TestedContacts(time.GetUtcNow(), [new("mail", Sent: true, "id"), new("ntfy", wakes, wakes ? "id" : "It cannot be reached.")]));
    }

    Task<IReadOnlyList<ContactReport>> IContactTests.ReportsAsync(CancellationToken ct) => throw new NotSupportedException();

    Task<ContactReport?> IContactTests.ReportAsync(string person, CancellationToken ct) => throw new NotSupportedException();
}
