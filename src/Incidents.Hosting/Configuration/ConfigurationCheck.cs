using System.Text.RegularExpressions;

namespace Incidents.Hosting.Configuration;

/// <summary>Whether the host can work with a configuration: every problem, in the order of the file. <c>check</c> prints them, <c>serve</c> refuses to start on them.</summary>
public static partial class ConfigurationCheck
{
    /// <summary>Every problem; empty when there is none.</summary>
    public static IReadOnlyList<Problem> Of(ResponseConfiguration configuration) =>
    [
        .. CompanyCheck.Of(configuration), .. RosterCheck.Of(configuration), .. RangeCheck.Of(configuration), .. TemplatesCheck.Of(configuration),
        .. ChannelsCheck.Of(configuration), .. WaysCheck.Of(configuration), .. SourcesCheck.Of(configuration), .. StatusPageCheck.Of(configuration), .. SubscribersCheck.Of(configuration), .. WebhooksCheck.Of(configuration),
    ];

    /// <summary>True for small letters, digits, hyphens, dots and underscores, at most 64, beginning with a letter or digit.</summary>
    internal static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>One problem for each id that an earlier entry has.</summary>
    internal static IEnumerable<Problem> Duplicates(IEnumerable<string?> ids, string path, string property) => ids.Index()
        .GroupBy(id => id.Item, StringComparer.Ordinal)
        .Where(group => !string.IsNullOrEmpty(group.Key))
        .SelectMany(group => group.Skip(1).Select(again => new Problem($"{path}[{again.Index}].{property}",
            $"\"{again.Item}\" is the {property} of {path}[{group.First().Index}] already.", "Give each one of its own.")));

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
