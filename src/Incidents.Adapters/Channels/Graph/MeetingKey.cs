using System.Security.Cryptography;
using System.Text;
using Microsoft.Graph.Models;
using CalendarEvent = Microsoft.Graph.Models.Event;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>How a meeting in a calendar is known to be ours: by two extended properties, one for the incident and one for the effect that booked or moved it last.</summary>
static class MeetingKey
{
    // A property set of our own; never changed, or meetings booked before are not found again.
    const string Set = "{6f1c1f3e-0d0f-4c55-9d8e-3b6d5a7c2e41}";
    const string Incident = $"String {Set} Name IncidentFunctionsIncident";
    const string Effect = $"String {Set} Name IncidentFunctionsEffect";

    /// <summary>Finds an incident's meeting (learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get).</summary>
    public static string Filter(string incident) =>
        $"singleValueExtendedProperties/Any(ep: ep/id eq '{Incident}' and ep/value eq '{incident.Replace("'", "''", StringComparison.Ordinal)}')";

    /// <summary>Makes a found meeting say which effect it comes from.</summary>
    public static readonly string[] Expand = [$"singleValueExtendedProperties($filter=id eq '{Effect}')"];

    /// <summary>What is written with a meeting.</summary>
    public static List<SingleValueLegacyExtendedProperty> Properties(string incident, string effect) => [new() { Id = Incident, Value = incident }, new() { Id = Effect, Value = effect }];

    /// <summary>True when this effect booked the meeting, or moved it last.</summary>
    public static bool IsFrom(CalendarEvent meeting, string effect) => meeting.SingleValueExtendedProperties?.Any(property => property.Value == effect) ?? false;

    /// <summary>Exchange keeps one meeting per transaction id; a UUID (version 8) made of the effect's id, so that each attempt gives the same.</summary>
    public static string Transaction(string effect)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"calendar|{effect}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
