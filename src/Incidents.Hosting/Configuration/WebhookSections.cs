namespace Incidents.Hosting.Configuration;

/// <summary>A webhook that is told what happens, signed after Standard Webhooks.</summary>
public sealed record WebhookEntry
{
    /// <summary>Unique and stable: how far it was told is kept under it. Small letters, digits, hyphens, dots and underscores, at most 40. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Where events are posted to: https, or http on this machine. Redirects are not followed. Required.</summary>
    public required string Address { get; init; }

    /// <summary>What it is signed with (whsec_ and base64), as an environment variable (env:NAME); a list of the new one and the former one while one is being replaced. Required.</summary>
    public required SourceSecrets Secret { get; init; }

    /// <summary>What it is told: public (every change that the public sees), plan (every event of the plan; none of an incident in the breach lane). Default: public.</summary>
    public IReadOnlyList<WebhookEvents> Events { get; init; } = [WebhookEvents.Public];

    /// <summary>True when the address may lead to a private network, such as the company's own. Default false.</summary>
    public bool AllowPrivateAddress { get; init; }
}

/// <summary>Kinds of events.</summary>
public enum WebhookEvents
{
    /// <summary>What the public sees has changed.</summary>
    Public,

    /// <summary>An event of the plan.</summary>
    Plan,
}
