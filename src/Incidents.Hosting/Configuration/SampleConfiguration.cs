using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>The sample company that the host starts with when nobody has written a configuration: enough for a look around and for a drill, on this machine only.</summary>
static class SampleConfiguration
{
    public static readonly ResponseConfiguration Value = new()
    {
        Company = "Contoso",
        TimeZone = "Europe/Lisbon",
        People =
        [
            new() { Id = "ana", Name = "Ana Silva", Mail = "ana@contoso.example", Roles = [Role.OnCall, Role.Manager, Role.TechnicalContact] },
            new() { Id = "rui", Name = "Rui Costa", Mail = "rui@contoso.example", Roles = [Role.OnCall, Role.Manager, Role.TechnicalContact] },
            new() { Id = "bea", Name = "Bea Martins", Mail = "bea@contoso.example", Roles = [Role.SupportContact] },
            new() { Id = "dora", Name = "Dora Nunes", Mail = "dora@contoso.example", Roles = [Role.DataProtectionOfficer] },
        ],
        Rotation = new() { People = ["ana", "rui"], Start = new DateTime(2026, 1, 5, 9, 0, 0) },
        Services =
        [
            new() { Id = "checkout", Name = "Checkout", Description = "Paying for an order" },
            new() { Id = "search", Name = "Search", Description = "Finding products" },
            new() { Id = "accounts", Name = "Accounts", Description = "Signing in and personal data" },
        ],
        Channels = new() { Posts = new() { Public = ["x"] } },
        Sources =
        [
            new() { Name = "alertmanager", Type = new("alertmanager"), Auth = SourceProof.None },
            new() { Name = "generic", Type = new("generic"), Auth = SourceProof.None },
        ],
    };
}
