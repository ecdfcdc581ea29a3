using System.Text.Json;
using Incidents.Public;
using Incidents.Testing;
using Microsoft.AspNetCore.Components;

namespace Incidents.StatusPage.Tests;

/// <summary>The corpus through what subscribers are sent and shown: mails, documents for webhooks, pages. What leaves by mail loses what turns a direction in the transport (SafeText).</summary>
public class HostileSubscribersTests
{
    static readonly HookMeta Meta = new(new Uri("https://incidents.contoso.example/subscriptions/abc"), Records.Noon);

    /// <summary>What each component that is no part of another is seen in; whoever adds a page or a mail says where the corpus goes through it.</summary>
    static readonly Dictionary<string, string> Seen = new(StringComparer.Ordinal)
    {
        ["FrontPage"] = nameof(HostileFilesTests),
        ["HistoryPage"] = nameof(HostileFilesTests),
        ["IncidentPage"] = nameof(HostileFilesTests),
        ["MaintenancePage"] = nameof(HostileFilesTests),
        ["NotFoundPage"] = nameof(HostileFilesTests),
        ["SubscribePage"] = nameof(HostileFilesTests),
        ["SubscriberMail"] = nameof(HostileSubscribersTests),
        ["SubscriberPage"] = nameof(HostileSubscribersTests),
    };

    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Fact]
    public void Every_page_and_mail_is_in_the_corpus() => Assert.Equal(Seen.Keys.Order(StringComparer.Ordinal),
        typeof(StatusSite).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.Namespace!.EndsWith(".Parts", StringComparison.Ordinal) && type.Name != "_Imports").Select(type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_is_more_than_text(string evil)
    {
        var (usual, hostile) = (await SentAsync("calm"), await SentAsync(evil));

        foreach (var (name, content) in hostile)
            Assert.True(Shape(usual[name]).SequenceEqual(Shape(content)), $"{name} has another shape.");
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_makes_a_header_or_a_paragraph_of_a_mail(string evil)
    {
        var (edition, topics) = News(evil);
        var (same, calm) = News("calm");
        var mail = await SubscriberMails.NewsAsync(edition, topics, ["api"], Meta.Unsubscribe);
        var usual = await SubscriberMails.NewsAsync(same, calm, ["api"], Meta.Unsubscribe);

        Injection.AssertHarmless(mail.Subject.Replace("\u200F", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\r', mail.Text);
        Assert.Equal(usual.Text.Split("\n\n").Length, mail.Text.Split("\n\n").Length);
    }

    static async Task<Dictionary<string, string>> SentAsync(string text)
    {
        var (edition, topics) = News(text);
        var sent = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mail"] = (await SubscriberMails.NewsAsync(edition, [topics[0]], ["api"], Meta.Unsubscribe)).Html,
            ["digest"] = (await SubscriberMails.NewsAsync(edition, topics, ["api"], Meta.Unsubscribe)).Html,
            ["question"] = (await SubscriberMails.QuestionAsync(edition, ["api"], Meta.Unsubscribe, Meta.Unsubscribe)).Html,
            ["hook of an incident"] = Json(SubscriberHooks.Incident(edition, Records.Outage.Id, Meta)),
            ["hook of planned work"] = Json(SubscriberHooks.Maintenance(edition, "work-1", Meta)),
            ["hook of a service"] = Json(SubscriberHooks.Service(edition, "api", ServiceStatus.Operational, ServiceStatus.MajorOutage, 1, Records.Noon, Meta)),
            ["hook's question"] = Json(SubscriberHooks.Question(edition, "s1", text, Meta.Unsubscribe, Meta)),
        };
        var pages = new SubscriberPages(edition.Site.Page);
        foreach (var view in new SubscriberView[]
        {
            new SubscriberView.Form(SubscriberField.Mail, text, text, ["api", text], Reports: true), new SubscriberView.Confirm(text, ["api"]),
            new SubscriberView.Preferences(text, ["api", text], Reports: true, Saved: true, Suppressed: false, Secret: text), new SubscriberView.Said(SubscriberWord.Gone),
        })
            sent[$"page {view.GetType().Name}"] = await pages.RenderAsync(view);
        return sent;
    }

    static (SiteEdition Edition, MailTopic[] Topics) News(string text)
    {
        // One paragraph, so that what differs could only be markup.
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        var page = Records.Page with { Company = text, Services = [new("api", text, text)] };
        var incident = Records.Outage with { Title = text, Services = ["api"], Updates = [new(1, Records.Noon, PublicState.Investigating, line)] };
        var work = new PublicMaintenance("work-1", text, ["api"], Records.Noon.AddDays(1), Records.Noon.AddDays(1).AddHours(1), MaintenanceState.Scheduled, [new(1, Records.Noon, MaintenanceState.Scheduled, line)]);
        var edition = SiteEdition.Of(new PublicHistory(page, [incident], [work]));
        return (edition, [new MailTopic(edition.Incidents[0], null, IsReport: false), new MailTopic(null, edition.Maintenances[0], IsReport: false)]);
    }

    static string Json(byte[]? document) => System.Text.Encoding.UTF8.GetString(document!);

    static IEnumerable<string> Shape(string content) => content.StartsWith('{') ? Members(JsonSerializer.Deserialize<JsonElement>(content), "")
        : Html.Parse(content).All.Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => $"{attribute.Name}{(attribute.Name is "href" or "action" or "src" ? attribute.Value : "")}"))}");

    static IEnumerable<string> Members(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Members(item, $"{path}/*")),
        _ => [path],
    };
}
