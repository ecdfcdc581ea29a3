using CsCheck;

namespace Incidents.Tests;

public class PlanProperties
{
    [Fact]
    public void Ten_thousand_random_stories_keep_every_promise_and_can_be_finished()
    {
        var policies = new[] { Company.Policy, Company.With(new PlanTimes { SilentInvestigating = TimeSpan.FromMinutes(10) }) };
        var story = Gen.Select(Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 999].List[1, 25]);
        story.Sample((setting, night, picks) =>
        {
            var trace = new Trace(Incident.None, [], night ? Company.Night : Company.Monday);
            foreach (var pick in picks)
            {
                var alphabet = Alphabet.At(trace).ToList();
                var signal = alphabet[pick % alphabet.Count];
                trace = Invariants.Follow(trace, signal, Plan.Decide(trace.Incident, signal, policies[setting]), policies[setting]);
            }

            Invariants.CanBeFinished(trace, policies[setting]);
        }, iter: 10_000);
    }
}
