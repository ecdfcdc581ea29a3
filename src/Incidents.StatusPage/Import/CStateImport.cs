using System.Text.RegularExpressions;
using Incidents.Public;

namespace Incidents.StatusPage.Import;

/// <summary>
/// Reads the issues of a cState page (<c>content/issues/*.md</c>; https://github.com/cstate/cstate) into the public record. The file's name is the id, as it is in cState's
/// addresses. Times without a zone are UTC, as Hugo takes them.
/// </summary>
public static partial class CStateImport
{
    const string PostMortem = "POST-MORTEM";

    /// <summary>One issue; null for a file that is none, such as a section's index or a page about the company.</summary>
    /// <param name="page">Its services take the place of systems of the same id or name.</param>
    /// <param name="name">The file's name without folder.</param>
    /// <param name="text">The file.</param>
    /// <exception cref="FormatException">The issue has no date.</exception>
    public static PublicIncident? Read(PublicPage page, string name, string text)
    {
        var id = IdOf(Path.GetFileNameWithoutExtension(name));
        if (id.StartsWith('_') || id.Length == 0 || FrontMatter.Of(text) is not { } matter)
        {
            return null;
        }

        // Other pages of the same folder have neither; and a draft was never shown.
        if ((matter.Text("section") != "issue" && matter.Text("severity") is null) || matter.Says("draft"))
        {
            return null;
        }

        var services = new ImportedServices(page);
        var started = matter.Time("date") ?? throw new FormatException($"{name}: the issue has no date, or one that cannot be read.");
        var words = Words(matter.Body, started);
        // An announcement of cState's is on its front page or not, and nothing is broken by it: here it is history, not an incident that nobody ever ends.
        var informational = matter.Says("informational");
        var resolved = matter.Says("resolved") || informational;
        var updates = Updates(words, started);
        if (informational && updates is [var only])
        {
            updates = [only with { State = PublicState.Resolved }];
        }

        var end = resolved ? matter.Time("resolvedWhen") ?? updates.LastOrDefault()?.At ?? started : (DateTimeOffset?)null;
        if (resolved && !updates.Exists(update => update.State == PublicState.Resolved))
        {
            updates.Add(new PublicUpdate(updates.Count + 1, updates is [.., var last] && last.At > end ? last.At : end!.Value, PublicState.Resolved, ""));
        }

        return new PublicIncident(id, matter.Text("title") ?? id, matter.Text("severity")?.ToLowerInvariant() switch { "down" => Impact.Critical, "disrupted" => Impact.Major, _ => Impact.Minor }, started,
            resolved ? PublicState.Resolved : updates is [.., { State: not PublicState.Resolved } newest] ? newest.State : PublicState.Investigating,
            [.. matter.List("affected").Select(system => services.Of(system, system)).Distinct(StringComparer.Ordinal)], updates, NextUpdateBy: null, end,
            [.. words.Where(word => word.State == PostMortem).Select((word, index) => new PublicReport(index + 1, word.At ?? end ?? updates.LastOrDefault()?.At ?? started, word.Text))],
            informational ? [] : null);
    }

    // *Resolved* - text {{< track "2026-01-02 10:00:00" >}}, newest first; a text without such marks is one update.
    static List<Word> Words(string body, DateTimeOffset started)
    {
        var marks = Mark().Matches(body);
        if (marks.Count == 0)
        {
            return body.Trim() is { Length: > 0 } text ? [new Word("INVESTIGATING", started, Plain(text))] : [];
        }

        return [.. marks.Select((mark, index) =>
            {
                var text = body[(mark.Index + mark.Length)..(index + 1 < marks.Count ? marks[index + 1].Index : body.Length)];
                var at = Track().Match(text) is { Success: true } track ? FrontMatter.TimeOf(track.Groups["at"].Value) : null;
                return new Word(mark.Groups["state"].Value.ToUpperInvariant(), at, Plain(text));
            })
            .Reverse().OrderBy(word => word.At ?? DateTimeOffset.MaxValue)];
    }

    static List<PublicUpdate> Updates(IEnumerable<Word> words, DateTimeOffset started)
    {
        var updates = new List<PublicUpdate>();
        foreach (var word in words.Where(word => word.State != PostMortem))
        {
            // A mere update leaves the state as it was.
            var (state, at) = updates is [.., var last] ? (last.State, last.At) : (PublicState.Investigating, started);
            updates.Add(new PublicUpdate(updates.Count + 1, word.At ?? at, StateOf(word.State) ?? state, word.Text));
        }

        return updates;
    }

    sealed record Word(string State, DateTimeOffset? At, string Text);

    static string Plain(string text) => ShortCode().Replace(text, "").Trim().Trim('-', '–').Trim();

    static PublicState? StateOf(string word) => word switch
    {
        "INVESTIGATING" => PublicState.Investigating,
        "IDENTIFIED" => PublicState.Identified,
        "MONITORING" => PublicState.Monitoring,
        "RESOLVED" => PublicState.Resolved,
        _ => null,
    };

    // Addresses hold letters, digits, dot, hyphen and underscore; Hugo writes the rest as a hyphen.
    static string IdOf(string name) => NotOfId().Replace(name, "-").TrimStart('-', '.') is var id && id.Length > 100 ? id[..100] : id;

    [GeneratedRegex(@"(?m)^\s*\*{1,2}(?<state>[A-Za-z-]{4,20})\*{1,2}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("""\{\{[<%]\s*track\s+["`](?<at>[^"`]{1,40})["`]\s*[>%]\}\}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Track();

    [GeneratedRegex(@"\{\{[<%][^>}]{0,200}[>%]\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortCode();

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotOfId();
}
