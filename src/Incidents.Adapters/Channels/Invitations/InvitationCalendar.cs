using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MimeKit;

namespace Incidents.Adapters.Channels.Invitations;

/// <summary>
/// Writes an invitation as calendar programs read it from a mail (RFC 5545, 5546, 6047): times in UTC, one meeting with a UID that stays, and the mail's sender as organiser, because a
/// calendar believes a change only from where the invitation came from. The same invitation gives the same bytes.
/// </summary>
/// <param name="from">The sender of mails, as the configuration writes it; answers go to it.</param>
/// <param name="recipient">A person's name and address; null when nobody has this id any more.</param>
public sealed class InvitationCalendar(string from, Func<string, MailRecipient?> recipient)
{
    /// <summary>The part of the mail.</summary>
    /// <param name="incident">The incident's id; UIDs are made of it, and do not show it.</param>
    /// <param name="invitation">The meeting.</param>
    public CalendarPart Write(string incident, Invitation invitation)
    {
        var sender = MailboxAddress.Parse(from);
        var method = invitation.Cancelled ? CalendarMethods.Cancel : CalendarMethods.Request;
        var meeting = new CalendarEvent
        {
            Uid = MailIds.Meeting(incident, invitation.Round, sender),
            Sequence = invitation.Sequence,
            DtStamp = Utc(invitation.StampedAt),
            Created = null,
            Start = Utc(invitation.At),
            End = Utc(invitation.At + invitation.Length),
            Summary = SafeText.Line(invitation.Summary),
            Description = SafeText.Lines(invitation.Text),
            Class = invitation.Confidential ? "CONFIDENTIAL" : "PUBLIC",
            Status = invitation.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = TransparencyType.Opaque,
            Organizer = new Organizer($"mailto:{sender.Address}") { CommonName = Name(sender.Name ?? "", sender.Address) },
        };
        foreach (var to in invitation.People.Select(recipient).OfType<MailRecipient>().Where(to => MailIds.IsAddress(to.Address)))
        {
            meeting.Attendees.Add(new Attendee($"mailto:{to.Address}")
            {
                CommonName = Name(to.Name, to.Address),
                Type = "INDIVIDUAL",
                Role = "REQ-PARTICIPANT",
                ParticipationStatus = "NEEDS-ACTION",
                Rsvp = !invitation.Cancelled,
            });
        }

        if (invitation.Join is { } join)
        {
            Join(meeting, SafeText.Line(join));
        }

        var calendar = new Ical.Net.Calendar { Method = method, ProductId = "-//Incident Functions//Invitations//EN" };
        calendar.Events.Add(meeting);
        return new CalendarPart(method, new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar was not written."));
    }

    static void Join(CalendarEvent meeting, string join)
    {
        meeting.Location = join;
        // RFC 7986: a button to join. The library would escape these two as if the address were text.
        if (Uri.TryCreate(join, UriKind.Absolute, out var address) && !address.AbsoluteUri.AsSpan().ContainsAny(',', ';'))
        {
            var conference = new CalendarProperty("CONFERENCE", address.AbsoluteUri);
            conference.AddParameter("VALUE", "URI");
            conference.AddParameter("FEATURE", "VIDEO");
            meeting.AddProperty(conference);
        }
    }

    // The library takes quotes out of a parameter and leaves line breaks in, which would begin a property of a stranger's choice.
    static string Name(string name, string address) => SafeText.Line(name) is { Length: > 0 } safe ? safe : address;

    // Outlook shows no seconds, and a meeting that ends a tick after the hour looks wrong everywhere.
    static CalDateTime Utc(DateTimeOffset at) => new(new DateTime(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
}
