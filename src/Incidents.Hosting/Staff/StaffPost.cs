using Incidents.Adapters.Channels;
using Incidents.Desk;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Staff;

/// <summary>Mails people what belongs to no incident. Each mail that was taken is on record, so that somebody whose server makes another wait gets it once.</summary>
public sealed class StaffPost(IMailTransport mails, IRecordStore records)
{
    /// <summary>The kind of the records.</summary>
    public const string Kind = "staff-mails";

    /// <summary>Sends what was not sent yet.</summary>
    /// <param name="people">Who gets it, each a mail of their own.</param>
    /// <param name="id">What it is about: letters, digits, hyphens, dots, colons. A repeated mail of the same id is the same mail.</param>
    /// <param name="thread">Mails of one thread stand together.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False while some were not taken and may be later.</returns>
    public async Task<bool> SendAsync(IEnumerable<PersonEntry> people, string id, string thread, string subject, string text, CancellationToken ct)
    {
        var done = true;
        foreach (var to in people)
        {
            var key = $"{id}:{to.Id}";
            if (await records.RecordAsync(Kind, key, ct) is not null)
            {
                continue;
            }

            if (await mails.SendAsync(new OutgoingMail($"{Kind}/{key}", thread, to.Id, to.Name, to.Mail, subject, text, Html: null), ct) is Attempt.Delivered or Attempt.Refused)
            {
                await records.PutRecordAsync(Kind, key, "{}", null, ct);
            }
            else
            {
                done = false;
            }
        }

        return done;
    }
}
