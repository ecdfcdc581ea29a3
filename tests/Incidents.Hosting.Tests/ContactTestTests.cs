using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests;

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

    async Task<IReadOnlyList<TestedContact>> RunAsync(WayEntry? way, bool drill = false)
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        var person = sample.People[0] with { Push = null, Ways = way is null ? [] : [way] };
        var configuration = sample with { People = [person], Channels = new ChannelsSection { Push = new PushSection { Address = "http://127.0.0.1:1" } } };
        return await ContactTest.RunAsync(new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), drill), person, null,
            new FolderFiles(folder), new Approvals([new ApprovalKey(1, new byte[32])]), TimeProvider.System, null, TestContext.Current.CancellationToken);
    }
}
