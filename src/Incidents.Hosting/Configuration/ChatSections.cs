namespace Incidents.Hosting.Configuration;

/// <summary>A conversation in Slack, by the bot of an app of the company's own. The plan's internal posts go there too, one thread per incident.</summary>
public sealed record SlackSection
{
    /// <summary>The conversation's id, such as C0123ABCD; Slack shows it at the end of "About this channel". The bot must be a member. Required.</summary>
    public required string Conversation { get; init; }

    /// <summary>The bot's token (xoxb-), as an environment variable (env:NAME). It needs the scopes chat:write and channels:history, or groups:history for a private channel. Required.</summary>
    public required Secret Token { get; init; }
}

/// <summary>A channel in Teams, by a workflow that is started by a web request. The plan's internal posts go there too.</summary>
public sealed record TeamsSection
{
    /// <summary>The workflow's address, as an environment variable (env:NAME): whoever knows it can post. Required.</summary>
    public required Secret Address { get; init; }
}
