using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Hosting.Tests;

sealed class Answering : IMailTransport
{
    public Func<Attempt> Answer { get; set; } = () => new Attempt.Delivered("<id>");

    public string Sender => "incidents@contoso.example";

    public Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct) => Task.FromResult(Answer());

    public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("Nobody can ask."));
}

sealed class Plainly : IMailComposer
{
    public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, "<p></p>"));
}

public sealed class ContactTestTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("contacts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_contact_is_tried_and_says_what_came_of_it()
    {
        // Nobody listens on port 1.
        var results = await RunAsync(new WayEntry { Kind = WayKind.Ntfy, To = "ana-1" });

        Assert.Equal(["mail", "ntfy"], results.Select(r => r.Name));
        Assert.IsType<Attempt.Delivered>(results[0].Result);
        Assert.Equal(new Attempt.Deferred("The push server cannot be reached: ConnectionError."), results[1].Result);
        Assert.Contains("A test of your contacts", await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(folder, "mail")).Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_tests_nothing() => Assert.Empty(await RunAsync(null, drill: true));

    [Fact]
    public async Task What_a_test_came_to_is_kept_for_the_console_and_says_whether_anything_would_wake_the_person()
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        var person = sample.People[0] with { Push = null, Ways = [] };
        var deployment = new Deployment(sample with { People = [person] }, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), false);
        var tests = new ContactTests(deployment, new FolderFiles(folder), new Approvals([new ApprovalKey(1, new byte[32])]), TimeProvider.System);
        Assert.Null(Assert.Single(await tests.ReportsAsync(TestContext.Current.CancellationToken)).Tested);

        Assert.False((await tests.TestAsync(person.Id, null, TestContext.Current.CancellationToken))!.Wakes);

        var report = Assert.Single(await tests.ReportsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("mail", true), (Assert.Single(report.Tested!.Results).Name, report.Tested.Results[0].Sent));
        Assert.Null(await tests.TestAsync("nobody", null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_refuses_is_shown_with_the_person_until_something_arrives_there_again()
    {
        await using var log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
        var sample = ResponseConfiguration.Load().Configuration!;
        var deployment = new Deployment(sample with { People = [sample.People[0] with { Push = null, Ways = [] }, sample.People[1] with { Push = null, Ways = [] }] }, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), false);
        var troubles = new ContactTroubles(log, TimeProvider.System, NullLogger<ContactTroubles>.Instance);
        var (server, answer) = (new Answering(), (Attempt)new Attempt.Refused("The mail server answered 550: 5.1.1 no such user"));
        server.Answer = () => answer;
        var tests = new ContactTests(deployment, new FolderFiles(folder), new Approvals([new ApprovalKey(1, new byte[32])]), TimeProvider.System, server, troubles);
        var (person, other, ct) = (deployment.Configuration.People[0].Id, deployment.Configuration.People[1].Id, TestContext.Current.CancellationToken);

        await tests.TestAsync(person, null, ct);
        Assert.Equal(("mail", "The mail server answered 550: 5.1.1 no such user", false), Assert.Single((await tests.ReportAsync(person, ct))!.Troubles!) is var trouble ? (trouble.Way, trouble.Said, trouble.CameBack) : default);
        Assert.Empty((await tests.ReportAsync(other, ct))!.Troubles!);

        // The same of what the plan sends; what is tried again says nothing.
        var channel = new NotedContact(new MailChannel(new Plainly(), server, id => new MailRecipient(id, $"{id}@contoso.example")), ContactTroubles.Mail, troubles);
        var mail = new Delivery("i1/1/0", "i1", new MailPerson(person, "Please look", "Now"), new Incident());
        answer = new Attempt.Deferred("Later.");
        await channel.AttemptAsync(mail, ct);
        Assert.Single((await tests.ReportAsync(person, ct))!.Troubles!);
        answer = new Attempt.Delivered("<id>");
        await channel.AttemptAsync(mail, ct);
        Assert.Empty((await tests.ReportAsync(person, ct))!.Troubles!);
        answer = new Attempt.Refused("The mail server answered 552: full");
        await channel.AttemptAsync(mail, ct);
        Assert.Equal("The mail server answered 552: full", Assert.Single((await tests.ReportAsync(person, ct))!.Troubles!).Said);
    }

    [Fact]
    public async Task Each_way_of_a_push_is_noted_under_its_own_name()
    {
        await using var log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
        var troubles = new ContactTroubles(log, TimeProvider.System, NullLogger<ContactTroubles>.Instance);
        var sample = ResponseConfiguration.Load().Configuration!;
        var person = sample.People[0] with { Push = null, Ways = [new WayEntry { Kind = WayKind.Ntfy, To = "no topic" }] };
        var deployment = new Deployment(sample with { People = [person], Channels = new ChannelsSection { Push = new PushSection { Address = "http://127.0.0.1:1" } } }, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), false);
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(troubles).AddSingleton(new Approvals([new ApprovalKey(1, new byte[32])])).AddProviderGates().BuildServiceProvider();

        Assert.Equal("ntfy", Assert.IsType<NotedContact>(Assert.Single(global::Incidents.Hosting.Composition.Calling.Ways(deployment, person, services)).Channel).Way);
    }

    async Task<IReadOnlyList<TestedContact>> RunAsync(WayEntry? way, bool drill = false)
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        var person = sample.People[0] with { Push = null, Ways = way is null ? [] : [way] };
        var configuration = sample with { People = [person], Channels = new ChannelsSection { Push = new PushSection { Address = "http://127.0.0.1:1" } } };
        return await ContactTest.RunAsync(new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), drill), person, null,
            new FolderFiles(folder), new Approvals([new ApprovalKey(1, new byte[32])]), TimeProvider.System, null, TestContext.Current.CancellationToken);
    }
}
