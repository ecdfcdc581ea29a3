using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Graph;

public sealed class GraphCalendarTests : IAsyncLifetime
{
    static readonly DateTimeOffset Two = Mails.Noon.AddHours(2);
    static readonly IReadOnlyList<TimeWindow> Today = [new(Two, Two.AddHours(4))];

    readonly FakeTimeProvider time = new(Mails.Noon);
    GraphServer server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await GraphServer.StartedAsync();
        server.Calendars["ana@contoso.example"] = at => at < Two.AddHours(1) ? '2' : '0';
        server.Calendars["mia@contoso.example"] = at => at >= Two.AddMinutes(75) && at < Two.AddMinutes(90) ? '1' : '4';
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_meeting_is_at_the_first_time_when_everybody_is_free()
    {
        var booked = Read(await BookAsync(Today));

        // Ana is busy until 15:00, Mia from 15:15 to 15:30.
        Assert.Equal((Two.AddMinutes(90), "The first time within working hours when everybody is free."), booked);
        var meeting = Assert.Single(server.Events.Values);
        Assert.Equal(Two.AddMinutes(90), GraphServer.Time(meeting["start"]));
        Assert.Equal(Two.AddMinutes(150), GraphServer.Time(meeting["end"]));
        Assert.Equal(["ana@contoso.example", "mia@contoso.example"], meeting["attendees"]!.AsArray().Select(a => (string)a!["emailAddress"]!["address"]!));
        Assert.Equal(("text", "Agenda <b>"), ((string)meeting["body"]!["contentType"]!, (string)meeting["body"]!["content"]!));
        Assert.Equal("normal", (string?)meeting["sensitivity"]);
    }

    [Fact]
    public async Task When_nobody_can_at_the_same_time_the_first_with_the_fewest_busy_is_taken_and_the_reason_says_who()
    {
        server.Calendars["ana@contoso.example"] = _ => '3';

        var (at, why) = Read(await BookAsync(Today));

        Assert.Equal(Two, at);
        Assert.Equal("At no time within working hours is everybody free; then Ana cannot.", why);
    }

    [Fact]
    public async Task A_calendar_that_cannot_be_read_is_named()
    {
        server.Calendars.Remove("ana@contoso.example");

        Assert.Equal((Two, "The first time within working hours when everybody is free. Not known: the calendar of Ana."), Read(await BookAsync(Today)));
    }

    [Fact]
    public async Task A_time_that_a_person_gave_is_kept_without_asking_calendars()
    {
        Assert.Equal((Two, "At the time that was given."), Read(await BookAsync([])));
        Assert.DoesNotContain("POST /calendar/getSchedule", server.Requests);
    }

    [Fact]
    public async Task Booking_twice_books_once()
    {
        var first = Read(await BookAsync(Today));
        server.Calendars["ana@contoso.example"] = _ => '2';

        Assert.Equal((first.At, "An earlier attempt booked it."), Read(await BookAsync(Today)));
        Assert.Single(server.Events);
    }

    [Fact]
    public async Task A_booking_whose_answer_was_lost_is_found_again()
    {
        server.AfterTheDeed = 504;
        Assert.IsType<Attempt.Deferred>(await BookAsync([]));

        server.AfterTheDeed = null;
        Assert.Equal((Two, "An earlier attempt booked it."), Read(await BookAsync([])));
        Assert.Single(server.Events);
    }

    [Fact]
    public async Task A_booking_that_the_search_does_not_show_yet_is_not_made_twice()
    {
        await BookAsync([]);
        server.AnswerSome = async context =>
        {
            if (context.Request.Method != "GET")
                return false;

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"value":[]}""", Stop);
            return true;
        };

        Assert.IsType<Attempt.Delivered>(await BookAsync([]));
        Assert.Single(server.Events);
    }

    [Fact]
    public async Task Another_booking_of_the_same_incident_moves_the_meeting()
    {
        await BookAsync([]);
        await BookAsync([], effect: "i1/9/0", at: Two.AddDays(1));

        Assert.Equal(Two.AddDays(1), GraphServer.Time(Assert.Single(server.Events.Values)["start"]));
        Assert.Contains("PATCH /events/AAMk0", server.Requests);
        await BookAsync([], effect: "i2/9/0", incident: "i2");
        Assert.Equal(2, server.Events.Count);
    }

    [Fact]
    public async Task Whoever_joins_later_is_added_to_the_meeting_and_nothing_else_of_it_changes()
    {
        await BookAsync([]);
        var before = Assert.Single(server.Events.Values).DeepClone();
        var asked = server.Requests.Count;

        var again = await BookAsync([], effect: "i1/9/0", people: ["ana", "mia", "rui"]);
        Assert.Equal(BookMeeting.Reference(Two, "Others are invited to it."), Assert.IsType<Attempt.Delivered>(again).Reference);

        var after = Assert.Single(server.Events.Values);
        Assert.Equal(3, after["attendees"]!.AsArray().Count);
        Assert.Equal(before["body"]!.ToJsonString(), after["body"]!.ToJsonString());
        Assert.Single(server.Requests.Skip(asked), request => request.StartsWith("PATCH", StringComparison.Ordinal));
        // After a crash the same effect finds that it is done.
        Assert.Equal("An earlier attempt booked it.", BookMeeting.Read(Assert.IsType<Attempt.Delivered>(await BookAsync([], effect: "i1/9/0", people: ["ana", "mia", "rui"])).Reference)!.Value.Why);
    }

    [Fact]
    public async Task A_relapse_cancels_the_meeting_and_says_why()
    {
        await BookAsync([]);

        Assert.Equal(new Attempt.Delivered("The meeting is cancelled."), await CancelAsync());
        Assert.Empty(server.Events);
        Assert.Equal(["It has come back: errors"], server.Cancelled);
        Assert.Equal(new Attempt.Delivered("There is no meeting to cancel."), await CancelAsync());

        await BookAsync([], effect: "i1/20/0");
        Assert.Single(server.Events);
    }

    [Fact]
    public async Task A_suspected_breach_is_nothing_for_those_who_see_the_calendar()
    {
        var breach = new Incident { Breach = new BreachLane(new BreachSuspected(Mails.Noon, "ana", "Logs were read", Mails.Noon, Mails.Noon)) };

        await Calendar().AttemptAsync(new Delivery("i1/3/0", "i1", Meeting([]), breach), Stop);

        Assert.Equal("private", (string?)Assert.Single(server.Events.Values)["sensitivity"]);
    }

    [Fact]
    public async Task Too_many_requests_are_deferred_and_not_tried_again_inside()
    {
        server.AnswerSome = async context =>
        {
            context.Response.Headers.RetryAfter = "9";
            await GraphServer.Error(context, 429, "ApplicationThrottled");
            return true;
        };

        Assert.Equal(new Attempt.Deferred("Microsoft Graph answered 429 (ApplicationThrottled).", TimeSpan.FromSeconds(9)), await BookAsync(Today));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_team_without_addresses_is_refused() => Assert.IsType<Attempt.Refused>(
        await Calendar().AttemptAsync(Mails.Of(Meeting([]) with { People = ["gone"] }), Stop));

    [Fact]
    public async Task Another_effect_is_refused() => Assert.IsType<Attempt.Refused>(await Calendar().AttemptAsync(Mails.Of(new EraseContacts()), Stop));

    static (DateTimeOffset At, string Why) Read(Attempt attempt) => BookMeeting.Read(Assert.IsType<Attempt.Delivered>(attempt).Reference)!.Value;

    static BookMeeting Meeting(IReadOnlyList<TimeWindow> windows, DateTimeOffset? at = null) => new(["ana", "mia", "gone"], "[Checkout] Post-mortem", "Agenda <b>", at ?? Two, TimeSpan.FromHours(1), windows);

    GraphCalendar Calendar() => new(server.Client, new GraphOptions(GraphServer.Organiser),
        person => person == "gone" ? null : new MailRecipient(char.ToUpperInvariant(person[0]) + person[1..], $"{person}@contoso.example"), time);

    Task<Attempt> BookAsync(IReadOnlyList<TimeWindow> windows, string effect = "i1/3/0", string incident = "i1", DateTimeOffset? at = null, IReadOnlyList<string>? people = null) =>
        Calendar().AttemptAsync(Mails.Of(people is null ? Meeting(windows, at) : Meeting(windows, at) with { People = people, Text = "Another agenda" }, effect, incident), Stop);

    Task<Attempt> CancelAsync() => Calendar().AttemptAsync(Mails.Of(new CancelMeeting("It has come back: errors"), "i1/12/0"), Stop);
}
