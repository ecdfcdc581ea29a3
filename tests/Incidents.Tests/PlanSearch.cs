using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>
/// A bounded exhaustive search: from the first alert on, every signal of the alphabet is tried in every state that differs in what decides.
/// Environment INCIDENTS_SEARCH_STATES raises the bound (default 6,000).
/// </summary>
public class PlanSearch(ITestOutputHelper output)
{
    static readonly int Bound = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_SEARCH_STATES"), out var n) ? n : 6_000;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void From_every_state_closing_is_reachable_and_nothing_is_public_that_nobody_approved(bool night, bool silence)
    {
        var policy = With(new PlanTimes { SilentInvestigating = silence ? TimeSpan.FromMinutes(10) : null });
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var waiting = new Queue<Trace>([new Trace(Incident.None, [], night ? Night : Monday)]);
        var decisions = 0;
        while (seen.Count < Bound && waiting.TryDequeue(out var trace))
        {
            foreach (var signal in Alphabet.At(trace))
            {
                var decision = Plan.Decide(trace.Incident, signal, policy);
                decisions++;
                var next = Invariants.Follow(trace, signal, decision, policy);
                if (seen.TryAdd(Abstraction.Key(next.Incident), seen.Count))
                {
                    Invariants.CanBeFinished(next, policy);
                    waiting.Enqueue(next);
                }
            }
        }

        output.WriteLine($"{seen.Count} states visited, {decisions} decisions, {waiting.Count} states at the rim{(night ? ", by night" : "")}{(silence ? ", with silence" : "")}.");
        Assert.True(seen.Count >= Math.Min(Bound, 1_000), $"Only {seen.Count} states were reached.");
    }
}

/// <summary>An incident, how it came to be, and what time it is there.</summary>
sealed record Trace(Incident Incident, IReadOnlyList<Event> Events, DateTimeOffset Now);
