using System.Text;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

public sealed class SmallChannelTests : IDisposable
{
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of this installation");

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task An_incident_has_one_room_whose_name_needs_the_secret()
    {
        var first = await RoomAsync("https://meet.contoso.example/rooms/", Secret, "i1");

        Assert.Matches("^https://meet\\.contoso\\.example/rooms/incident-[0-9a-f]{32}$", first);
        Assert.Equal(first, await RoomAsync("https://meet.contoso.example/rooms", Secret, "i1"));
        Assert.NotEqual(first, await RoomAsync("https://meet.contoso.example/rooms", Secret, "i2"));
        Assert.NotEqual(first, await RoomAsync("https://meet.contoso.example/rooms", [.. Secret, 1], "i1"));
    }

    [Fact]
    public void A_short_secret_is_none() => Assert.Throws<ArgumentException>(() => new CallLink(new Uri("https://meet.contoso.example/"), new byte[15]));

    [Fact]
    public async Task A_post_is_one_file_however_often_it_is_tried()
    {
        var posts = new FilePosts("company", new FolderFiles(scratch.Path));
        var post = Mails.Of(new PostInternally("company", "Checkout: we investigate"));

        Assert.IsType<Attempt.Deferred>(await posts.ReconcileAsync(post, TestContext.Current.CancellationToken));
        Assert.Equal(new Attempt.Delivered("i1-3-0.txt"), await posts.AttemptAsync(post, TestContext.Current.CancellationToken));
        Assert.Equal(new Attempt.Delivered("i1-3-0.txt"), await posts.AttemptAsync(post, TestContext.Current.CancellationToken));
        Assert.Equal(new Attempt.Delivered("i1-3-0.txt"), await posts.ReconcileAsync(post, TestContext.Current.CancellationToken));

        Assert.Equal([Path.Combine("posts", "company", "i1-3-0.txt")], scratch.Files);
        Assert.Equal("Checkout: we investigate", await File.ReadAllTextAsync(Path.Combine(scratch.Path, scratch.Files[0]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_status_page_is_delivered_when_it_is_written()
    {
        var written = 0;
        var page = new StatusPageChannel(_ => Task.FromResult(++written));

        Assert.Equal(new Attempt.Delivered("Resolved 4"), await page.AttemptAsync(Mails.Of(new PublishPage(4, NoticeKind.Resolved)), TestContext.Current.CancellationToken));
        Assert.Equal(1, written);
    }

    [Fact]
    public async Task A_status_page_that_the_disk_does_not_take_is_tried_again_later() =>
        Assert.IsType<Attempt.Deferred>(await new StatusPageChannel(_ => throw new IOException("full")).AttemptAsync(
            Mails.Of(new PublishPage(4, NoticeKind.Resolved)), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_channel_refuses_what_it_cannot_carry()
    {
        var wrong = Mails.Of(new EraseContacts());
        IChannel[] channels = [new FilePosts("company", new FolderFiles(scratch.Path)), new CallLink(new Uri("https://meet.contoso.example/"), Secret), new StatusPageChannel(_ => Task.CompletedTask)];

        foreach (var channel in channels)
            Assert.IsType<Attempt.Refused>(await channel.AttemptAsync(wrong, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_heart_beats_every_minute_also_after_a_failure()
    {
        var time = new FakeTimeProvider(Mails.Noon);
        using var outside = new Outside();
        using var http = new HttpClient(outside);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = new Heartbeat(http, new Uri("https://watch.example/token"), time, NullLogger<Heartbeat>.Instance).RunAsync(stop.Token);
        for (var beat = 0; beat < 3; beat++)
        {
            await outside.Beats.Reader.ReadAsync(stop.Token);
            time.Advance(Heartbeat.Interval);
        }

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(running.IsCompletedSuccessfully);
    }

    static async Task<string> RoomAsync(string address, byte[] secret, string incident) => Assert.IsType<Attempt.Delivered>(
        await new CallLink(new Uri(address), secret).AttemptAsync(Mails.Of(new OpenCall("Checkout"), incident: incident), TestContext.Current.CancellationToken)).Reference;

    sealed class Outside : HttpMessageHandler
    {
        public System.Threading.Channels.Channel<int> Beats { get; } = System.Threading.Channels.Channel.CreateUnbounded<int>();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Beats.Writer.TryWrite(1);
            throw new HttpRequestException("unplugged");
        }
    }
}
