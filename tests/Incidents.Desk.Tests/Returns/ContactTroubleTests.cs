using Incidents.Adapters.Log;
using Incidents.Testing;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Desk.Tests.Returns;

public sealed class ContactTroubleTests : IAsyncDisposable
{
    readonly TestFolder folder = new();
    readonly FakeTimeProvider clock = new(Company.Monday);
    readonly SqliteIncidentLog log;

    public ContactTroubleTests() => log = SqliteIncidentLog.Open(folder.File("incidents.db"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_stands_until_the_next_message_is_taken_that_way()
    {
        var troubles = Troubles();
        await troubles.RefusedAsync("ana", "ntfy", "The server answered 403.", Ct);
        await troubles.RefusedAsync("ana", "mail", "550 no such user", Ct);
        clock.Advance(TimeSpan.FromDays(1));

        // Another process, as after a restart.
        var later = Troubles();
        Assert.Equal(["mail 550 no such user", "ntfy The server answered 403."], (await later.AllAsync(Ct))["ana"].Select(t => $"{t.Way} {t.Said}").Order());
        Assert.All((await later.AllAsync(Ct))["ana"], t => Assert.Equal(Company.Monday, t.At));

        await later.TakenAsync("ana", "mail", Ct);
        await later.TakenAsync("rui", "ntfy", Ct);
        Assert.Equal("ntfy", Assert.Single((await later.AllAsync(Ct))["ana"]).Way);
        await later.TakenAsync("ana", "ntfy", Ct);
        Assert.Empty(await later.AllAsync(Ct));
        Assert.Empty((await log.RecordsAsync(ContactTroubles.Kind, null, 10, Ct)).Records);
    }

    [Fact]
    public async Task What_came_back_stands_until_an_hour_after_the_next_mail_that_did_not()
    {
        var troubles = Troubles();
        await troubles.ReturnedAsync("ana", "550 no such user", Ct);
        clock.Advance(TimeSpan.FromHours(5));
        Assert.Single((await troubles.AllAsync(Ct))["ana"]);

        await troubles.TakenAsync("ana", "mail", Ct);
        clock.Advance(TimeSpan.FromMinutes(20));
        await troubles.TakenAsync("ana", "mail", Ct);
        Assert.Single((await troubles.AllAsync(Ct))["ana"]);
        clock.Advance(TimeSpan.FromMinutes(39));
        await troubles.ReturnedAsync("ana", "550 no such user", Ct);
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Single((await troubles.AllAsync(Ct))["ana"]);

        await troubles.TakenAsync("ana", "mail", Ct);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await troubles.AllAsync(Ct));
    }

    [Fact]
    public async Task Messages_that_arrive_cost_no_read_each()
    {
        var (records, calls) = Falling.Of(log);
        var (asked, troubles) = (0, new ContactTroubles(records, clock, NullLogger<ContactTroubles>.Instance));
        calls.Before = _ => asked++;
        for (var i = 0; i < 50; i++)
            await troubles.TakenAsync("ana", "mail", Ct);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_disk_that_is_full_changes_nothing_about_the_delivery()
    {
        var (records, calls) = Falling.Of(log);
        calls.Before = _ => throw new LogUnavailableException("The disk is full.");
        var troubles = new ContactTroubles(records, clock, NullLogger<ContactTroubles>.Instance);

        await troubles.RefusedAsync("ana", "mail", "550", Ct);
        await troubles.TakenAsync("ana", "mail", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        folder.Dispose();
    }

    ContactTroubles Troubles() => new(log, clock, NullLogger<ContactTroubles>.Instance);
}
