using Incidents.Desk;
using Incidents.Planned;
using Incidents.Public;
using Incidents.Web.Security;

namespace Incidents.Web.Planned;

/// <summary>Turns what a person sends into an order and tells the desk. The one way in for console and API; whoever changes what the public reads finds it on the page at once.</summary>
sealed class PlannedDoor(PlannedWorkDesk desk, IPublicPage page, IAfterAnswer after, TimeProvider time)
{
    /// <summary>What can be done with one that is there.</summary>
    public static readonly IReadOnlyList<string> Names = ["edit", "publish", "say", "start", "verify", "extend", "complete", "cancel"];

    /// <summary>Enters a draft. The same person with the same key enters one only.</summary>
    public async Task<PlannedAnswer> AddAsync(Visitor visitor, string? key, MaintenanceOrder o)
    {
        if (o is not { Title: not null, Services: not null, Start: not null, End: not null, Text: not null })
        {
            return Refused($"\"{(o.Title is null ? "title" : o.Services is null ? "services" : o.Start is null ? "start" : o.End is null ? "end" : "text")}\" is missing.");
        }

        var id = PlannedWorkDesk.NewId(visitor.Person, key);
        return await TellAsync(id, new DraftWork(time.GetUtcNow(), visitor.Person, !visitor.ByKey, id, o.Title, Impacts(o.Services), o.Start.Value, o.End.Value, o.StartsItself ?? true, o.EndsItself ?? false, o.Text));
    }

    /// <summary>Carries an order out.</summary>
    public async Task<PlannedAnswer> TellAsync(string id, string name, Visitor visitor, MaintenanceOrder o)
    {
        var (at, by, signedIn) = (time.GetUtcNow(), visitor.Person, !visitor.ByKey);
        PlannedOrder? order = name switch
        {
            "edit" => new EditWork(at, by, signedIn, o.Title, o.Services is { } s ? Impacts(s) : null, o.Start, o.End, o.StartsItself, o.EndsItself, o.Text, o.Note),
            "publish" => o.Revision is { } revision ? new PublishWork(at, by, signedIn, revision) : null,
            "say" => o.Note is { } note ? new SayOfWork(at, by, signedIn, note) : null,
            "start" => new StartWork(at, by, signedIn, o.Note),
            "verify" => new VerifyWork(at, by, signedIn, o.Note),
            "extend" => o.End is { } end ? new ExtendWork(at, by, signedIn, end.ToUniversalTime(), o.Note) : null,
            "complete" => new CompleteWork(at, by, signedIn, o.Note),
            "cancel" => new CancelWork(at, by, signedIn, o.Note),
            _ => null,
        };
        return order is null ? Refused($"\"{(name == "publish" ? "revision" : name == "say" ? "note" : "end")}\" is missing.") : await TellAsync(id, order);
    }

    async Task<PlannedAnswer> TellAsync(string id, PlannedOrder order)
    {
        var answer = await desk.TellAsync(id, order, CancellationToken.None);
        if (answer is { Kind: OutcomeKind.Accepted, Work.IsPublic: true })
        {
            after.Run(() => page.ShowAsync(CancellationToken.None));
        }

        return answer;
    }

    static List<MaintenanceImpact> Impacts(IEnumerable<ServiceImpact> services) => [.. services.Select(s => new MaintenanceImpact(s.Service, s.Status))];

    static PlannedAnswer Refused(string why) => new(null, OutcomeKind.Refused, why);
}
