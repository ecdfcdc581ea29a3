using System.Text;
using System.Text.Json.Nodes;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>What subscribers are sent and shown.</summary>
public class SubscriberTests
{
    static readonly HookMeta Meta = new(new Uri("https://incidents.contoso.example/subscriptions/abc"), Records.Noon);

    static SiteEdition Critical => SiteEdition.Of(Samples.All["critical"]);

    static SiteEdition Of(params PublicIncident[] incidents) => SiteEdition.Of(new PublicHistory(Samples.Large, incidents, []));

    [Fact]
    public void A_webhook_of_an_incident_has_every_member_that_Statuspages_has_and_the_newest_update_first()
    {
        var document = JsonNode.Parse(SubscriberHooks.Incident(Critical, Records.Payments.Id, Meta)!)!;

        Assert.Equal(["meta", "page", "incident"], Names(document));
        Assert.Equal(["unsubscribe", "documentation", "generated_at"], Names(document["meta"]!));
        Assert.Equal(["id", "status_indicator", "status_description"], Names(document["page"]!));
        Assert.Superset(
            new HashSet<string>(["name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact", "shortlink", "postmortem_ignored", "postmortem_body", "postmortem_body_last_updated_at", "postmortem_published_at", "postmortem_notified_subscribers", "postmortem_notified_twitter", "backfilled", "scheduled_for", "scheduled_until", "scheduled_remind_prior", "scheduled_reminded_at", "impact_override", "scheduled_auto_in_progress", "scheduled_auto_completed", "id", "page_id", "incident_updates", "components"]),
            new HashSet<string>(Names(document["incident"]!)));
        var updates = document["incident"]!["incident_updates"]!.AsArray();
        Assert.Superset(new HashSet<string>(["status", "body", "created_at", "wants_twitter_update", "twitter_updated_at", "updated_at", "display_at", "affected_components", "custom_tweet", "deliver_notifications", "id", "incident_id"]), new HashSet<string>(Names(updates[0]!)));
        Assert.Equal(Records.Payments.Updates[^1].Text, (string)updates[0]!["body"]!);
        Assert.Superset(new HashSet<string>(["status", "name", "created_at", "updated_at", "position", "description", "showcase", "id", "page_id", "group_id"]), new HashSet<string>(Names(document["incident"]!["components"]![0]!)));
    }

    [Fact]
    public void A_webhook_of_a_component_tells_the_old_and_the_new_state()
    {
        var document = JsonNode.Parse(SubscriberHooks.Service(Critical, "pay", ServiceStatus.Operational, ServiceStatus.MajorOutage, 2, Records.Noon, Meta)!)!;

        Assert.Equal(["meta", "page", "component", "component_update"], Names(document));
        Assert.Equal(["old_status", "new_status", "created_at", "component_type", "id", "component_id"], Names(document["component_update"]!));
        Assert.Equal(("operational", "major_outage", "major_outage"), ((string)document["component_update"]!["old_status"]!, (string)document["component_update"]!["new_status"]!, (string)document["component"]!["status"]!));
    }

    [Fact]
    public void The_question_to_an_endpoint_harms_nobody_and_shows_the_link_to_whoever_reads_incidents()
    {
        var document = JsonNode.Parse(SubscriberHooks.Question(Critical, "abc", "challenge-1", new Uri("https://incidents.contoso.example/subscriptions/confirm/xyz"), Meta))!;

        Assert.Equal("challenge-1", (string)document["meta"]!["challenge"]!);
        Assert.Equal("resolved", (string)document["incident"]!["status"]!);
        Assert.Contains("https://incidents.contoso.example/subscriptions/confirm/xyz", (string)document["incident"]!["incident_updates"]![0]!["body"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text_in_a_mail_and_breaks_no_subject()
    {
        var hostile = Records.Payments with { Title = "<script>alert(1)</script>\r\nBcc: eve@evil.example", Updates = [new PublicUpdate(1, Records.Noon, PublicState.Investigating, "<img src=x onerror=alert(1)> \u202Eevil")] };

        var mail = await SubscriberMails.NewsAsync(Of(hostile), [new MailTopic(hostile, null, IsReport: false)], null, Meta.Unsubscribe);

        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", mail.Html.Replace("src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Next update by", "Change or end your subscription")]
    [InlineData("pt", "Próxima atualização", "Alterar ou terminar a subscrição")]
    [InlineData("es", "Próxima", "Cambiar o terminar la suscripción")]
    public async Task A_mail_says_what_is_so_when_the_next_word_comes_and_how_to_end_it_in_the_pages_language(string language, string promise, string end)
    {
        var edition = SiteEdition.Of(new PublicHistory(Samples.Large with { Language = language }, [Records.Payments with { NextUpdateBy = Records.Noon.AddMinutes(30) }], []));

        var mail = await SubscriberMails.NewsAsync(edition, [new MailTopic(edition.Incidents[0], null, IsReport: false)], ["pay"], Meta.Unsubscribe);

        Assert.Contains(Records.Payments.Updates[^1].Text, mail.Text, StringComparison.Ordinal);
        Assert.All([promise, end, "https://incidents.contoso.example/subscriptions/abc", $"/incidents/{Records.Payments.Id}"], words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
        Assert.Contains("Payments", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_is_a_file_of_the_page_that_no_incident_writes_again_and_a_page_without_subscribers_has_none()
    {
        var before = Of();
        var after = Of(Records.Payments);

        Assert.Contains("subscribe/index.html", before.Paths);
        Assert.DoesNotContain("subscribe/index.html", after.ChangedSince(before));
        var html = Encoding.UTF8.GetString((await before.RenderAsync("subscribe/index.html")).Content.Span);
        Assert.Contains("form-action https://incidents.contoso.example\"", html, StringComparison.Ordinal);
        Assert.Contains("action=\"https://incidents.contoso.example/subscriptions\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("subscribe/index.html", SiteEdition.Of(new PublicHistory(Records.Page, [], [])).Paths);
    }

    [Fact]
    public async Task What_strangers_type_stays_text_on_the_hosts_pages()
    {
        var pages = new SubscriberPages(Samples.Large);

        var html = await pages.RenderAsync(new SubscriberView.Form(SubscriberField.Mail, "\"><script>alert(1)</script>", null, null, Reports: false));

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
    }

    static List<string> Names(JsonNode node) => [.. node.AsObject().Select(member => member.Key)];
}
