using System.Globalization;
using System.Text;
using Incidents.Public;

namespace Incidents.Bench;

/// <summary>The same history for us and for the peer: three incidents a day of twenty services, four updates each, the newest one still active.</summary>
static class History
{
    const int PerDay = 3;
    const int MostUpdates = 10;

    static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    static readonly string[] Words = ["Investigating", "Identified", "Monitoring", "Resolved"];

    /// <summary>Whose page it is.</summary>
    public static PublicPage Page { get; } = new("Contoso", "Etc/UTC", "en", [.. Enumerable.Range(0, 20).Select(number => new PublicService($"service-{number}", $"Service {number}", null))], new Uri("https://status.contoso.example/"), Exercise: false);

    /// <summary>One of them; the last of a history is active and says something new with every version, in ten updates at most.</summary>
    public static PublicIncident Incident(int number, int size, int version)
    {
        var start = Start(number, size);
        var active = number == size - 1;
        var updates = Enumerable.Range(0, active ? 2 + Math.Min(version, MostUpdates - 2) : Words.Length)
            .Select(n => new PublicUpdate(n + 1, start.AddMinutes(5 + (20 * Math.Min(n, 3)) + Math.Max(0, n - 3)).AddSeconds(active && n > 0 ? version : 0), active ? PublicState.Identified : (PublicState)n, Text(number, active && n > 0 ? n + version : n))).ToList();
        return new PublicIncident($"2026-{number:D5}", $"Service {number % 20} answers with errors ({number})", (Impact)(number % 3), start, active ? PublicState.Identified : PublicState.Resolved,
            [$"service-{number % 20}"], updates, null, active ? null : updates[^1].At, []);
    }

    /// <summary>The same as issues of cState.</summary>
    public static void WriteIssues(string folder, int size)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; number < size; number++)
        {
            var incident = Incident(number, size, version: 0);
            var text = new StringBuilder().AppendLine("---").AppendLine(CultureInfo.InvariantCulture, $"title: \"{incident.Title}\"").AppendLine(CultureInfo.InvariantCulture, $"date: {incident.StartedAt:yyyy-MM-dd HH:mm:ss}")
                .AppendLine(CultureInfo.InvariantCulture, $"resolved: {(incident.ResolvedAt is null ? "false" : "true")}");
            if (incident.ResolvedAt is { } end)
                text.AppendLine(CultureInfo.InvariantCulture, $"resolvedWhen: {end:yyyy-MM-dd HH:mm:ss}");
            text.AppendLine(CultureInfo.InvariantCulture, $"severity: {incident.Impact switch { Impact.Critical => "down", Impact.Major => "disrupted", _ => "notice" }}").AppendLine("affected:").AppendLine(CultureInfo.InvariantCulture, $"  - Service {number % 20}").AppendLine("section: issue").AppendLine("---").AppendLine();
            foreach (var update in incident.Updates.Reverse())
                text.AppendLine(CultureInfo.InvariantCulture, $"*{update.State}* - {update.Text} {{{{< track \"{update.At:yyyy-MM-dd HH:mm:ss}\" >}}}}").AppendLine();

            File.WriteAllText(Path.Combine(folder, $"{incident.Id}.md"), text.ToString());
        }
    }

    static DateTimeOffset Start(int number, int size) => Now.AddHours(-2).AddDays(-(double)(size - 1 - number) / PerDay);

    static string Text(int number, int update) =>
        $"About one in {2 + (number % 9)} requests fails with status 503; those that succeed are slower than usual. Update {update + 1}: our engineers are at work, your data is safe, and failed requests can be sent again.";
}
