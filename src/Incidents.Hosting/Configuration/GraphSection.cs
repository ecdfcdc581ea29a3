namespace Incidents.Hosting.Configuration;

/// <summary>Teams calls and the team's calendars, through Microsoft Graph.</summary>
public sealed record GraphSection
{
    /// <summary>The object id of the account that opens every call and holds every meeting, a mailbox made for this purpose. Required.</summary>
    public required string Organiser { get; init; }

    /// <summary>What Graph is used for: call, calendar, or both. Default both.</summary>
    public IReadOnlyList<GraphUse> Use { get; init; } = [GraphUse.Call, GraphUse.Calendar];

    /// <summary>The directory's id, where the host signs in with a secret. Default: none, so that it signs in as the managed identity of the machine it runs on in Azure.</summary>
    public string? Tenant { get; init; }

    /// <summary>The client id of the app registration, or of a managed identity. Default: the environment variable AZURE_CLIENT_ID, else the machine's own identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>The app registration's secret, as an environment variable (env:NAME). Required when there is a tenant.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>True when it is used for this.</summary>
    public bool Serves(GraphUse use) => Use.Contains(use);
}

/// <summary>What Graph is used for.</summary>
public enum GraphUse
{
    /// <summary>The video call is a Teams meeting; a link when that fails.</summary>
    Call,

    /// <summary>The post-mortem goes into the team's calendars, at a time when all are free.</summary>
    Calendar,
}
