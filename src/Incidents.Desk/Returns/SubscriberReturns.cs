using Incidents.Desk.Subscribers;

namespace Incidents.Desk.Returns;

/// <summary>
/// Takes reports on mails to subscribers. The mail's own link to unsubscribe, which nobody else can make, says whose it was.
/// </summary>
public sealed class SubscriberReturns(SubscriberStore store, SubscriberKeys keys, TimeProvider time)
{
    /// <summary>Takes one report.</summary>
    public async Task<Taken> TakeAsync(ReturnedMail report, CancellationToken ct)
    {
        if (report.Manage is not { } token || keys.Managed(token) is not { } id)
        {
            return Taken.NotOurs;
        }

        // That a server still tries is nothing that anybody could do something about.
        return report.Kind == ReturnKind.Delayed || await store.ChangeAsync(id, who => SubscriberRules.Returned(who, report, time.GetUtcNow()), ct) is null ? Taken.NotOurs : Taken.Recorded;
    }
}
