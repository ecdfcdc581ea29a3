using Incidents.Adapters.Channels.Web;

namespace Incidents.Hosting.Configuration;

/// <summary>How people are woken.</summary>
static class WaysCheck
{
    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
    [
        .. SecretCheck.Problem("channels.pushover.token", c.Channels.Pushover?.Token, plain: true) is { } problem ? [problem] : (Problem[])[],
        .. (c.People ?? []).Index().SelectMany(p => p.Item.Ways.Index().SelectMany(w => Way(c.Channels, p.Item.Ways, w.Index, $"people[{p.Index}].ways[{w.Index}]"))),
    ];

    /// <summary>True for letters, digits, hyphens and underscores, at most 64.</summary>
    public static bool IsTopic(string topic) => topic.Length is > 0 and <= 64 && topic.All(l => char.IsAsciiLetterOrDigit(l) || l is '-' or '_');

    static IEnumerable<Problem> Way(ChannelsSection channels, IReadOnlyList<WayEntry> ways, int index, string path)
    {
        var way = ways[index];
        if (index > 0 && way.After < ways[index - 1].After)
            yield return new($"{path}.after", "It is tried before the way above it.", "Write the ways in the order of their times.");
        foreach (var problem in way.Kind switch
        {
            WayKind.Ntfy => Ntfy(channels, way, path),
            WayKind.Pushover => Pushover(channels, way, path),
            WayKind.Webhook => Webhook(way, path),
            _ => PagerDuty(way, path),
        })
        {
            yield return problem;
        }

        if (way is { Kind: WayKind.Webhook or WayKind.PagerDuty, To: not null })
            yield return new($"{path}.to", "This kind of way has none.", "Leave it out.");
        if (way is { Kind: not WayKind.Webhook, Address: not null })
            yield return new($"{path}.address", "Only a webhook has an address here.", "Leave it out.");
        if (way is { Kind: WayKind.Ntfy or WayKind.Pushover, Secret: not null })
            yield return new($"{path}.secret", "This kind of way has none.", "Leave it out.");
    }

    static IEnumerable<Problem> Ntfy(ChannelsSection channels, WayEntry way, string path)
    {
        if (channels.Push is null)
            yield return new(path, "There is no push server to send to this topic.", "Write channels.push.address, or choose another kind.");
        if (way.To is not { } topic || !IsTopic(topic))
            yield return new($"{path}.to", way.To is null ? "This is missing." : $"\"{way.To}\" cannot be an ntfy topic.", "Write a topic: letters, digits, hyphens and underscores, at most 64.");
    }

    static IEnumerable<Problem> Pushover(ChannelsSection channels, WayEntry way, string path)
    {
        if (channels.Pushover is null)
            yield return new(path, "There is no application at Pushover to send it.", "Write channels.pushover.token, or choose another kind.");
        if (way.To is not { Length: 30 } key || !key.All(char.IsAsciiLetterOrDigit))
            yield return new($"{path}.to", way.To is null ? "This is missing." : "This is not a user key of Pushover.", "Write the 30 letters and digits that Pushover shows the person.");
    }

    static IEnumerable<Problem> Webhook(WayEntry way, string path)
    {
        if (AddressCheck.Problem($"{path}.address", way.Address) is { } problem)
            yield return problem;
        else if (way.Address is not { } address || (new Uri(address) is { Scheme: "http" } uri && !uri.IsLoopback))
            yield return new($"{path}.address", way.Address is null ? "This is missing." : "What is posted would cross the network in the clear.", "Write an https address.");
        if (Secret(way, path) is { } missing)
            yield return missing;
        else if (!WebhookSignature.IsSecret(way.Secret!.Reveal()!))
            yield return new($"{path}.secret", "The variable's value is not a signing secret.", "Set it to whsec_ and the base64 of 24 to 64 random bytes.");
    }

    static IEnumerable<Problem> PagerDuty(WayEntry way, string path)
    {
        if (Secret(way, path) is { } missing)
            yield return missing;
        else if (way.Secret!.Reveal() is not { Length: 32 })
            yield return new($"{path}.secret", "The variable's value is not an integration key.", "Set it to the 32 characters that PagerDuty shows for an Events API v2 integration.");
    }

    static Problem? Secret(WayEntry way, string path) => way.Secret is null ? new($"{path}.secret", "This way has no secret.", "Write \"env:NAME\" and set that environment variable.")
        : SecretCheck.Problem($"{path}.secret", way.Secret, plain: true);
}
