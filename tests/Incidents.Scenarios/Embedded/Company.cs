using System.Security.Cryptography;
using System.Text;

namespace Incidents.Scenarios.Embedded;

/// <summary>A company that works around the clock and whose deadlines are seconds.</summary>
static class Company
{
    /// <summary>The routing key of its PagerDuty clients.</summary>
    public const string RoutingKey = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    /// <summary>Writes its configuration into a folder; returns the arguments for serve.</summary>
    public static string Write(TestFolder folder, int port)
    {
        File.WriteAllText(folder.File("response.json"), $$"""
            {
              "company": "Fabrikam",
              "timeZone": "Europe/Lisbon",
              "businessHours": { "days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "opens": "00:00", "closes": "24:00" },
              "people": [
                { "id": "ana", "name": "Ana", "mail": "ana@fabrikam.example", "roles": ["onCall", "technicalContact"] },
                { "id": "mia", "name": "Mia", "mail": "mia@fabrikam.example", "roles": ["manager"] },
                { "id": "bea", "name": "Bea", "mail": "bea@fabrikam.example", "roles": ["supportContact"] },
                { "id": "dora", "name": "Dora", "mail": "dora@fabrikam.example", "roles": ["dataProtectionOfficer"] }
              ],
              "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" },
              "thresholds": { "minDuration": "00:00:02", "countUsersWait": "00:00:02", "postmortemRest": "00:00:01" },
              "channels": { "posts": { "public": ["x"] } },
              "sources": [
                { "name": "alertmanager", "type": "alertmanager", "auth": "none" },
                { "name": "generic", "type": "generic", "auth": "none" },
                { "name": "prometheus", "type": "prometheus", "auth": "none" },
                { "name": "pager", "type": "pagerDuty", "auth": "key", "secret": "sha256:{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RoutingKey)))}}" }
              ],
              "baseAddress": "http://127.0.0.1:{{port}}",
              "listenAddress": "http://127.0.0.1:{{port}}"
            }
            """);
        return "--data data";
    }
}
