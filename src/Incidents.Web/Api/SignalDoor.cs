using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Incidents.Desk;

namespace Incidents.Web.Api;

/// <summary>Turns a person's fields into a signal and tells the desk. The one way in for console and API.</summary>
sealed class SignalDoor(IncidentDesk desk, IIncidentLog log, TimeProvider time)
{
    static readonly Dictionary<string, Type> Types = typeof(Signal).GetCustomAttributes<JsonDerivedTypeAttribute>().Where(a => a.DerivedType.IsSubclassOf(typeof(PersonSignal)))
        // A wrong code is what a page counts, never what somebody says.
        .Where(a => a.DerivedType != typeof(MistypeCode)).ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType, StringComparer.Ordinal);

    /// <summary>The names that can be sent.</summary>
    public static IReadOnlyCollection<string> Names => Types.Keys;

    /// <summary>Builds a signal; a problem in words when the fields do not fit.</summary>
    public (PersonSignal? Signal, string? Problem) Read(string name, string person, JsonObject fields)
    {
        if (!Types.TryGetValue(name, out var type))
        {
            return (null, $"There is no signal \"{name}\". The names are: {string.Join(", ", Types.Keys.Order(StringComparer.Ordinal))}.");
        }

        var expected = type.GetConstructors()[0].GetParameters().Where(p => p.Name is not ("At" or "By" or nameof(AnswerRequest.SignedIn))).ToList();
        var known = expected.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)).ToHashSet(StringComparer.Ordinal);
        if (fields.Select(f => f.Key).FirstOrDefault(k => !known.Contains(k)) is { } unknown)
        {
            return (null, $"\"{unknown}\" is no field of {name}. Its fields are: {(known.Count == 0 ? "none" : string.Join(", ", known))}.");
        }

        var nullability = new NullabilityInfoContext();
        if (expected.FirstOrDefault(p => !p.HasDefaultValue && nullability.Create(p).WriteState == NullabilityState.NotNull && fields[JsonNamingPolicy.CamelCase.ConvertName(p.Name!)] is null) is { } missing)
        {
            return (null, $"\"{JsonNamingPolicy.CamelCase.ConvertName(missing.Name!)}\" is missing.");
        }

        var whole = (JsonObject)fields.DeepClone();
        whole["signal"] = name;
        whole["at"] = time.GetUtcNow();
        whole["by"] = person;
        try
        {
            return (whole.Deserialize<Signal>(LogJson.Options) as PersonSignal, null);
        }
        catch (JsonException e)
        {
            return (null, e.Path is { Length: > 2 } path ? $"The value of \"{path[2..]}\" does not fit." : "The values do not fit.");
        }
    }

    /// <summary>Tells the desk and returns the plan's answer. Signals of the same id count once.</summary>
    public Task<SignalOutcome> TellAsync(string incidentId, string signalId, PersonSignal signal) =>
        desk.TellAsync(new StoredSignal(signalId, incidentId, signal), CancellationToken.None);

    /// <summary>
    /// The same for a caller with an idempotency key: the same request again gets the first answer; null when the key was used for another request, which is not
    /// what the caller can have meant (draft-ietf-httpapi-idempotency-key-header, section 2.6: 422).
    /// </summary>
    public async Task<SignalOutcome?> TellOnceAsync(string incidentId, string key, string name, JsonObject fields, PersonSignal signal)
    {
        var print = Print(name, fields);
        var used = await log.CorrelateAsync($"idempotency/{Hash($"{incidentId}\n{signal.By}\n{key}")}", print, replaces: null, CancellationToken.None);
        return used == print ? await TellAsync(incidentId, $"said/{signal.By}/{key}", signal) : null;
    }

    /// <summary>The id of what a form says: the same form sent twice counts once, and the same form with other words counts.</summary>
    public static string IdOfForm(string person, string? key, string name, JsonObject fields) =>
        string.IsNullOrEmpty(key) ? NewId() : $"said/{person}/{Hash($"{key}\n{Print(name, fields)}")}";

    /// <summary>An id for what is said without a key.</summary>
    public static string NewId() => $"said/{Guid.CreateVersion7()}";

    // The order of the members says nothing.
    static string Print(string name, JsonObject fields) =>
        Hash($"{name}\n{new JsonObject(fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))).ToJsonString()}");

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
