using Incidents.Adapters.Channels.Returns;
using Incidents.Desk.Returns;

namespace Incidents.Desk.Tests.Returns;

/// <summary>A mailbox in memory: what lies in it, how far it was read, and which mails are marked as read.</summary>
sealed class Postbox : IReturnedMails
{
    public static readonly MailNames Names = new();

    readonly List<IReadOnlyList<ReturnedMail>> mails = [];

    public HashSet<int> Marked { get; } = [];

    /// <summary>Runs after a mail was taken and before it is marked, and after it was marked and before it is passed; may throw.</summary>
    public Action? Between { get; set; }

    public string Mailbox => "box";

    public void Put(params ReturnedMail[] reports) => mails.Add(reports);

    /// <summary>A report on the mail of an effect.</summary>
    public static ReturnedMail About(string incident, string effectId, ReturnKind kind = ReturnKind.Refused, string said = "The mail came back: 550 5.1.1 no such user") =>
        new(Names.OfMail(effectId), [Names.OfThread(incident)], kind, said, OfAddress: true);

    public async Task ReadAsync(string? mark, Func<IReadOnlyList<ReturnedMail>, CancellationToken, Task<Taken>> take, Func<string, CancellationToken, Task> passed, CancellationToken ct)
    {
        for (var n = mark is null ? 0 : int.Parse(mark, System.Globalization.CultureInfo.InvariantCulture); n < mails.Count; n++)
        {
            var taken = await take(mails[n], ct);
            if (taken == Taken.Later)
                return;
            Between?.Invoke();
            if (taken == Taken.Recorded)
                Marked.Add(n);
            Between?.Invoke();
            await passed((n + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ct);
        }
    }
}
