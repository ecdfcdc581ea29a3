using System.Diagnostics;

namespace Incidents.Scenarios;

/// <summary>kill -9 of a host, and of all that it started, in the middle of each step: right after an answer, before what follows from it is done.</summary>
public class KilledTests(ITestOutputHelper output)
{
    // The least that Durable Functions lets its messages be invisible for is a minute; the rest is for the start.
    static readonly TimeSpan Latest = TimeSpan.FromSeconds(75);

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    // Something is due every few seconds in every step, so that each kill leaves a deadline behind.
    static readonly CompanyFile Company = Hosts.Usual with
    {
        Thresholds = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
        {
            ["minDuration"] = TimeSpan.FromSeconds(2),
            ["countUsersWait"] = TimeSpan.FromSeconds(2),
            ["callWait"] = TimeSpan.FromMinutes(5),
            ["reminder"] = Soon,
            ["cadenceMajor"] = Soon * 4 / 3,
            ["chase"] = Soon,
            ["postmortemRest"] = TimeSpan.FromSeconds(1),
        },
    };

    [Fact]
    public async Task Killed_once_in_each_step_an_incident_ends_as_without_kills_and_nothing_is_lost_or_told_twice()
    {
        Hosts.OnlyOwned();
        var calm = LiveAsync(kills: false);
        var killed = LiveAsync(kills: true);

        Assert.Equal(Ending.Outline(await calm), Ending.Outline(await killed));
    }

    async Task<Seen> LiveAsync(bool kills)
    {
        await using var host = await HostChoice.OpenAsync(Company);
        using var people = new Responders(host, "checkout");
        var waiting = kills ? Enumerable.Range(0, 10).ToHashSet() : [];
        foreach (var scene in Story.Of(people, asksUsers: false))
        {
            await scene.Act();
            if (waiting.Remove(scene.Step))
            {
                await KillAsync(host, people, scene.Step);
            }
        }

        return await Ending.OfAsync(people, repeats: kills);
    }

    async Task KillAsync(IHostUnderTest host, Responders people, int step)
    {
        var killed = DateTimeOffset.UtcNow;
        await host.KillAsync();
        await host.StartAsync();
        var ready = DateTimeOffset.UtcNow;

        // What became due while nobody was there, or becomes due soon, is served; nothing due stays behind.
        var watch = Stopwatch.StartNew();
        var seen = await people.EventuallyAsync($"deadlines are served after the kill in step {step}", one => one.NextDeadline is not { } next || next > killed + Soon + Soon, Latest + Soon);
        output.WriteLine($"step {step}: killed, ready after {(ready - killed).TotalSeconds:0.0} s, deadlines served {watch.Elapsed.TotalSeconds:0.0} s later; next at {seen.NextDeadline:HH:mm:ss}");
    }
}
