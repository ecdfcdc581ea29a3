using System.Text.Json;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Invitations;
using Incidents.Desk;
using Incidents.Functions.Channels;
using Incidents.Testing;
using Microsoft.AspNetCore.Http;

namespace Incidents.Functions.Tests.Channels;

public sealed class AcsMailTests : IAsyncLifetime
{
    static readonly string Operation = AcsMail.OperationOf(To("i1/3/0")).ToString();

    MailService service = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await MailService.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_mail_is_delivered_once_the_service_has_handed_it_over()
    {
        service.Status = question => question < 2 ? "Running" : "Succeeded";

        Assert.Equal(new Attempt.Delivered(Operation), await SendAsync());
        Assert.Equal(2, service.Questions);
        using var expected = JsonDocument.Parse(
            """{"senderAddress":"incidents@contoso.example","content":{"subject":"Please look at this","plainText":"Ana: now","html":"<p>Ana: now</p>"},"recipients":{"to":[{"address":"ana@contoso.example","displayName":"Ana Silva"}]},"userEngagementTrackingDisabled":true,"headers":{"Message-ID":"<ab2cf0dc9a48cedf4aef804c23571a3b@contoso.example>","In-Reply-To":"<incident-4cd9b7672d7fbee8fb51fb1e049f6903@contoso.example>","References":"<incident-4cd9b7672d7fbee8fb51fb1e049f6903@contoso.example>"}}""");
        Assert.True(JsonElement.DeepEquals(expected.RootElement, service.Taken[Operation]), service.Taken[Operation].GetRawText());
    }

    [Fact]
    public async Task What_a_stranger_wrote_moves_and_turns_nothing()
    {
        foreach (var (evil, n) in Injection.Corpus.Select((text, n) => (text, n)))
        {
            var mail = To($"i1/3/{n}") with { Subject = evil, ToName = evil, Text = evil, Html = $"<p>{System.Net.WebUtility.HtmlEncode(evil)}</p>" };
            await Transport().SendAsync(mail, Stop);

            var taken = service.Taken[AcsMail.OperationOf(mail).ToString()];
            var (content, name) = (taken.GetProperty("content"), taken.GetProperty("recipients").GetProperty("to")[0].GetProperty("displayName").GetString()!);
            Assert.All([name, content.GetProperty("subject").GetString()!], line => Assert.DoesNotContain('\n', line));
            Assert.All([name, .. content.EnumerateObject().Select(part => part.Value.GetString()!)], Injection.AssertHarmless);
        }
    }

    [Fact]
    public async Task An_invitation_is_an_attachment_of_its_own_content_type()
    {
        await Transport().SendAsync(To("i1/3/0") with { Calendar = new CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") }, Stop);

        using var expected = JsonDocument.Parse("""[{"name":"invite.ics","contentType":"text/calendar; method=REQUEST; charset=utf-8","contentInBase64":"QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo="}]""");
        var taken = service.Taken[Operation];
        Assert.True(JsonElement.DeepEquals(expected.RootElement, taken.GetProperty("attachments")), taken.GetRawText());
    }

    [Fact]
    public async Task A_subscriber_s_mail_names_its_list_and_where_one_post_ends_it()
    {
        await Transport().SendAsync(To("i1/3/0") with { Unsubscribe = new Uri("https://incidents.contoso.example/u/token"), List = "status.contoso.example" }, Stop);

        using var expected = JsonDocument.Parse(
            """{"List-Unsubscribe":"<https://incidents.contoso.example/u/token>","List-Unsubscribe-Post":"List-Unsubscribe=One-Click","List-Id":"<status.contoso.example>"}""");
        var taken = service.Taken[Operation];
        Assert.All(expected.RootElement.EnumerateObject(), header => Assert.Equal(header.Value.GetString(), taken.GetProperty("headers").GetProperty(header.Name).GetString()));
        Assert.False(taken.TryGetProperty("attachments", out _));
    }

    [Fact]
    public async Task An_invitation_is_an_attachment_that_says_what_it_asks_of_the_calendar()
    {
        var mail = To("i1/3/0") with { Calendar = new CalendarPart("CANCEL", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), First = "i1/2/0" };

        Assert.IsType<Attempt.Delivered>(await Transport().SendAsync(mail, Stop));

        var file = service.Taken[Operation].GetProperty("attachments")[0];
        Assert.Equal(("invite.ics", "text/calendar; method=CANCEL; charset=utf-8"), (file.GetProperty("name").GetString(), file.GetProperty("contentType").GetString()));
        Assert.Equal(mail.Calendar.Text, System.Text.Encoding.UTF8.GetString(file.GetProperty("contentInBase64").GetBytesFromBase64()));
        Assert.Equal("<27ebf09652b12e19ef58c0b0d40516ca@contoso.example>", service.Taken[Operation].GetProperty("headers").GetProperty("In-Reply-To").GetString());
    }

    [Fact]
    public async Task Every_attempt_of_a_mail_is_the_same_operation_and_another_mail_another()
    {
        service.AnswerPost = context => MailService.ProblemAsync(context, 429, "TooManyRequests");
        await SendAsync();
        await SendAsync();

        Assert.Equal([Operation, Operation], service.Posted);
        Assert.NotEqual(AcsMail.OperationOf(To("i1/3/0")), AcsMail.OperationOf(To("i1/3/1")));
        Assert.Equal(8, AcsMail.OperationOf(To("i1/3/0")).Version);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task A_mail_that_the_service_could_not_send_is_refused(string status)
    {
        service.Status = _ => status;

        Assert.StartsWith("The mail service took it and could not send it", Assert.IsType<Attempt.Refused>(await SendAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_mails_wait_as_long_as_the_service_says_and_no_request_is_repeated_meanwhile()
    {
        service.AnswerPost = context =>
        {
            context.Response.Headers.RetryAfter = "600";
            return MailService.ProblemAsync(context, 429, "TooManyRequests");
        };

        Assert.Equal(new Attempt.Deferred("The mail service answered 429.", TimeSpan.FromMinutes(10)), await SendAsync());
        Assert.Single(service.Posted);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task An_app_that_is_not_let_in_tries_again_because_somebody_gives_it_the_role(int status)
    {
        service.AnswerPost = context => MailService.ProblemAsync(context, status, "Denied");

        Assert.Equal(new Attempt.Deferred($"The mail service does not let this app in ({status}). Give its identity the role that docs/azure.md names."), await SendAsync());
    }

    [Fact]
    public async Task What_the_service_does_not_take_is_refused_with_its_code_and_without_addresses()
    {
        service.AnswerPost = context => MailService.ProblemAsync(context, 400, "InvalidRecipient");

        Assert.Equal(new Attempt.Refused("The mail service refused it (400 InvalidRecipient)."), await SendAsync());
    }

    [Fact]
    public async Task A_failing_service_that_took_nothing_is_tried_again()
    {
        service.AnswerPost = context => MailService.ProblemAsync(context, 503, "Unavailable");

        Assert.Equal(new Attempt.Deferred("The mail service answered 503."), await SendAsync());
        Assert.Single(service.Posted);
    }

    [Fact]
    public async Task A_failing_service_that_took_the_mail_all_the_same_is_not_given_it_twice()
    {
        service.AnswerPost = async context =>
        {
            await service.TakeAsync(new DefaultHttpContext { Request = { Headers = { ["Operation-Id"] = context.Request.Headers["Operation-Id"] }, Body = context.Request.Body } });
            context.Abort();
        };

        Assert.Equal(new Attempt.Delivered(Operation), await SendAsync());
        Assert.Single(service.Posted);
    }

    [Fact]
    public async Task A_question_that_fails_is_asked_again()
    {
        service.AnswerQuestion = (context, question) => question < 2
            ? MailService.ProblemAsync(context, 500, "Broken")
            : context.Response.WriteAsJsonAsync(new { id = Operation, status = "Succeeded" });

        Assert.Equal(new Attempt.Delivered(Operation), await SendAsync());
        Assert.Single(service.Posted);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_tried_again()
    {
        var mail = Transport();
        await service.StopAsync();

        Assert.Equal(new Attempt.Deferred("The mail service cannot be reached."), await mail.SendAsync(To("i1/3/0"), Stop));
    }

    [Fact]
    public async Task An_attempt_that_is_cut_short_has_an_unknown_outcome()
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        service.Status = _ => "Running";
        service.AnswerQuestion = async (context, _) =>
        {
            await cut.CancelAsync();
            await context.Response.WriteAsJsonAsync(new { id = Operation, status = "Running" });
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transport().SendAsync(To("i1/3/0"), cut.Token));
    }

    [Fact]
    public async Task Afterwards_a_mail_that_the_service_never_took_may_be_sent() =>
        Assert.Equal(new Attempt.Deferred("The service never took it."), await ReconcileAsync());

    [Fact]
    public async Task Afterwards_a_mail_that_has_left_is_delivered()
    {
        await SendAsync();

        Assert.Equal(new Attempt.Delivered(Operation), await ReconcileAsync());
    }

    [Fact]
    public async Task Afterwards_a_mail_that_could_not_be_sent_may_be_sent_again()
    {
        service.Status = _ => "Failed";
        await SendAsync();

        Assert.Equal(new Attempt.Deferred("The service took it and could not send it."), await ReconcileAsync());
    }

    [Fact]
    public async Task Afterwards_nobody_can_tell_while_the_service_works_on_it()
    {
        await SendAsync();
        service.Status = _ => "Running";

        await Assert.ThrowsAsync<InvalidOperationException>(ReconcileAsync);
    }

    Task<Attempt> SendAsync() => Transport().SendAsync(To("i1/3/0"), Stop);

    Task<Attempt> ReconcileAsync() => Transport().ReconcileAsync(To("i1/3/0"), Stop);

    AcsMail Transport() => new(service.Client, "incidents@contoso.example", TimeProvider.System);

    static OutgoingMail To(string id) => new(id, "i1", "ana", "Ana Silva", "ana@contoso.example", "Please look at this", "Ana: now", "<p>Ana: now</p>");
}
