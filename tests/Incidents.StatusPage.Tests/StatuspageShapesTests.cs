using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Import;

namespace Incidents.StatusPage.Tests;

/// <summary>Shapes in which real Statuspages answer: HTML in texts, reports beside the updates, members that are null or not there.</summary>
public class StatuspageShapesTests
{
    [Theory]
    [InlineData("We are <b>investigating</b>.<br />Please see <a href=\\\"https://help.example/x\\\">our help</a> &amp; wait.", "We are investigating.\nPlease see our help (https://help.example/x) & wait.")]
    [InlineData("<p>First.</p>\\r\\n<p>Second:</p><ul><li>one</li><li>two</li></ul><script>alert(1)</script>", "First.\n\nSecond:\n\n- one\n- two")]
    [InlineData("<a href=\\\"javascript:alert(1)\\\">Here</a>", "Here")]
    [InlineData("<a href='https://a.example/'>https://a.example/</a>", "https://a.example/")]
    [InlineData("Latency < 5 s && errors > 2 for <host>", "Latency < 5 s && errors > 2 for <host>")]
    public void An_update_in_HTML_is_read_as_text(string body, string text) => Assert.Equal(text, Assert.Single(Incident($$"""{"status":"investigating","body":"{{body}}","created_at":"2026-11-02T10:00:00Z"}""").Updates).Text);

    [Fact]
    public async Task A_report_in_HTML_is_Markdown_with_its_headings_and_links_and_no_script()
    {
        const string Report = """,{"status":"postmortem","body":"<h2>Summary</h2><p>A <strong>queue</strong> stalled, see <a href='https://a.example/r'>the record</a>.</p><script>x()</script>","created_at":"2026-11-03T10:00:00Z"}""";
        var incident = Incident("""{"status":"resolved","body":"Done.","created_at":"2026-11-02T11:00:00Z"}""" + Report, "postmortem");

        Assert.Equal("## Summary\n\nA **queue** stalled, see [the record](https://a.example/r).", Assert.Single(incident.Reports).Text);
        var report = (await Html.PageAsync("incidents/q1/index.html", Records.Page, incident)).QuerySelector(".report")!;
        Assert.Equal("the record", report.QuerySelector("a[href='https://a.example/r']")!.Seen());
        Assert.DoesNotContain("<p>", report.Seen(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_about_HTML_stays_as_it_was_written() =>
        Assert.Equal("We forgot `<br>` and <b>.", Assert.Single(Incident("""{"status":"postmortem","body":"We forgot `<br>` and <b>.","created_at":"2026-11-03T10:00:00Z"}""", "postmortem").Reports).Text);

    [Theory]
    [InlineData("\"2026-11-04T09:00:00.000Z\"", 1)]
    [InlineData("null", 0)]
    public void A_report_beside_the_updates_is_taken_once_it_was_published(string publishedAt, int reports)
    {
        var incident = Incident("""{"status":"resolved","body":null,"created_at":"2026-11-02T11:00:00Z","affected_components":null}""", "resolved", $$""","postmortem_body":"Queue stalled.","postmortem_published_at":{{publishedAt}}""");

        Assert.Equal(reports, incident.Reports.Count);
        Assert.Equal("", Assert.Single(incident.Updates).Text);
    }

    [Fact]
    public void Members_that_are_null_or_missing_harm_nothing()
    {
        var incident = Incident("", "resolved", ""","name":null,"impact":null,"started_at":null,"updated_at":null,"monitoring_at":null,"reminder_intervals":null,"components":[{"id":"zz","name":null},{"id":null,"name":null},{"id":"yy","name":"Payments"}]""");

        Assert.Equal(["zz", "pay"], incident.Services);
        Assert.Equal((PublicState.Resolved, new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.Zero)), (incident.State, incident.ResolvedAt!.Value));
        Assert.Null(Incident("", "investigating", ""","components":null,"incident_updates":null""").ResolvedAt);
    }

    [Fact]
    public void Planned_work_among_incidents_is_planned_work()
    {
        var (incidents, maintenances) = Read("""{"incidents":[{"id":"q1","name":"Upgrade","status":"completed","created_at":"2026-11-02T10:00:00Z","impact":"maintenance","scheduled_for":"2026-11-03T10:00:00Z","scheduled_until":"2026-11-03T11:00:00Z"}]}""");

        Assert.Empty(incidents);
        Assert.Equal(("Upgrade", MaintenanceState.Completed), (Assert.Single(maintenances).Title, maintenances[0].State));
    }

    static PublicIncident Incident(string updates, string status = "investigating", string more = "") =>
        Assert.Single(Read($$"""{"incidents":[{"id":"q1","status":"{{status}}","created_at":"2026-11-02T10:00:00.000Z","incident_updates":[{{updates}}]{{more}}}]}""").Incidents);

    static (IReadOnlyList<PublicIncident> Incidents, IReadOnlyList<PublicMaintenance> Maintenances) Read(string document) => StatuspageImport.Read(Records.Page, [Encoding.UTF8.GetBytes(document)]);
}
