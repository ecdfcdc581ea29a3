using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Incidents.Alerts;
using Incidents.Desk;

namespace Incidents.Web.Alerts;

/// <summary>What became of a request, in the members of Opsgenie's "get request status".</summary>
/// <param name="Success">True when it was done.</param>
/// <param name="Action">Create, Close or Acknowledge.</param>
/// <param name="ProcessedAt">When it was taken.</param>
/// <param name="IntegrationId">The source.</param>
/// <param name="IsSuccess">The same as success, as Opsgenie has both.</param>
/// <param name="Status">In words.</param>
/// <param name="AlertId">The alert's id, good for close and acknowledge; null when there is no alert.</param>
/// <param name="Alias">The alert's alias; null when there is no alert.</param>
public sealed record OpsgenieRequestState([property: JsonPropertyName("success")] bool Success, [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("processedAt")] DateTimeOffset ProcessedAt, [property: JsonPropertyName("integrationId")] string IntegrationId,
    [property: JsonPropertyName("isSuccess")] bool IsSuccess, [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("alertId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AlertId,
    [property: JsonPropertyName("alias"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Alias);

/// <summary>The answer around it.</summary>
/// <param name="Data">What became of it.</param>
/// <param name="Took">Seconds.</param>
/// <param name="RequestId">The request that was asked about.</param>
public sealed record OpsgenieRequestAnswer([property: JsonPropertyName("data")] OpsgenieRequestState Data, [property: JsonPropertyName("took")] double Took, [property: JsonPropertyName("requestId")] string RequestId);

/// <summary>
/// What clients of Opsgenie's Alert API ask after their request: what became of it, and by which id the alert goes from then on. A request is an input of the log under its own id; an
/// alert's id is made of its alias, and the way back is kept in the log once somebody was told the id.
/// </summary>
sealed class OpsgenieRequests(IIncidentLog log)
{
    /// <summary>What became of a request; null while it is not known or not served yet, which clients ask again about.</summary>
    public async Task<OpsgenieRequestState?> FindAsync(string source, string requestId, CancellationToken ct)
    {
        if (!Guid.TryParse(requestId, out var id) || await log.FindInputAsync($"{source}/{id}", ct) is not { State: not InputState.Waiting } found)
        {
            return null;
        }

        var (action, alias) = Opsgenie.Named(found.Input.Body, found.Input.Headers);
        if (found.State != InputState.Served || alias is null)
        {
            return new OpsgenieRequestState(false, action, found.Input.At, source, false, found.Reason ?? "It names no alert.", null, null);
        }

        var alertId = IdOf(source, alias);
        await log.CorrelateAsync(Key(source, alertId), alias, replaces: null, ct);
        return new OpsgenieRequestState(true, action, found.Input.At, source, true, action switch
        {
            "Create" => "Created alert",
            "Close" => "Closed alert",
            _ => "Taken note of: only a person takes an incident",
        }, alertId, alias);
    }

    /// <summary>The alias that an identifier stands for; null with the words for the client when this kind of identifier is none here.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="identifier">As the address has it.</param>
    /// <param name="type">Of the query: id, alias or tiny; id unless said otherwise, as in Opsgenie. An id that nobody was told is read as an alias.</param>
    /// <param name="ct">Ends the look-up.</param>
    public async Task<(string? Alias, string? Problem)> AliasAsync(string source, string identifier, string type, CancellationToken ct) => type switch
    {
        "alias" => (identifier, null),
        "" or "id" => (Guid.TryParse(identifier, out var id) && await log.CorrelatedAsync(Key(source, id.ToString()), ct) is { } alias ? alias : identifier, null),
        "tiny" => (null, "Alerts have no tiny ids here. Name the alert by its alias (identifierType=alias) or by the alertId of its request's status."),
        _ => (null, "identifierType is one of id, alias and tiny."),
    };

    static string IdOf(string source, string alias) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{alias}")).AsSpan(0, 16), bigEndian: true).ToString();

    static string Key(string source, string alertId) => $"opsgenie/{source}/{alertId}";
}
