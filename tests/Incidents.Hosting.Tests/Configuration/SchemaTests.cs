using System.Text.Json;
using System.Text.RegularExpressions;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>The schema, the sample and the documentation say what the records say. With UPDATE_SCHEMA=1 the schema's file is written anew.</summary>
public class SchemaTests
{
    // Not from the compiler's path of this file: a build for CI writes neutral paths.
    static readonly string Root = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    static string SchemaPath => Path.Combine(Root, "samples", "response.schema.json");

    [Fact]
    public void The_schema_says_what_the_host_reads()
    {
        var schema = SchemaOfConfiguration.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
            File.WriteAllText(SchemaPath, schema);

        Assert.Equal(schema, File.ReadAllText(SchemaPath));
    }

    [Fact]
    public void The_host_starts_with_the_sample()
    {
        var loaded = ResponseConfiguration.Load(Path.Combine(Root, "samples", "response.json"));

        Assert.Empty(loaded.Problems);
        Assert.Equal("Contoso", loaded.Configuration!.Company);
    }

    [Fact]
    public void The_schema_accepts_the_sample()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "samples", "response.json")),
            new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath));

        Assert.Empty(Misfits(sample.RootElement, schema.RootElement, "sample"));
    }

    [Fact]
    public void The_documentation_names_every_key()
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", "configuration.md"));
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath));

        Assert.All(Keys(schema.RootElement).Distinct(StringComparer.Ordinal), key => Assert.Contains($"`{key}`", text, StringComparison.Ordinal));
    }

    // The few words of JSON Schema that the schema uses.
    static IEnumerable<string> Misfits(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => a.ValueEquals(value.GetString())))
            yield return $"{path}: {value} is none of {allowed}";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            yield return $"{path}: {value} does not fit {pattern}";
        if (schema.TryGetProperty("minimum", out var minimum) && (value.GetInt32() < minimum.GetInt32() || value.GetInt32() > schema.GetProperty("maximum").GetInt32()))
            yield return $"{path}: {value} is out of range";
        if (schema.TryGetProperty("type", out var type) && (value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind) != (type.GetString() switch
        {
            "object" => JsonValueKind.Object,
            "array" => JsonValueKind.Array,
            "integer" => JsonValueKind.Number,
            "boolean" => JsonValueKind.True,
            _ => JsonValueKind.String,
        }))
            yield return $"{path}: {value} is not of type {type}";

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var misfit in value.EnumerateArray().SelectMany(v => Misfits(v, items, $"{path}[]")))
                yield return misfit;
        }

        if (value.ValueKind != JsonValueKind.Object)
            yield break;

        var given = value.EnumerateObject().ToList();
        foreach (var missing in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Where(r => given.TrueForAll(g => g.Name != r.GetString())) : [])
            yield return $"{path}: {missing} is missing";
        foreach (var member in given)
        {
            var known = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var found) ? found
                : schema.GetProperty("additionalProperties") is { ValueKind: JsonValueKind.Object } any ? any : default;
            foreach (var misfit in known.ValueKind == JsonValueKind.Undefined ? [$"{path}: {member.Name} is unknown"] : Misfits(member.Value, known, $"{path}.{member.Name}"))
                yield return misfit;
        }
    }

    static IEnumerable<string> Keys(JsonElement schema)
    {
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default)
        {
            yield return property.Name;
            foreach (var key in Keys(property.Value))
                yield return key;
        }

        foreach (var inside in new[] { "items", "additionalProperties" })
        {
            if (schema.TryGetProperty(inside, out var nested) && nested.ValueKind == JsonValueKind.Object)
            {
                foreach (var key in Keys(nested))
                    yield return key;
            }
        }
    }

    static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "IncidentFunctions.sln")) ? folder.FullName
        : FindRoot(folder.Parent ?? throw new InvalidOperationException("IncidentFunctions.sln is in no folder above these tests."));
}
