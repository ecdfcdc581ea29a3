using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>Writes the JSON Schema of <c>response.json</c> from the records that read it and the sentences that document them.</summary>
static partial class SchemaOfConfiguration
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    static readonly Dictionary<Assembly, Dictionary<string, string>> Docs = new[] { typeof(ResponseConfiguration).Assembly, typeof(PlanTimes).Assembly }
        .ToDictionary(a => a, a => XDocument.Load(Path.ChangeExtension(a.Location, ".xml")).Descendants("member").Where(m => m.Element("summary") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => Spaces().Replace(Words(m.Element("summary")!), " ").Trim(), StringComparer.Ordinal));

    public static string Write()
    {
        var root = Record(typeof(ResponseConfiguration));
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "Incident Functions: response.json");
        return root.ToJsonString(Readable) + "\n";
    }

    static JsonObject Of(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer" },
        _ when type == typeof(TimeSpan) => Pattern(@"^(\d+\.)?\d{1,2}:\d{2}(:\d{2})?$"),
        _ when type == typeof(DateOnly) => Pattern(@"^\d{4}-\d{2}-\d{2}$"),
        _ when type == typeof(DateTime) => Pattern(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$"),
        _ when type == typeof(DateTimeOffset) => Pattern(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$"),
        _ when type == typeof(Secret) => Pattern("^(env:.+|sha256:[0-9a-fA-F]{64})$"),
        _ when type == typeof(SourceSecrets) => new()
        {
            ["anyOf"] = new JsonArray(Of(typeof(Secret)), new JsonObject { ["type"] = "array", ["items"] = Of(typeof(Secret)), ["minItems"] = 1, ["maxItems"] = SourceSecrets.Most }),
        },
        _ when type == typeof(SenderType) => new() { ["enum"] = new JsonArray([.. SenderType.Names.Select(name => JsonValue.Create(name))]) },
        { IsEnum: true } => new() { ["enum"] = Names(type) },
        _ when ConfigurationReader.ItemOf(type, typeof(IReadOnlyList<>)) is { } item => new() { ["type"] = "array", ["items"] = Of(item) },
        _ when ConfigurationReader.ItemOf(type, typeof(IReadOnlyDictionary<,>)) is { } item => Map(type.GetGenericArguments()[0], item),
        _ => Record(type),
    };

    static JsonObject Record(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in ConfigurationReader.Properties(type))
        {
            var schema = Of(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            schema["description"] = Docs[property.DeclaringType!.Assembly][$"P:{property.DeclaringType.FullName}.{property.Name}"];
            if (property.GetCustomAttribute<RangeAttribute>() is { Minimum: int minimum, Maximum: int maximum })
                (schema["minimum"], schema["maximum"]) = (minimum, maximum);
            properties[ConfigurationReader.NameOf(property)] = schema;
            if (property.IsDefined(typeof(RequiredMemberAttribute)))
                required.Add(ConfigurationReader.NameOf(property));
        }

        var record = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Count > 0)
            record["required"] = required;
        record["properties"] = properties;
        return record;
    }

    static JsonObject Map(Type key, Type item) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["enum"] = key.IsEnum ? Names(key) : [.. NoticeTemplates.Fields.Select(f => JsonValue.Create(f))] },
        ["additionalProperties"] = Of(item),
    };

    static JsonArray Names(Type type) => [.. ConfigurationValue.Names(type).Select(n => JsonValue.Create(n))];

    static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    // A reference to a type or value is said by its last name.
    static string Words(XElement summary) => string.Concat(summary.Nodes().Select(n => n is XElement { Name.LocalName: "see" } see
        ? see.Attribute("cref")!.Value.Split('.')[^1].ToLower(CultureInfo.InvariantCulture) : n is XElement element ? element.Value : ((XText)n).Value));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
