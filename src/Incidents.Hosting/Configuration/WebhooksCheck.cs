using System.Net;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;

namespace Incidents.Hosting.Configuration;

/// <summary>Webhooks that are told what happens.</summary>
static class WebhooksCheck
{
    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
        [.. c.Webhooks.Index().SelectMany(w => Of(w.Item, $"webhooks[{w.Index}]")), .. ConfigurationCheck.Duplicates(c.Webhooks.Select(w => w.Name), "webhooks", "name")];

    static IEnumerable<Problem> Of(WebhookEntry webhook, string path)
    {
        if (webhook.Name is { } name && !(ConfigurationCheck.IsId(name) && name.Length <= WebhookRecords.LongestName))
            yield return new($"{path}.name", $"\"{name}\" cannot be a webhook's name.", $"Use small letters, digits, hyphens, dots and underscores, at most {WebhookRecords.LongestName}.");
        if (Address(webhook, $"{path}.address") is { } problem)
            yield return problem;
        if (webhook.Events.Count == 0 || webhook.Events.Distinct().Count() < webhook.Events.Count)
            yield return new($"{path}.events", webhook.Events.Count == 0 ? "It would be told nothing." : "A kind is listed twice.", "Write [\"public\"], [\"plan\"] or both.");
        foreach (var missing in Secrets(webhook.Secret, $"{path}.secret"))
            yield return missing;
    }

    static Problem? Address(WebhookEntry webhook, string path) => AddressCheck.Problem(path, webhook.Address) ?? (webhook.Address is null || new Uri(webhook.Address) is not { } uri ? null
        : uri is { Scheme: "http", IsLoopback: false } ? new(path, "What is posted would cross the network in the clear.", "Write an https address.")
        : !webhook.AllowPrivateAddress && (uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) && !PublicAddresses.Holds(literal)))
            ? new(path, "This is a private address.", "Write allowPrivateAddress: true if the receiver is the company's own, or its public address.") : null);

    static IEnumerable<Problem> Secrets(SourceSecrets? secrets, string path)
    {
        if (secrets is null)
            yield break;
        if (secrets.Former == secrets.Current)
            yield return new(path, $"{secrets.Current} is listed twice.", "List the new one and the former one, or one alone.");
        foreach (var secret in secrets.Alive)
        {
            if (SecretCheck.Problem(path, secret, plain: true) is { } problem)
                yield return problem;
            else if (!WebhookSignature.IsSecret(secret.Reveal() ?? ""))
                yield return new(path, $"The value of {secret.Variable} is not a signing secret.", "Set it to whsec_ and the base64 of 24 to 64 random bytes, such as whsec_$(openssl rand -base64 32).");
        }
    }
}
