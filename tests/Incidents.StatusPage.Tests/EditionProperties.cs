using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>Random records that change again and again, also from an older edition and over midnight: an edition is what a whole build would be, and its list of changes misses nothing.</summary>
public class EditionProperties
{
    const int Stories = 8;
    const int Changes = 20;

    static readonly DateTimeOffset Morning = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_edition_after_many_changes_has_the_bytes_of_a_whole_build()
    {
        for (var seed = 0; seed < Stories; seed++)
        {
            var random = new Random(seed);
            var told = new List<(SiteEdition Edition, Dictionary<string, byte[]> Files)>();
            var first = Enumerable.Range(0, 12).Select(number => Incident(random, number)).ToList();
            await TellAsync(told, SiteEdition.Of(new PublicHistory(Records.Page, first, []) { Day = Day(0) }), first, Day(0), since: null, $"story {seed}, start");
            for (var change = 1; change <= Changes; change++)
            {
                // Mostly from the latest edition, sometimes from an older one; compared with any of them.
                var from = told[random.Next(5) == 0 ? random.Next(told.Count) : told.Count - 1].Edition;
                var news = Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(18)).Distinct().Select(number => Incident(random, number)).ToList();
                var day = Day(random.Next(4) == 0 ? change : 0);
                var record = from.Incidents.ExceptBy(news.Select(incident => incident.Id), incident => incident.Id, StringComparer.Ordinal).Concat(news).ToList();
                var since = told[random.Next(told.Count)];
                await TellAsync(told, from.With(news, [], day), record, day, since, $"story {seed}, change {change}");
            }
        }
    }

    static async Task TellAsync(List<(SiteEdition Edition, Dictionary<string, byte[]> Files)> told, SiteEdition edition, List<PublicIncident> record, DateOnly day, (SiteEdition Edition, Dictionary<string, byte[]> Files)? since, string which)
    {
        var whole = SiteEdition.Of(new PublicHistory(Records.Page, record, []) { Day = day });
        Assert.Equal(whole.Paths.Order(StringComparer.Ordinal), edition.Paths.Order(StringComparer.Ordinal));
        Assert.Equal(whole.LastChange, edition.LastChange);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in whole.Paths)
        {
            files[path] = (await edition.RenderAsync(path)).Content.ToArray();
            Assert.True((await whole.RenderAsync(path)).Content.Span.SequenceEqual(files[path]), $"{which}: {path} is not as a whole build makes it");
        }

        var moment = Morning.AddHours(record.Count);
        Assert.Equal(
            record.Where(incident => incident.State != PublicState.Resolved || SiteEdition.LastWordOn(incident) > moment).Select(incident => incident.Id).Order(StringComparer.Ordinal),
            edition.ActiveOrChangedSince(moment).Select(incident => incident.Id).Order(StringComparer.Ordinal));
        if (since is { } earlier)
        {
            var changed = edition.ChangedSince(earlier.Edition);
            Assert.Empty(files.Where(file => !earlier.Files.TryGetValue(file.Key, out var old) || !old.AsSpan().SequenceEqual(file.Value)).Select(file => file.Key).Except(changed, StringComparer.Ordinal).Select(path => $"{which}: {path}"));
        }

        told.Add((edition, files));
    }

    static PublicIncident Incident(Random random, int number)
    {
        var start = Morning.AddDays(-random.Next(number < 3 ? 2 : 70)).AddMinutes(15 * random.Next(20));
        var states = Enum.GetValues<PublicState>().Take(1 + random.Next(4)).ToList();
        var updates = states.Select((state, n) => new PublicUpdate(n + 1, start.AddMinutes(10 * (n + 1)), state, $"Word {random.Next(100)}.")).ToList();
        var resolved = states[^1] == PublicState.Resolved;
        return new PublicIncident($"i-{number}", $"Title {random.Next(3)}", (Impact)random.Next(3), start, states[^1], [Records.Page.Services[random.Next(Records.Page.Services.Count)].Id], updates, null,
            resolved ? updates[^1].At : null, resolved && random.Next(3) == 0 ? [new PublicReport(1, start.AddDays(1), "Why.")] : []);
    }

    static DateOnly Day(int later) => DateOnly.FromDateTime(Morning.Date).AddDays(later);
}
