using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Incidents.Public;
using Incidents.Testing;

namespace Incidents.StatusPage.Tests;

/// <summary>The corpus in every field of the record, through every file that the site has: whatever a stranger wrote, each has the same elements, members, properties and lines as for a harmless text.</summary>
public class HostileFilesTests
{
    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_makes_an_element_a_member_a_property_or_a_line(string evil)
    {
        var (usual, hostile) = (await RenderAsync("calm"), await RenderAsync(evil));

        Assert.Equal(usual.Keys, hostile.Keys);
        foreach (var (path, content) in hostile)
            Assert.True(Shape(path, usual[path]).SequenceEqual(Shape(path, content)), $"{path} has another shape with {JsonSerializer.Serialize(evil)}.");
    }

    static async Task<SortedDictionary<string, string>> RenderAsync(string text)
    {
        // One line, so that what differs could only be markup.
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        var page = Records.Page with { Company = text, Services = [new("api", text, text)] };
        var incident = Records.Outage with { Title = text, Services = ["api", text], Updates = [new(1, Records.Noon, PublicState.Investigating, line)] };
        var work = new PublicMaintenance("work-1", text, ["api"], Records.Noon.AddDays(1), Records.Noon.AddDays(1).AddHours(1), MaintenanceState.Scheduled, [new(1, Records.Noon, MaintenanceState.Scheduled, line)]);
        var files = await StatusSite.RenderAsync(new PublicHistory(page, [incident], [work]), TestContext.Current.CancellationToken);
        return new(files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>What a reader of the format would call its structure. A file of a kind that is not known here fails: say how it is read.</summary>
    static IEnumerable<string> Shape(string path, string content) => Path.GetExtension(path) switch
    {
        ".html" => Html.Parse(content).All.Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}"),
        ".xml" or ".rss" or ".atom" or ".svg" => XDocument.Parse(content).Descendants().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}"),
        ".json" => Members(JsonSerializer.Deserialize<JsonElement>(content), ""),
        ".ics" => content.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Select(property => property.Split(':', ';')[0]),
        ".css" or ".js" or ".txt" or ".webmanifest" => content.Split('\n'),
        var kind => throw new InvalidOperationException($"How \"{kind}\" ({path}) is read is not said here."),
    };

    static IEnumerable<string> Members(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Members(item, $"{path}/*")),
        _ => [path],
    };
}
