using System.Globalization;

namespace Incidents.Scenarios;

/// <summary>
/// From the 202 to the first call. Prints the median and the 95th percentile; INCIDENTS_MEASURE_CALLS says of how many calls (3 unless set), one after another, so
/// that each is measured alone.
/// </summary>
public class CallLatencyTests(Hosts hosts, ITestOutputHelper output)
{
    // The first call loads code; it is not measured.
    const int WarmUps = 1;

    static int Calls => int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_MEASURE_CALLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) && set > 0 ? set : 3;

    [Fact]
    public async Task An_accepted_alert_is_followed_by_the_first_call()
    {
        var host = await hosts.ByDayAsync();
        var took = new List<TimeSpan>();
        for (var call = 0; call < WarmUps + Calls; call++)
        {
            using var people = new Responders(host, Responders.NewService("measured"));
            await people.AlertAsync();
            var accepted = DateTimeOffset.UtcNow;
            var letter = await people.MailAsync("Please look at this");
            // The mail may be quicker than the answer to the sender.
            took.Add(letter.At > accepted ? letter.At - accepted : TimeSpan.Zero);
            Assert.True((await people.SendAsync(await people.OpenAsync(letter), "dismiss", "Measured.", code: null)).IsFine);
        }

        var sorted = took.Skip(WarmUps).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sorted.Count} calls: p50 {At(sorted, 0.5).TotalMilliseconds:0} ms, p95 {At(sorted, 0.95).TotalMilliseconds:0} ms, longest {sorted[^1].TotalMilliseconds:0} ms"));
    }

    // The nearest rank: a time that was measured, never one in between.
    static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
