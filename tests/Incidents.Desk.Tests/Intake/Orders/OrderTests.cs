using System.Collections.Immutable;
using Incidents.Alerts;
using Incidents.Tests;

namespace Incidents.Desk.Tests.Orders;

/// <summary>
/// Every sender's documents in every order, through the real intake, desk and log: two occurrences of one alert and one of another, some told twice, each by itself or
/// several in one body, and everything served a second time as after a crash. After each body the incidents are those of <see cref="ReferenceIntake"/>.
/// </summary>
public class OrderTests
{
    static readonly Telling[] Known = [Tell("ant", 1, 1, 2), Tell("ant", 2, 3, 4), Tell("bee", 1, 2, 5)];

    // Small letters fire and capitals end: a is ant's first occurrence, b its second, c is bee's. Shorter ones are their beginnings.
    static readonly string[] Mixtures = ["aAbBc", "aAbcC", "aaAbB", "aaAcC"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => [.. Senders.All.Select(sender => sender.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task In_whatever_order_it_arrives_the_incidents_are_those_of_the_reference(string type)
    {
        var ways = SenderDocuments.All.Where(d => d.Type == type).ToList();
        Assert.True(ways.Count > 0, $"Nobody wrote how \"{type}\" writes its documents: add it to {nameof(SenderDocuments)}.{nameof(SenderDocuments.All)}.");
        await using var run = new OrderRun(Senders.Find(type)!);
        foreach (var way in ways)
        {
            var orders = Mixtures.SelectMany(Orders).Distinct(StringComparer.Ordinal).ToList();
            await Parallel.ForEachAsync(orders.SelectMany(order => Bodies(order, way.TakesMany)), Ct, async (bodies, _) => await run.CheckAsync(way, bodies));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Served_at_once_in_whatever_order_every_occurrence_is_there_once_and_fires_as_in_the_reference(string type)
    {
        await using var run = new OrderRun(Senders.Find(type)!);
        foreach (var way in SenderDocuments.All.Where(d => d.Type == type))
        {
            var orders = Mixtures.SelectMany(Orders).Distinct(StringComparer.Ordinal).ToList();
            await Parallel.ForEachAsync(orders.SelectMany(order => Bodies(order, way.TakesMany)), Ct, async (bodies, _) => await run.CheckAtOnceAsync(way, bodies));
        }
    }

    // Each by itself, and in two bodies.
    static IEnumerable<ImmutableArray<int>> Cuts(bool takesMany) => takesMany ? [[1, 1, 1, 1, 1], [2, 3]] : [[1, 1, 1, 1, 1]];

    static IEnumerable<IReadOnlyList<IReadOnlyList<Telling>>> Bodies(string order, bool takesMany)
    {
        var told = order.Select(c => Known[char.ToLowerInvariant(c) - 'a'] with { IsFiring = char.IsLower(c) }).ToList();
        foreach (var cut in Cuts(takesMany))
        {
            var taken = 0;
            yield return [.. cut.Select(count => told.GetRange((taken += count) - count, count))];
        }
    }

    static IEnumerable<string> Orders(string letters) =>
        letters.Length < 2 ? [letters] : letters.SelectMany((first, i) => Orders(letters.Remove(i, 1)).Select(rest => first + rest)).Distinct(StringComparer.Ordinal);

    static Telling Tell(string alert, int number, int start, int end) => new(alert, number, IsFiring: true, "", Company.Monday.AddMinutes(start), Company.Monday.AddMinutes(end));
}
