using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Incidents.Public;

namespace Incidents.StatusPage.Import;

/// <summary>
/// Reads the documents of a Statuspage's public API v2 (<c>incidents.json</c>, <c>scheduled-maintenances.json</c>, <c>summary.json</c>; also ours) into the public record. Ids
/// stay, so that old links lead to the new pages and a second import changes nothing.
/// </summary>
public static class StatuspageImport
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString };

    /// <summary>What documents hold; a document without incidents or maintenances adds nothing.</summary>
    /// <param name="page">Its services take the place of components of the same id or name.</param>
    /// <param name="documents">As the API gave them, in any order; of an incident that is in several, the one with the latest update counts.</param>
    /// <exception cref="FormatException">A document is no JSON, or an incident lacks what it cannot be without; nothing was taken over.</exception>
    public static (IReadOnlyList<PublicIncident> Incidents, IReadOnlyList<PublicMaintenance> Maintenances) Read(PublicPage page, IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        var services = new ImportedServices(page);
        var read = documents.Select(Document).ToList();
        // Planned work that stands among incidents is planned work all the same.
        var listed = read.SelectMany(document => document.Incidents ?? []).ToLookup(incident => incident.ScheduledFor is not null);
        return (Latest(listed[false]).Select(incident => StatuspageIncidents.Of(incident, services)).ToList(),
            Latest(read.SelectMany(document => document.ScheduledMaintenances ?? []).Concat(listed[true])).Select(incident => StatuspageIncidents.MaintenanceOf(incident, services)).ToList());
    }

    /// <summary>How many incidents or maintenances a document holds: pages of a list end with an empty one.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static int Count(ReadOnlyMemory<byte> document)
    {
        var read = Document(document);
        return (read.Incidents?.Count ?? 0) + (read.ScheduledMaintenances?.Count ?? 0);
    }

    // The reader's own messages name our types, which help nobody; where it stumbled does.
    static StatuspageDocument Document(ReadOnlyMemory<byte> document)
    {
        try
        {
            return JsonSerializer.Deserialize<StatuspageDocument>(document.Span, Options) ?? throw NoObject("null");
        }
        catch (JsonException exception) when (!IsJson(document))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"This is no JSON: it breaks off or goes wrong in line {(exception.LineNumber ?? 0) + 1}. Download the document again."), exception);
        }
        catch (JsonException exception)
        {
            throw exception.Path is { Length: > 2 } path ? new FormatException($"This is no document of a Statuspage: what stands at \"{path[2..]}\" is not what its API gives there.", exception)
                : NoObject(document.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..] ? "a list" : "a single value");
        }
    }

    static FormatException NoObject(string found) =>
        new($"This is no document of a Statuspage: it is {found}, and its API gives an object with \"incidents\" or \"scheduled_maintenances\". Give the file that /api/v2/incidents.json answers with.");

    static bool IsJson(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var read = JsonDocument.Parse(document);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static IEnumerable<StatuspageIncident> Latest(IEnumerable<StatuspageIncident> incidents) =>
        incidents.GroupBy(incident => incident.Id, StringComparer.OrdinalIgnoreCase).Select(same => same.MaxBy(incident => incident.UpdatedAt ?? incident.CreatedAt)!);
}
