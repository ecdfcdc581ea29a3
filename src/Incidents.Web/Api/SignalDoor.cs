using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Incidents.Desk;

namespace Incidents.Web.Api;

/// <summary>Turns a person's fields into a signal and tells the desk. The one way in for console and API.</summary>
sealed class SignalDoor(IncidentDesk desk, TimeProvider time)
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

        var expected = type.GetConstructors()[0].GetParameters().Where(p => p.Name is not ("At" or "By")).ToList();
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

    /// <summary>The id of a signal: the caller's key under the caller's name, or a new one.</summary>
    public static string IdFor(string person, string? key) => string.IsNullOrEmpty(key) ? $"said/{Guid.CreateVersion7()}" : $"said/{person}/{key}";
}
