using Incidents.Adapters.Channels;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>What the tests of channels send.</summary>
static class Mails
{
    public const string From = "Incidents <incidents@contoso.example>";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static OutgoingMail To(string address, string id = "i1/3/0", string name = "Ana Silva", string subject = "[Checkout] Please look at this", string? html = "<p>Olá, Ana: é urgente</p>") =>
        new(id, "i1", "ana", name, address, subject, "Olá, Ana: é urgente", html);

    public static Delivery Of(Effect effect, string id = "i1/3/0", string incident = "i1") => new(id, incident, effect, new Incident());
}

/// <summary>A folder that goes with the test.</summary>
sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("channels-").FullName;

    public string[] Files => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(f => System.IO.Path.GetRelativePath(Path, f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
