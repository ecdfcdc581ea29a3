using System.Text;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Desk.Tests;

public class InboxTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_first_caller_has_to_see_that_it_is_served_and_all_is()
    {
        await using var office = new Office();
        using var inbox = Of(office);

        Assert.True(await Take(office, inbox, "a"));
        Assert.False(await Take(office, inbox, "b"));
        await inbox.ServeAsync();
        Assert.True(await Take(office, inbox, "c"));
        await inbox.ServeAsync();

        Assert.Equal(["a", "b", "c"], await Joined(office));
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task What_memory_has_no_room_for_is_served_from_the_log()
    {
        await using var office = new Office();
        using var inbox = Of(office);
        foreach (var key in Enumerable.Range(0, 20))
        {
            await Take(office, inbox, $"{key:00}", padding: 1_000_000);
        }

        await inbox.ServeAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(key => $"{key:00}"), await Joined(office));
        Assert.Empty(await office.Log.WaitingInputsAsync(10, Ct));
    }

    [Fact]
    public async Task One_that_fails_is_left_to_the_sweep_and_later_ones_are_served()
    {
        await using var office = new Office();
        using var inbox = Of(office);
        var odd = new RawInput("odd/1", "odd", office.Clock.GetUtcNow(), "application/json", "{}"u8.ToArray());
        await office.Intake.AcceptAsync(odd, Ct);

        Assert.True(inbox.Add(odd));
        await inbox.ServeAsync();
        Assert.True(await Take(office, inbox, "a"));
        await inbox.ServeAsync();
        await inbox.SweepAsync(Ct);

        Assert.Equal(["a"], await Joined(office));
        Assert.Equal("odd/1", Assert.Single(await office.Log.WaitingInputsAsync(10, Ct)).Id);
    }

    [Fact]
    public async Task One_that_fails_holds_up_nothing_that_waits_behind_it()
    {
        await using var office = new Office();
        using var inbox = Of(office);
        var odd = new RawInput("odd/1", "odd", office.Clock.GetUtcNow(), "application/json", "{}"u8.ToArray());
        await office.Intake.AcceptAsync(odd, Ct);
        inbox.Add(odd);
        foreach (var key in Enumerable.Range(0, 150))
        {
            await Take(office, inbox, $"{key:000}");
        }

        await inbox.ServeAsync();

        Assert.Equal(150, (await Joined(office)).Count());
        Assert.Equal("odd/1", Assert.Single(await office.Log.WaitingInputsAsync(10, Ct)).Id);
    }

    [Fact]
    public async Task After_a_stop_nothing_more_is_served_and_all_of_it_is_in_the_log()
    {
        await using var office = new Office();
        using var inbox = Of(office);
        Assert.True(await Take(office, inbox, "a"));
        await inbox.ServeAsync();
        await Take(office, inbox, "b");

        inbox.Stop();
        Assert.False(await Take(office, inbox, "c"));
        await inbox.ServeAsync();

        Assert.Equal(["a"], await Joined(office));
        Assert.Equal(["tool/b", "tool/c"], (await office.Log.WaitingInputsAsync(10, Ct)).Select(input => input.Id));
        await inbox.SweepAsync(Ct);
        Assert.Equal(["a", "b", "c"], await Joined(office));
    }

    static Inbox Of(Office office) => new(office.Intake, office.Log, NullLogger<Inbox>.Instance);

    static async Task<bool> Take(Office office, Inbox inbox, string key, int padding = 0)
    {
        var body = $$"""{"key":"{{key}}","status":"firing","service":"checkout","summary":"Slow","startsAt":"{{Company.Monday:O}}","padding":"{{new string('x', padding)}}"}""";
        var input = new RawInput($"tool/{key}", "tool", office.Clock.GetUtcNow(), "application/json", Encoding.UTF8.GetBytes(body));
        await office.Intake.AcceptAsync(input, Ct);
        return inbox.Add(input);
    }

    static async Task<IEnumerable<string>> Joined(Office office) =>
        (await office.Look(Assert.Single(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct)).Id)).Alerts.Values.Select(a => a.Alert!.Key[5..]).Order(StringComparer.Ordinal);
}
