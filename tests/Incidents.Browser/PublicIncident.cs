using System.Text.Json.Nodes;
using Incidents.Host.Drill;

namespace Incidents.Browser;

/// <summary>An incident that the public knows of, with a second notice that waits for its approval.</summary>
public sealed class PublicIncident : OpenIncident
{
    /// <summary>The mail whose question is answered.</summary>
    public Letter Decided { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (Chromium.Program is null)
        {
            return;
        }

        Decided = Asked;
        await DecideAsync(Decided, "approve");
        await SayAsync("bea", "record-support-plan", new JsonObject { ["workaround"] = "Restart the app and pay again.", ["directContact"] = false, ["reason"] = "It is short.", ["publishWorkaround"] = true });
        Asked = await MailAsync("May this go to the public: Workaround?");
    }
}
