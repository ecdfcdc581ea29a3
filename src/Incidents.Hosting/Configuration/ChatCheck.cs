namespace Incidents.Hosting.Configuration;

/// <summary>Slack and Teams.</summary>
static class ChatCheck
{
    /// <summary>Names of the internal channels that stand for them.</summary>
    public const string Slack = "slack", Teams = "teams";

    /// <summary>The names of all internal channels.</summary>
    public static IReadOnlyList<string> Internal(ChannelsSection channels) =>
        [.. channels.Posts.Internal, .. channels.Slack is null ? [] : (string[])[Slack], .. channels.Teams is null ? [] : (string[])[Teams]];

    public static IEnumerable<Problem> Of(ChannelsSection channels) => [.. Of(channels.Slack), .. Of(channels.Teams)];

    static IEnumerable<Problem> Of(SlackSection? slack)
    {
        if (slack is null)
            yield break;

        if (slack.Conversation is { } id && !(id.Length is >= 9 and <= 20 && id[0] is 'C' or 'G' && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))))
            yield return new("channels.slack.conversation", $"\"{id}\" is not a conversation's id.", "Write the id that begins with C or G, not the name; Slack shows it at the end of \"About this channel\".");
        if (SecretCheck.Problem("channels.slack.token", slack.Token, plain: true) is { } problem)
            yield return problem;
        else if (slack.Token?.Reveal() is { } token && !token.StartsWith("xox", StringComparison.Ordinal))
            yield return new("channels.slack.token", "The variable's value is not a token of Slack.", "Set it to the bot's token, which begins with xoxb-.");
    }

    static IEnumerable<Problem> Of(TeamsSection? teams)
    {
        if (teams is null)
            yield break;

        if (SecretCheck.Problem("channels.teams.address", teams.Address, plain: true) is { } problem)
            yield return problem;
        else if (teams.Address?.Reveal() is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
            yield return new("channels.teams.address", "The variable's value is not an https address.", "Set it to the address that the workflow shows under \"When a Teams webhook request is received\".");
    }
}
