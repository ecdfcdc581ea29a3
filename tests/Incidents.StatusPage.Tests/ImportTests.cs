using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Import;

namespace Incidents.StatusPage.Tests;

public class ImportTests
{
    [Fact]
    public async Task What_our_own_API_says_comes_back_as_it_was()
    {
        var page = SiteEdition.Of(new PublicHistory(Records.Page, [Records.Outage, Records.Resolved, Records.Slow], [Records.Upgrade]));
        var documents = new List<ReadOnlyMemory<byte>>();
        foreach (var path in (string[])["incidents", "summary", "scheduled-maintenances"])
        {
            documents.Add((await page.RenderAsync($"api/v2/{path}.json")).Content);
        }

        var (incidents, maintenances) = StatuspageImport.Read(Records.Page, documents);

        var outage = incidents.Single(incident => incident.Id == Records.Outage.Id);
        Assert.Equal((Records.Outage.Title, Records.Outage.Impact, Records.Outage.StartedAt, Records.Outage.State), (outage.Title, outage.Impact, outage.StartedAt, outage.State));
        Assert.Equal(Records.Outage.Updates, outage.Updates);
        Assert.Equal(Records.Outage.Services, outage.Services);
        Assert.Contains(new PublicEffect("api", ServiceStatus.PartialOutage, Records.Outage.Updates[1].At, null), outage.Effects!);
        var resolved = incidents.Single(incident => incident.Id == Records.Resolved.Id);
        Assert.Equal((PublicState.Resolved, Records.Resolved.ResolvedAt), (resolved.State, resolved.ResolvedAt));
        Assert.Equal(Records.Resolved.Reports[^1].Text, Assert.Single(resolved.Reports).Text);
        Assert.Equal(Records.Upgrade.ScheduledStart, Assert.Single(maintenances).ScheduledStart);
        Assert.Equal(Records.Upgrade.Updates, maintenances[0].Updates);
    }

    [Fact]
    public void Components_become_services_by_id_or_name_and_the_states_they_were_in_count()
    {
        const string Document = """
            {"page":{"id":"x"},"incidents":[{"id":"q1w2e3r4t5y6","name":"API errors","status":"resolved","created_at":"2022-02-15T13:37:37.407-08:00","updated_at":"2022-02-15T15:00:00.000-08:00",
             "monitoring_at":null,"resolved_at":"2022-02-15T15:00:00.000-08:00","impact":"major","shortlink":"https://stspg.io/x","started_at":"2022-02-15T13:30:00.000-08:00","page_id":"x",
             "incident_updates":[
              {"id":"3","status":"resolved","body":"Done.","display_at":"2022-02-15T15:00:00.000-08:00","created_at":"2022-02-15T15:00:00.000-08:00","affected_components":[{"code":"zz","name":"public api","old_status":"partial_outage","new_status":"operational"}]},
              {"id":"2","status":"identified","body":"Half is back.","display_at":"2022-02-15T14:00:00.000-08:00","created_at":"2022-02-15T14:00:00.000-08:00","affected_components":[{"code":"zz","name":"public api","old_status":"major_outage","new_status":"partial_outage"}]},
              {"id":"1","status":"investigating","body":"Down.","display_at":"2022-02-15T13:37:37.407-08:00","created_at":"2022-02-15T13:37:37.407-08:00","affected_components":[{"code":"zz","name":"public api","old_status":"operational","new_status":"major_outage"},{"name":"No components were affected by this update."}]}],
             "components":[{"id":"zz","name":"public api"}]}]}
            """;

        var incident = Assert.Single(StatuspageImport.Read(Records.Page, [Encoding.UTF8.GetBytes(Document)]).Incidents);

        var first = new DateTimeOffset(2022, 2, 15, 21, 37, 37, 407, TimeSpan.Zero);
        Assert.Equal(["api"], incident.Services);
        Assert.Equal([new PublicEffect("api", ServiceStatus.MajorOutage, first, new(2022, 2, 15, 22, 0, 0, TimeSpan.Zero)), new PublicEffect("api", ServiceStatus.PartialOutage, new(2022, 2, 15, 22, 0, 0, TimeSpan.Zero), new(2022, 2, 15, 23, 0, 0, TimeSpan.Zero))], incident.Effects);
        Assert.Equal(["Down.", "Half is back.", "Done."], incident.Updates.Select(update => update.Text));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{\"incidents\":[{\"name\":\"x\"}]}")]
    [InlineData("{\"incidents\":3}")]
    public void What_is_no_document_of_the_API_is_refused(string text) =>
        Assert.Throws<FormatException>(() => StatuspageImport.Read(Records.Page, [Encoding.UTF8.GetBytes(text)]));

    [Fact]
    public void An_issue_of_cState_is_read_with_its_updates_and_times()
    {
        const string Issue = """
            ---
            title: "Payments: \"down\" & <out>"
            date: 2026-11-02 10:00:00
            resolved: true
            resolvedWhen: 2026-11-02 12:30:00
            # Possible severity levels: down, disrupted, notice
            severity: disrupted
            affected:
              - Payments
              - Old system
            section: issue
            ---

            *Post-mortem*

            ## What happened

            ---

            *Resolved* - All payments go through. {{< track "2026-11-02 12:30:00" >}}

            *Investigating* - We are **looking** into it. {{< track "2026-11-02 10:05:00" >}}
            """;

        var incident = CStateImport.Read(Records.Page, "2026-11-02-payments.md", Issue)!;

        Assert.Equal(("2026-11-02-payments", "Payments: \"down\" & <out>", Impact.Major, PublicState.Resolved), (incident.Id, incident.Title, incident.Impact, incident.State));
        Assert.Equal(["pay", "Old system"], incident.Services);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 12, 30, 0, TimeSpan.Zero), incident.ResolvedAt);
        Assert.Equal(
            [new PublicUpdate(1, new(2026, 11, 2, 10, 5, 0, TimeSpan.Zero), PublicState.Investigating, "We are **looking** into it."), new PublicUpdate(2, new(2026, 11, 2, 12, 30, 0, TimeSpan.Zero), PublicState.Resolved, "All payments go through.")],
            incident.Updates);
        Assert.Equal(new PublicReport(1, incident.ResolvedAt!.Value, "## What happened"), Assert.Single(incident.Reports));
        Assert.Null(CStateImport.Read(Records.Page, "_index.md", Issue));
        Assert.Null(CStateImport.Read(Records.Page, "about.md", "---\ntitle: About us\n---\nText"));
        Assert.Equal("b", CStateImport.Read(Records.Page, "b.md", "+++\ntitle = 'T'\ndate = 2026-11-02T10:00:00Z\nseverity = 'down'\naffected = [\"API\", 'x']\n+++\nText")!.Id);
    }

    [Theory]
    [InlineData("[]", "it is a list, and its API gives an object with \"incidents\"")]
    [InlineData("null", "it is null")]
    [InlineData("7", "it is a single value")]
    [InlineData("", "This is no JSON")]
    [InlineData("{\"incidents\":[{\"id\":\"a\",", "This is no JSON")]
    [InlineData("{\"incidents\":7}", "what stands at \"incidents\" is not what its API gives there")]
    [InlineData("{\"incidents\":[{\"created_at\":\"yesterday\"}]}", "what stands at \"incidents[0].created_at\"")]
    public void What_is_no_document_is_refused_without_a_word_of_our_own_making(string document, string words)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(document);
        foreach (var refusal in (FormatException[])[Assert.Throws<FormatException>(() => StatuspageImport.Read(Records.Page, [bytes])), Assert.Throws<FormatException>(() => StatuspageImport.Count(bytes))])
        {
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Incidents.", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", refusal.Message, StringComparison.Ordinal);
        }
    }
}
