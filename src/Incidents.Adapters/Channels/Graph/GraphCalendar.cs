using Incidents.Desk;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using CalendarEvent = Microsoft.Graph.Models.Event;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>
/// Keeps the post-mortem in the team's calendars: one meeting per incident in the organiser's mailbox, found again by a property of our own, so that booking twice books once and a new
/// time moves what is there.
/// </summary>
/// <param name="graph">Needs Calendars.ReadWrite, limited to the organiser by Exchange's role-based access control.</param>
/// <param name="options">In whose name.</param>
/// <param name="recipient">A person's name and address; null when nobody has this id.</param>
/// <param name="time">For time-outs, and for a Retry-After that names a date.</param>
public sealed class GraphCalendar(GraphServiceClient graph, GraphOptions options, Func<string, MailRecipient?> recipient, TimeProvider time) : IChannel
{
    /// <inheritdoc/>
    public string Name => BookMeeting.Name;

    /// <inheritdoc/>
    /// <returns>Delivered with the time and the reason for it, or once the meeting is gone; else as <see cref="GraphAttempt"/> says.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => delivery.Effect switch
    {
        BookMeeting book => await GraphAttempt.MakeAsync(options, time, limit => BookAsync(delivery, book, limit), ct),
        CancelMeeting cancel => await GraphAttempt.MakeAsync(options, time, limit => CancelAsync(delivery.IncidentId, cancel, limit), ct),
        _ => new Attempt.Refused($"This channel keeps the calendar; it cannot carry {delivery.Effect.GetType().Name}."),
    };

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("The next attempt looks for what this one left."));

    async Task<Attempt> BookAsync(Delivery delivery, BookMeeting book, CancellationToken ct)
    {
        var team = book.People.Select(person => (Id: person, To: recipient(person))).Where(p => p.To is not null).ToDictionary(p => p.Id, p => p.To!, StringComparer.Ordinal);
        if (team.Count == 0)
            return new Attempt.Refused("Nobody of the team has an address to invite.");

        var there = await FindAsync(delivery.IncidentId, ct);
        if (there is not null && MeetingKey.IsFrom(there, delivery.EffectId) && GraphTime.Read(there.Start) is { } booked)
            return new Attempt.Delivered(BookMeeting.Reference(booked, "An earlier attempt booked it."));

        var attendees = team.Values.Select(to => new Attendee { Type = AttendeeType.Required, EmailAddress = new EmailAddress { Name = MailMessages.OneLine(to.Name), Address = to.Address } }).ToList();
        var key = MeetingKey.Properties(delivery.IncidentId, delivery.EffectId);
        if (there is { Id: { } same } && book.Windows.Count == 0 && GraphTime.Read(there.Start) == book.At)
        {
            // Only who comes has changed: with nothing else in it, Exchange invites the new ones and leaves the others in peace.
            await graph.Users[options.Organiser].Events[same].PatchAsync(new CalendarEvent { Attendees = attendees, SingleValueExtendedProperties = key }, request => request.Options.Add(GraphAttempt.Once), ct);
            return new Attempt.Delivered(BookMeeting.Reference(book.At, "Others are invited to it."));
        }

        var (at, why) = await ChooseAsync(book, team, ct);
        var meeting = new CalendarEvent
        {
            Subject = MailMessages.OneLine(book.Subject),
            Body = new ItemBody { ContentType = BodyType.Text, Content = SafeText.Lines(book.Text) },
            Start = GraphTime.Write(at),
            End = GraphTime.Write(at + book.Length),
            Attendees = attendees,
            // Others may see a calendar's subjects; a suspected breach is nothing for them.
            Sensitivity = delivery.Incident.IsPrivate ? Sensitivity.Private : Sensitivity.Normal,
            SingleValueExtendedProperties = key,
        };
        if (there?.Id is { } id)
        {
            await graph.Users[options.Organiser].Events[id].PatchAsync(meeting, request => request.Options.Add(GraphAttempt.Once), ct);
        }
        else
        {
            meeting.TransactionId = MeetingKey.Transaction(delivery.EffectId);
            // An answer without an event is the word of something in front of Graph.
            if (await graph.Users[options.Organiser].Events.PostAsync(meeting, request => request.Options.Add(GraphAttempt.Once), ct) is not { Id.Length: > 0 })
                return new Attempt.Deferred("Microsoft Graph answered without the meeting.");
        }

        return new Attempt.Delivered(BookMeeting.Reference(at, why));
    }

    async Task<(DateTimeOffset At, string Why)> ChooseAsync(BookMeeting book, Dictionary<string, MailRecipient> team, CancellationToken ct)
    {
        if (book.Windows.Count == 0)
            return (book.At, "At the time that was given.");

        var schedule = await TeamSchedule.AskAsync(graph, options, team.ToDictionary(p => p.Key, p => p.Value.Address, StringComparer.Ordinal), book.Windows, ct);
        var unread = schedule.Unknown.Count == 0 ? "" : $" Not known: the calendar of {Names(schedule.Unknown, team)}.";
        return MeetingSlot.Find(book.Windows, book.Length, schedule.Busy) switch
        {
            null => (book.At, $"No working time is left that is long enough.{unread}"),
            { Busy.Count: 0 } slot => (slot.At, $"The first time within working hours when everybody is free.{unread}"),
            var slot => (slot.At, $"At no time within working hours is everybody free; then {Names(slot.Busy, team)} cannot.{unread}"),
        };
    }

    async Task<Attempt> CancelAsync(string incident, CancelMeeting cancel, CancellationToken ct)
    {
        if (await FindAsync(incident, ct) is not { Id: { } id })
            return new Attempt.Delivered("There is no meeting to cancel.");

        await graph.Users[options.Organiser].Events[id].Cancel.PostAsync(new CancelPostRequestBody { Comment = SafeText.Lines(cancel.Why) }, request => request.Options.Add(GraphAttempt.Once), ct);
        return new Attempt.Delivered("The meeting is cancelled.");
    }

    async Task<CalendarEvent?> FindAsync(string incident, CancellationToken ct)
    {
        var found = await graph.Users[options.Organiser].Events.GetAsync(
            request =>
            {
                request.Options.Add(GraphAttempt.Once);
                request.Headers.Add("Prefer", $"outlook.timezone=\"{GraphTime.Zone}\"");
                request.QueryParameters.Filter = MeetingKey.Filter(incident);
                request.QueryParameters.Expand = MeetingKey.Expand;
                request.QueryParameters.Select = ["id", "start", "isCancelled"];
            },
            ct);
        // Without a list nobody knows whether there is one; taken for none, it would be booked twice.
        return found?.Value is { } meetings ? meetings.FirstOrDefault(meeting => meeting.IsCancelled is not true) : throw new InvalidDataException("An answer without a list.");
    }

    static string Names(IEnumerable<string> people, Dictionary<string, MailRecipient> team) => string.Join(", ", people.Select(person => team[person].Name));
}
