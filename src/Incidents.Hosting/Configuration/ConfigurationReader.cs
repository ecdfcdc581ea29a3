using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Incidents.Hosting.Configuration;

/// <summary>
/// Reads JSON into the configuration's records and goes on after a problem, so that a person sees all of them at once; a serializer stops at the first.
/// </summary>
/// <param name="problems">Where problems are added.</param>
sealed class ConfigurationReader(List<Problem> problems)
{
    static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The value, or null after a problem.</summary>
    public object? Read(Type type, JsonElement json, string path) => type switch
    {
        _ when ConfigurationValue.For(type) is { } value => Simple(value, json, path),
        _ when type == typeof(SourceSecrets) => SourceSecrets.Read(json, path, this, problems),
        _ when ItemOf(type, typeof(IReadOnlyList<>)) is { } item => List(item, json, path),
        _ when ItemOf(type, typeof(IReadOnlyDictionary<,>)) is { } entry => Map(type.GetGenericArguments()[0], entry, json, path),
        _ => Record(type, json, path),
    };

    /// <summary>A property's name in the file.</summary>
    public static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>The properties that the file may give.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    /// <summary>What a list or map holds; null when the type is neither.</summary>
    public static Type? ItemOf(Type type, Type shape) => type.IsGenericType && type.GetGenericTypeDefinition() == shape ? type.GetGenericArguments()[^1] : null;

    object? Simple(ConfigurationValue value, JsonElement json, string path)
    {
        if (value.Read(json) is { } read)
            return read;

        problems.Add(new(path, $"{(value.MayBeShown ? Shown(json) : "This")} is not {value.Expected}.", value.Instead));
        return null;
    }

    IList? List(Type item, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            problems.Add(new(path, $"{Shown(json)} is not a list.", "Write a list in square brackets, even for one."));
            return null;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (var (index, element) in json.EnumerateArray().Index())
        {
            if (Read(item, element, $"{path}[{index}]") is { } value)
                list.Add(value);
        }

        return list;
    }

    IDictionary? Map(Type keyType, Type item, JsonElement json, string path)
    {
        if (!IsObject(json, path))
            return null;

        var keys = ConfigurationValue.For(keyType)!;
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, item))!;
        foreach (var member in json.EnumerateObject())
        {
            var here = Below(path, member.Name);
            if (keys.Parse(member.Name) is not { } key)
                problems.Add(new(here, $"\"{member.Name}\" is not {keys.Expected}.", keys.Instead));
            else if (map.Contains(key))
                problems.Add(Twice(here));
            else if (Read(item, member.Value, here) is { } value)
                map.Add(key, value);
        }

        return map;
    }

    object? Record(Type type, JsonElement json, string path)
    {
        if (!IsObject(json, path))
            return null;

        // "required" binds the compiler only: made by reflection, a record lacks what the file lacks, and that is reported below.
        var record = Activator.CreateInstance(type)!;
        var properties = Properties(type).ToDictionary(NameOf, StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var here = Below(path, member.Name);
            if (!properties.TryGetValue(member.Name, out var property))
                problems.Add(Unknown(here, member.Name, properties.Keys));
            else if (!given.Add(member.Name))
                problems.Add(Twice(here));
            else
                Set(record, property, member.Value, here);
        }

        foreach (var missing in properties.Where(p => !given.Contains(p.Key) && p.Value.IsDefined(typeof(RequiredMemberAttribute))))
            problems.Add(new(Below(path, missing.Key), "This is missing.", $"Write \"{missing.Key}\"; docs/configuration.md says what it means."));
        return record;
    }

    void Set(object record, PropertyInfo property, JsonElement json, string path)
    {
        var mayBeNull = Nullable.GetUnderlyingType(property.PropertyType) is not null || Nullability.Create(property).WriteState == NullabilityState.Nullable;
        if (json.ValueKind == JsonValueKind.Null && mayBeNull)
            return;

        if (Read(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, json, path) is { } value)
            property.SetValue(record, value);
    }

    bool IsObject(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Object)
            return true;

        problems.Add(new(path, $"{Shown(json)} is not an object.", "Write an object in braces."));
        return false;
    }

    static Problem Unknown(string path, string name, IEnumerable<string> known) => new(path, $"Nothing is called \"{name}\" here.",
        Suggestion.For(name, known) is { } near ? $"Did you mean \"{near}\"?" : $"Write one of: {string.Join(", ", known.Where(k => k[0] != '$').Order(StringComparer.Ordinal))}.");

    static Problem Twice(string path) => new(path, "This is given twice.", "Keep one of the two.");

    static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    static string Shown(JsonElement json) => json.GetRawText() is { Length: > 60 } cut ? $"{cut.AsSpan(0, 59)}…" : json.GetRawText();
}
