using Incidents.Tests;

namespace Incidents.Desk.Tests;

/// <summary>The timeline as people read it: what nobody would read one by one is counted.</summary>
public class StoryTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_alerts_of_a_run_are_lines_and_the_others_are_counted_by_host_and_time()
    {
        await using var office = new Office();
        await office.Say("a", at => new AlertsFired(at, Alerts(0, 100)));
        for (var batch = 1; batch < 49; batch++)
        {
            office.Clock.Advance(TimeSpan.FromSeconds(2));
            await office.Say("a", at => new AlertsFired(at, Alerts(batch * 100, 100)));
        }

        var lines = (await office.Desk.StoryAsync("a", Ct)).Lines;
        var first = lines.Where(line => line.Event is AlertJoined or null).ToList();
        Assert.Equal(["k0", "k1", "k2"], first.Take(3).Select(line => ((AlertJoined)line.Event!).Alert.Key));
        Assert.Equal(new AlertRun(97, 37, 0, 100), first[3].Run);
        Assert.Equal((new AlertRun(4_797, 37, 0, 4_900), Company.Monday.AddSeconds(2), Company.Monday.AddSeconds(96)), (lines[^1].Run, lines[^1].At, lines[^1].Until));
        Assert.InRange(lines.Count, 8, 15);
    }

    [Fact]
    public async Task Ends_of_a_storm_are_counted_with_what_still_fires()
    {
        await using var office = new Office();
        await office.Say("a", at => new AlertsFired(at, Alerts(0, 500)));
        await office.Say("a", at => new AlertsResolved(at, [.. Alerts(0, 312).Select(a => new AlertEnd(a.Key, a.Episode, at))]));
        await office.Say("a", at => new AddNote(at, "ana", "Better"));
        Assert.Equal(new AlertRun(0, 0, 312, 188), (await office.Desk.StoryAsync("a", Ct)).Lines.Single(line => line.Run?.Ended > 0).Run);
    }

    [Fact]
    public async Task A_quiet_incident_has_a_line_for_each_event_and_every_effect()
    {
        await using var office = new Office(null, FakeChannel.Works("mail"), FakeChannel.Works("push"));
        await office.Open();
        await office.DeliverAll("a");
        await office.Say("a", at => new AlertResolved(at, "a1", "e1", at));
        var (story, events) = (await office.Desk.StoryAsync("a", Ct), await office.Desk.TimelineAsync("a", Ct));
        Assert.Equal(events.Select(e => e.Sequence), story.Lines.Select(line => line.Sequence));
        Assert.Equal(events.SelectMany(e => e.Effects.Select((_, n) => EffectId.Of("a", e.Sequence, n))), story.Effects.Select(e => e.Id));
    }

    [Fact]
    public async Task What_was_read_is_not_read_again()
    {
        await using var office = new Office();
        await office.Open();
        var before = (await office.Desk.StoryAsync("a", Ct)).Lines.Count;
        office.Calls.Take();
        await office.Say("a", at => new AddNote(at, "ana", "Hm"));
        Assert.Equal(before + 1, (await office.Desk.StoryAsync("a", Ct)).Lines.Count);
        Assert.Single(office.Calls.Take(), nameof(IIncidentLog.ReadPageAsync));
        Assert.Empty((await office.Desk.StoryAsync("nobody", Ct)).Lines);
    }

    static List<Alert> Alerts(int from, int count) => [.. Enumerable.Range(from, count).Select(n => Company.Alert($"k{n}") with { Host = $"web-{n % 37}" })];
}
