using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>What the door of PagerDuty's Events API has to know of an event before it is stored.</summary>
/// <param name="RoutingKey">Who sends it; null when it shows none.</param>
/// <param name="DedupKey">The alert's name: as sent, else one made from the body (<see cref="PagerDuty.DedupKey"/>).</param>
/// <param name="Body">The body with every character of the routing key overwritten: the log holds no secret.</param>
/// <param name="Errors">What is invalid, in PagerDuty's words; empty when nothing is.</param>
public sealed record PagerDutyEvent(string? RoutingKey, string DedupKey, byte[] Body, IReadOnlyList<string> Errors)
{
    /// <summary>Reads an event; never throws on bad input.</summary>
    public static PagerDutyEvent Read(byte[] body)
    {
        var kept = (byte[])body.Clone();
        var (key, dedup, errors) = ((string?)null, "", (IReadOnlyList<string>)[]);
        var problem = StrictJson.Map(body, root =>
        {
            Hide(kept);
            (key, dedup, errors) = (root.Text("routing_key"), PagerDuty.DedupKey(root, kept), PagerDuty.Errors(root));
            return new MappedInput([], []);
        }).Problem;
        return new(key, dedup, kept, problem is null ? errors : [problem]);
    }

    // Byte for byte, so that nothing else of what the sender wrote changes.
    static void Hide(Span<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("routing_key") && reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length).Fill((byte)'*');
                return;
            }
        }
    }
}
