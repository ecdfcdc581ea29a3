using System.Text.Encodings.Web;
using System.Text.Json;

namespace Incidents.Desk.Subscribers;

/// <summary>What one address is told, for whom it belongs to.</summary>
public static class SubscriberExport
{
    static readonly JsonSerializerOptions Readable = new(LogJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Everything that is kept of an address, as JSON; null when that is nothing.</summary>
    public static async Task<string?> JsonAsync(SubscriberDesk desk, string address, CancellationToken ct)
    {
        var kept = new List<KeptOf>();
        foreach (var (way, clean) in Ways(address))
        {
            var one = await desk.KeptAsync(way, clean, ct);
            if (one is not { Subscriber: null, Ask: null })
            {
                kept.Add(one);
            }
        }

        return kept.Count == 0 ? null : SafeText.EscapedJson(JsonSerializer.Serialize(kept, Readable));
    }

    /// <summary>What an address may be subscribed as.</summary>
    public static IEnumerable<(SubscriberWay Way, string Address)> Ways(string address)
    {
        if (SubscriberAddress.Mail(address) is { } mail)
        {
            yield return (SubscriberWay.Mail, mail);
        }

        if (SubscriberAddress.Webhook(address, privateToo: true) is { } webhook)
        {
            yield return (SubscriberWay.Webhook, webhook);
        }
    }
}
