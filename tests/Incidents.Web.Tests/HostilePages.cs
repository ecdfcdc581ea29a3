using System.Text;
using System.Text.Json;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.Web.Mail;
using Incidents.Web.Pages;
using Incidents.Web.SignIn;
using Incidents.Web.Subscribers;
using Microsoft.AspNetCore.Components;

namespace Incidents.Web.Tests;

/// <summary>Every page of the console and every mail that it words, with one text wherever people, senders or receivers write.</summary>
static class HostilePages
{
    /// <summary>Follows the text, so that a page can be asked whether it shows it.</summary>
    public const string Marker = "MARK";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SortedDictionary<string, string>> RenderAsync(string text)
    {
        var said = $"{text} {Marker}";
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var site = await Site.StartAsync(contacts: new Contacts(said));
        await FillAsync(site, said);
        var planned = await PlannedAsync(site, said);
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        foreach (var (page, path) in new[]
        {
            ("ApprovalPage", $"/a/{site.Approvals.Token("i1", request.Id, "mia")}"), ("ContactsPage", "/contacts"), ("IncidentPage", "/incidents/i1"), ("ListPage", "/incidents"), ("PlannedListPage", "/maintenance"),
            ("PlannedPage", $"/maintenance/{planned}"), ("QuarantinePage", "/quarantine"), ("TimelinePage", "/incidents/i1/timeline"), ("ToldPage", "/incidents/i1/told"), ("WebhooksPage", "/webhooks"),
        })
        {
            pages[page] = (await site.GetAsync(path, "mia")).Text;
        }

        await AloneAsync(pages, said);
        var mail = new MailPerson("mia", said, said, request.Id);
        pages["ResponderMail"] = (await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", mail, await site.LookAsync("i1")), mail, Ct)).Html;
        SharedEffect[] two = [new(Company.Monday, mail with { RequestId = null, News = true }), new(Company.Monday, mail with { RequestId = null, News = true })];
        pages["DigestMail"] = (await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", mail, await site.LookAsync("i1"), two), mail, Ct)).Html;
        return pages;
    }

    // These are rendered without a host: they take part in no incident.
    static async Task AloneAsync(SortedDictionary<string, string> pages, string said)
    {
        await AddAsync<MessagePage>(("Title", said), ("Text", new[] { said }));
        await AddAsync<SignInPage>(("Name", said));
        await AddAsync<SignInMail>(("Name", said), ("Link", "https://incidents.example/sign-in/x"), ("Life", "15 minutes"));
        var who = new Subscriber("s1", SubscriberWay.Webhook, said, SubscriberState.Suppressed, Company.Monday, Company.Monday) { Services = [said], Why = said, Origin = said };
        await AddAsync<SubscriberListPage>(("Listed", new[] { who }), ("Next", "s1"), ("Said", said), ("NotTaken", new[] { (1, said) }), ("Problem", said), ("IsOpen", true),
            ("Services", new Dictionary<string, string>(StringComparer.Ordinal)), ("Name", said), ("Zone", TimeZoneInfo.Utc));

        async Task AddAsync<T>(params (string, object?)[] values)
            where T : IComponent => pages[typeof(T).Name] = await Html.RenderAsync<T>(values);
    }

    static async Task FillAsync(Site site, string said)
    {
        var at = site.Time.GetUtcNow();
        await site.DeclaredAsync(summary: said);
        await site.TellAsync("i1", new AcceptCommand(at, "mia"));
        await site.TellAsync("i1", new AddNote(at, "mia", said));
        await site.TellAsync("i1", new RecordFinding(at, "ana", said, said, said));
        await site.TellAsync("i1", new ConfirmSeverity(at, "mia", Severity.Critical, said));
        await site.TellAsync("i1", new DraftNotice(at, "mia", NoticeKind.Update, Audience.Internal, said, said));
        await site.TellAsync("i1", new WriteDirectMessage(at, "bea", said, said));
        await site.TellAsync("i1", new OfferRole(at, "mia", Role.Manager, "max"));
        foreach (var input in new[] { "open/odd-1", "open/odd-2" })
        {
            await site.Log.StoreInputAsync(new RawInput(input, "open", at, "application/json", Encoding.UTF8.GetBytes(said)), Ct);
            await site.Log.SettleInputAsync(input, said, Ct);
        }

        await site.PostAsync("/quarantine/discard", "mia", ("input", "open/odd-2"), ("reason", said));
        var stored = (await site.Log.ReadAsync("i1", 1, Ct)).First(e => e.Effects.Any(effect => effect is PostInternally));
        await site.Log.WriteLedgerAsync(new LedgerEntry(EffectId.Of("i1", stored.Sequence, stored.Effects.ToList().FindIndex(effect => effect is PostInternally)), "i1", 1, LedgerState.GivenUp, 3, at, null, said, at), 0, Ct);
        await site.Desk.AdvanceAsync("i1", Ct);
        var tried = new WebhookTry("evt_i1_1", "plan.opened", 1, 0, LedgerState.GivenUp, at, 12, said);
        await new WebhookRecords((IRecordStore)site.Log, "hub").BeginAsync(new WebhookState(at, at, said), Ct);
        await ((IRecordStore)site.Log).PutRecordAsync("webhook.hub", "i1", LogJson.Write(new WebhookCursor(1, 0) { GivenUp = [tried], Failing = tried, Recent = [tried] }), null, Ct);
    }

    static async Task<string> PlannedAsync(Site site, string said)
    {
        var (_, answer) = await Answer(await site.SendAsync(HttpMethod.Post, "/api/maintenance", "mia", Site.Json(JsonSerializer.Serialize(new
        {
            title = said,
            services = new[] { new { service = "checkout" } },
            start = "2026-03-02T22:00:00+01:00",
            end = "2026-03-02T23:00:00+01:00",
            text = said,
        }))));
        return answer.GetProperty("id").GetString()!;

        static async Task<(int, JsonElement)> Answer(HttpResponseMessage message)
        {
            using (message)
            {
                return ((int)message.StatusCode, JsonSerializer.Deserialize<JsonElement>(await Site.TextAsync(message)));
            }
        }
    }

    sealed class Contacts(string said) : IContactTests
    {
        readonly ContactReport report = new("ana", [said], new TestedContacts(Company.Monday, [new ContactResult(said, Sent: false, said)]));

        public Task<IReadOnlyList<ContactReport>> ReportsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<ContactReport>>([report]);

        public Task<ContactReport?> ReportAsync(string person, CancellationToken ct) => Task.FromResult<ContactReport?>(report);

        public Task<TestedContacts?> TestAsync(string person, OnCallTurn? turn, CancellationToken ct) => Task.FromResult<TestedContacts?>(null);
    }
}
