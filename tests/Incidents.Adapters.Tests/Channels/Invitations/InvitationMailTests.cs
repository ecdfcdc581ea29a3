using System.Text.Json.Nodes;
using Incidents.Adapters.Channels;
using Incidents.Desk;
using Incidents.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Invitations;

/// <summary>Invitations through a real mail server, read by programs of others.</summary>
public sealed class InvitationMailTests
{
    static readonly Invitation First = new(Round: 1, Sequence: 0, Mails.Noon, Mails.Noon.AddHours(3), TimeSpan.FromHours(1), ["ana", "rui", "gone"], "[Checkout; \"é\"] Post-mortem",
        "The first time, within hours; nobody was asked.\n\nJoin the call: https://meet.example/r?a=1\n\nAgenda: what happened, what helped.")
    { Join = "https://meet.example/r?a=1" };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_is_text_html_and_calendar_as_alternatives_and_a_file_besides()
    {
        var mail = await Readers.MailAsync((await SentAsync(First)).Single());

        var body = mail["body"]!;
        Assert.Equal("multipart/mixed", (string)body["type"]!);
        var alternatives = body["parts"]![0]!;
        Assert.Equal("multipart/alternative", (string)alternatives["type"]!);
        Assert.Equal(["text/plain", "text/html", "text/calendar", "application/ics"], Readers.Leaves(body).Select(part => (string)part["type"]!));
        var calendar = alternatives["parts"]![2]!;
        Assert.Equal(("REQUEST", "utf-8"), ((string)calendar["parameters"]!["method"]!, (string)calendar["parameters"]!["charset"]!));
        Assert.Null(calendar["disposition"]);
        var file = body["parts"]![1]!;
        Assert.Equal(("attachment", "invite.ics"), ((string)file["disposition"]!, (string)file["file"]!));
        Assert.Equal(Readers.Content(file), Readers.Content(calendar));
        Assert.Empty(Readers.Leaves(body).Append(body).Append(alternatives).SelectMany(part => part["defects"]!.AsArray()));
    }

    [Fact]
    public async Task A_calendar_program_reads_who_when_where_and_what_for()
    {
        var calendar = await CalendarAsync((await SentAsync(First)).Single());

        Assert.Equal(("REQUEST", "2.0"), ((string)calendar["method"]!, (string)calendar["version"]!));
        Assert.InRange((int)calendar["longestLine"]!, 1, 77);
        Assert.Equal(0, (int)calendar["bareLineFeeds"]!);
        var meeting = Assert.Single(calendar["events"]!.AsArray())!;
        Assert.Equal((0, "2026-03-02T15:00:00.000Z", "2026-03-02T16:00:00.000Z", "UTC", "2026-03-02T12:00:00.000Z"),
            ((int)meeting["sequence"]!, (string)meeting["start"]!, (string)meeting["end"]!, (string)meeting["zone"]!, (string)meeting["stamp"]!));
        Assert.Equal((First.Summary, First.Text, First.Join, First.Join), ((string)meeting["summary"]!, (string)meeting["description"]!, (string)meeting["location"]!, (string)meeting["join"]!));
        Assert.Equal(("mailto:incidents@contoso.example", "Incidents", "CONFIRMED", "PUBLIC"), ((string)meeting["organizer"]!, (string)meeting["organizerName"]!, (string)meeting["status"]!, (string)meeting["class"]!));
        // Whoever has left the roster is not named.
        Assert.Equal(["mailto:ana@contoso.example", "mailto:rui@contoso.example"], meeting["attendees"]!.AsArray().Select(a => (string)a!["address"]!));
        Assert.All(meeting["attendees"]!.AsArray(), a => Assert.Equal(("TRUE", "NEEDS-ACTION", "REQ-PARTICIPANT"), ((string)a!["rsvp"]!, (string)a["partstat"]!, (string)a["role"]!)));
        Assert.EndsWith("@contoso.example", (string)meeting["uid"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("i1", (string)meeting["uid"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_and_a_cancellation_are_the_same_meeting_and_the_next_round_is_another()
    {
        var move = First with { Sequence = 1, At = First.At.AddDays(1), StampedAt = Mails.Noon.AddHours(1) };
        var cancel = move with { Sequence = 2, Cancelled = true };
        var next = First with { Round = 2 };
        var (moved, cancelled, other) = (Event(await CalendarAsync((await SentAsync(move)).Single())), await CalendarAsync((await SentAsync(cancel)).Single()), Event(await CalendarAsync((await SentAsync(next)).Single())));
        var first = Event(await CalendarAsync((await SentAsync(First)).Single()));

        Assert.Equal((string)first["uid"]!, (string)moved["uid"]!);
        Assert.Equal((1, "2026-03-03T15:00:00.000Z"), ((int)moved["sequence"]!, (string)moved["start"]!));
        Assert.Equal(("CANCEL", (string)first["uid"]!, 2, "CANCELLED"), ((string)cancelled["method"]!, (string)Event(cancelled)["uid"]!, (int)Event(cancelled)["sequence"]!, (string)Event(cancelled)["status"]!));
        Assert.All(Event(cancelled)["attendees"]!.AsArray(), a => Assert.NotEqual("TRUE", (string?)a!["rsvp"]));
        Assert.NotEqual((string)first["uid"]!, (string)other["uid"]!);
    }

    [Fact]
    public async Task What_others_may_not_see_is_marked_so() =>
        Assert.Equal("CONFIDENTIAL", (string)Event(await CalendarAsync((await SentAsync(First with { Confidential = true })).Single()))["class"]!);

    [Fact]
    public async Task In_a_rehearsal_the_calendar_says_so() =>
        Assert.StartsWith("EXERCISE: [Checkout", (string)Event(await CalendarAsync((await SentAsync(First, drill: true)).Single()))["summary"]!, StringComparison.Ordinal);

    [Fact]
    public async Task A_second_attempt_sends_the_same_bytes_but_for_the_date()
    {
        var mails = await SentAsync(First, times: 2);

        // Boundaries are random, and the date is the attempt's.
        var read = await Task.WhenAll(mails.Select(Readers.MailAsync));
        Assert.Equal(Header(read[0], "Message-Id"), Header(read[1], "Message-Id"));
        Assert.Equal(Readers.Leaves(read[0]["body"]!).Select(Readers.Content), Readers.Leaves(read[1]["body"]!).Select(Readers.Content));
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_makes_a_property_an_alarm_or_an_attendee(string evil)
    {
        var calendar = await CalendarAsync((await SentAsync(First with { Summary = evil, Text = evil, Join = evil }, name: evil)).Single());

        Assert.Equal(["version", "prodid", "method"], calendar["properties"]!.AsArray().Select(p => (string)p!).OrderDescending(StringComparer.Ordinal));
        var meeting = Event(calendar);
        var plain = (string[])["attendee", "attendee", "class", "description", "dtend", "dtstamp", "dtstart", "location", "organizer", "sequence", "status", "summary", "transp", "uid"];
        Assert.Equal(plain, meeting["properties"]!.AsArray().Select(p => (string)p!).Where(name => name != "conference").Order(StringComparer.Ordinal));
        Assert.Equal(0, (int)meeting["alarms"]!);
        Assert.Equal(["mailto:ana@contoso.example", "mailto:rui@contoso.example"], meeting["attendees"]!.AsArray().Select(a => (string)a!["address"]!));
        foreach (var shown in new[] { meeting["summary"]!, meeting["description"]!, meeting["location"]!, meeting["attendees"]![0]!["name"]! })
            Injection.AssertHarmless((string?)shown ?? "");
        Assert.DoesNotContain('\n', (string)meeting["summary"]!);
    }

    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    static JsonNode Event(JsonNode calendar) => Assert.Single(calendar["events"]!.AsArray())!;

    static string Header(JsonNode mail, string name) => (string)mail["headers"]!.AsArray().Single(h => string.Equals((string)h![0]!, name, StringComparison.OrdinalIgnoreCase))![1]!;

    static async Task<JsonNode> CalendarAsync(byte[] mail) =>
        await Readers.CalendarAsync(Readers.Content(Readers.Leaves((await Readers.MailAsync(mail))["body"]!).Single(part => (string)part["type"]! == "text/calendar")));

    static async Task<IReadOnlyList<byte[]>> SentAsync(Invitation invitation, int times = 1, string name = "Ana Silva", bool drill = false)
    {
        using var server = await SmtpServer.StartAsync();
        var smtp = new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None }, Mails.From, new FakeTimeProvider(Mails.Noon));
        var channel = new MailChannel(new Composer(), smtp, person => person == "gone" ? null : new MailRecipient(name, $"{person}@contoso.example"));
        var mails = new List<byte[]>();
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<Attempt.Delivered>(await channel.AttemptAsync(Mails.Of(new MailPerson("ana", "Post-mortem", "Text", null, invitation)) with { Incident = new Incident { Drill = drill } }, Stop));
            mails.Add(await server.ReceivedBytesAsync());
        }

        return mails;
    }

    sealed class Composer : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, $"<p>{mail.Text}</p>"));
    }
}
