using System.Net;
using System.Text;
using System.Text.Json;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Channels.Chat;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Tests.Channels.Calling;
using Incidents.Adapters.Tests.Channels.Chat;
using Incidents.Desk;
using Incidents.Testing;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>
/// The corpus through every channel that writes to a provider, as it leaves the house: whatever a stranger wrote, the request has the same headers and the same fields as for a harmless
/// text. A channel that is listed nowhere here fails, so that a new one is not forgotten.
/// </summary>
public sealed class RendererTests
{
    const string Calm = "Checkout fails";

    static readonly Uri Somewhere = new("https://provider.example/path");

    static readonly Dictionary<Type, (Func<HttpClient, IChannel> Open, Func<string, Effect> Effect)> Written = new()
    {
        [typeof(SlackChat)] = (http => new SlackChat(http, new SlackOptions("slack", SlackServer.Conversation, SlackServer.Token) { Address = Somewhere }, Cases.LinkOf, TimeProvider.System), text => new PostInternally("slack", text)),
        [typeof(TeamsChat)] = (http => new TeamsChat(http, new TeamsOptions("teams", Somewhere), Cases.LinkOf, TimeProvider.System), text => new PostInternally("teams", text)),
        [typeof(NtfyPush)] = (http => new NtfyPush(http, new NtfyOptions(Somewhere), _ => "topic", (_, _) => "https://us.example/i1", TimeProvider.System), Push),
        [typeof(PushoverPush)] = (http => new PushoverPush(http, new PushoverOptions(PushoverServer.Token, PushoverServer.User) { Address = Somewhere }, (_, _) => "https://us.example/i1", TimeProvider.System), Push),
        [typeof(PagerDutyPush)] = (http => new PagerDutyPush(http, new PagerDutyOptions(PagerDutyServer.Key) { Address = Somewhere }, (_, _) => "https://us.example/i1", TimeProvider.System), Push),
        [typeof(WebhookPush)] = (http => new WebhookPush(http, new WebhookPushOptions(Somewhere, WebhookServer.Secret), (_, _) => "https://us.example/i1", TimeProvider.System), Push),
        [typeof(GraphMeetings)] = (http => new GraphMeetings(Graph(http), new GraphOptions("organiser"), TimeProvider.System), text => new OpenCall(text)),
    };

    // What they write is read back elsewhere, or it is no text of anybody's.
    static readonly Dictionary<Type, string> Elsewhere = new()
    {
        [typeof(MailChannel)] = "InjectionTests, InvitationMailTests; the words in MailInjectionTests and DigestMailTests",
        [typeof(ContactsChannel)] = "the same mails",
        [typeof(XPosts)] = "XTextTests: the text is all there is",
        [typeof(GraphCalendar)] = "A_meeting_in_a_calendar_is_plain_text",
        [typeof(StatusPageChannel)] = "HostileFilesTests of the status page",
        [typeof(FilePosts)] = "A_post_in_a_file_is_text_alone",
        [typeof(CallLink)] = "makes an address of ids",
        [typeof(CallOrLink)] = "one of two others",
        [typeof(PersonalPush)] = "one of several others",
        [typeof(GuardedChannel)] = "another behind a gate",
        [typeof(NotedContact)] = "another whose refusals are kept",
    };

    public static TheoryData<Type> Channels => [.. Written.Keys];

    [Fact]
    public void Every_channel_is_tried_with_the_corpus()
    {
        var all = typeof(MailChannel).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IChannel)));

        Assert.Equal(all.Select(type => type.Name).Order(StringComparer.Ordinal), Written.Keys.Concat(Elsewhere.Keys).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task No_text_makes_a_header_a_field_or_an_element(Type channel)
    {
        var usual = await SentAsync(channel, Calm);
        Assert.NotEmpty(usual.Headers);
        Assert.Contains(usual.Texts, text => text.Contains(Calm, StringComparison.Ordinal));
        foreach (var evil in Injection.Corpus)
        {
            var hostile = await SentAsync(channel, evil);

            Assert.Equal(usual.Headers, hostile.Headers);
            Assert.Equal(usual.Shape, hostile.Shape);
            Assert.All(hostile.Texts, Injection.AssertHarmless);
        }
    }

    [Fact]
    public async Task A_post_in_a_file_is_text_alone()
    {
        using var scratch = new Scratch();
        foreach (var (evil, n) in Injection.Corpus.Select((text, n) => (text, n)))
            await new FilePosts("company", new Adapters.Files.FolderFiles(scratch.Path)).AttemptAsync(Mails.Of(new PostInternally("company", evil), $"i1/{n}/0"), TestContext.Current.CancellationToken);

        Assert.Equal(Injection.Corpus.Length, scratch.Files.Length);
        Assert.All(scratch.Files, file => Injection.AssertHarmless(File.ReadAllText(Path.Combine(scratch.Path, file)).ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task A_meeting_in_a_calendar_is_plain_text()
    {
        foreach (var evil in Injection.Corpus)
        {
            using var wire = new Wire();
            using var http = new HttpClient(wire);
            var channel = new GraphCalendar(Graph(http), new GraphOptions("organiser"), _ => new MailRecipient(evil, "ana@contoso.example"), TimeProvider.System);
            await channel.AttemptAsync(Mails.Of(new BookMeeting(["ana"], evil, evil, Mails.Noon, TimeSpan.FromHours(1), [])), TestContext.Current.CancellationToken);

            var meeting = JsonSerializer.Deserialize<JsonElement>(wire.Bodies[^1]);
            Assert.Equal("text", meeting.GetProperty("body").GetProperty("contentType").GetString());
            Injection.AssertHarmless(meeting.GetProperty("subject").GetString()!);
            Injection.AssertHarmless(meeting.GetProperty("body").GetProperty("content").GetString()!);
            Injection.AssertHarmless(meeting.GetProperty("attendees")[0].GetProperty("emailAddress").GetProperty("name").GetString()!);
        }
    }

    static PushPerson Push(string text) => new("ana", text, text, Urgent: true);

    static GraphServiceClient Graph(HttpClient http) => new(http, new AnonymousAuthenticationProvider());

    static async Task<(IReadOnlyList<string> Headers, IReadOnlyList<string> Shape, IReadOnlyList<string> Texts)> SentAsync(Type channel, string text)
    {
        using var wire = new Wire();
        using var http = new HttpClient(wire);
        var (open, effect) = Written[channel];
        await open(http).AttemptAsync(Mails.Of(effect(text)), TestContext.Current.CancellationToken);

        var (shape, texts) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var body in wire.Bodies)
        {
            if (body.StartsWith('{'))
                Walk(JsonSerializer.Deserialize<JsonElement>(body), "", shape, texts);
            else
                Walk(body, shape, texts);
        }

        return (wire.Headers, [.. shape], texts);
    }

    static void Walk(JsonElement value, string path, SortedSet<string> shape, List<string> texts)
    {
        shape.Add($"{path} {value.ValueKind}");
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                Walk(property.Value, $"{path}/{property.Name}", shape, texts);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Walk(item, $"{path}/*", shape, texts);
        }
        else if (value.ValueKind == JsonValueKind.String)
        {
            texts.Add(value.GetString()!);
        }
    }

    static void Walk(string form, SortedSet<string> shape, List<string> texts)
    {
        foreach (var field in form.Split('&'))
        {
            shape.Add(field[..field.IndexOf('=', StringComparison.Ordinal)]);
            texts.Add(WebUtility.UrlDecode(field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        }
    }

    sealed class Wire : HttpMessageHandler
    {
        public List<string> Bodies { get; } = [];

        public List<string> Headers { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                Bodies.Add(Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(cancellationToken)));
                Headers.Add(string.Join(' ', request.Headers.Concat(content.Headers).Select(h => h.Key).Where(name => name != "Content-Length").Order(StringComparer.Ordinal)));
            }

            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"ok":true,"ts":"1.2","channel":"C1","messages":[],"value":[],"id":"m1","status":1,"request":"r1","joinWebUrl":"https://teams.example/j"}""", Encoding.UTF8, "application/json"),
            };
        }
    }
}
