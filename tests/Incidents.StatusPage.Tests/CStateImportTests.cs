using Incidents.Public;
using Incidents.StatusPage.Import;

namespace Incidents.StatusPage.Tests;

/// <summary>Issues as cState's own example, its archetype and other Hugo sites have them.</summary>
public class CStateImportTests
{
    static readonly DateTimeOffset Ten = new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("---\ntitle: Down\ndate: 2026-11-02 10:00:00\nresolved: true # at last\nresolvedWhen: 2026-11-02T11:30:00Z\nseverity: down # Possible: down, disrupted, notice\naffected: [Payments, \"Old, big system\"]\nsection: issue\n---\nText")]
    [InlineData("---\n\"title\": 'Down'\ndate: 2026-11-02T12:00:00+02:00\nresolved: True\nresolvedWhen: 2026-11-02 11:30:00 +0000 UTC\nseverity: Down\naffected:\n- Payments # the old one\n- \"Old, big system\"\n---\n\nText")]
    [InlineData("---\ntitle: Down\ndate: 2026-11-02 10:00\nresolved: yes\nresolvedWhen: 2026-11-02 11:30\nseverity: down\naffected: [\n  Payments,\n  'Old, big system' ]\n---\nText")]
    [InlineData("+++\ntitle = \"Down\"\ndate = 2026-11-02T10:00:00Z\nresolved = true # at last\nresolvedWhen = 2026-11-02T11:30:00Z\nseverity = \"down\"\naffected = [\n  \"Payments\", # the old one\n  \"Old, big system\",\n]\nsection = \"issue\"\n+++\nText")]
    [InlineData("{\n \"title\": \"Down\", \"date\": \"2026-11-02T10:00:00Z\", \"resolved\": true, \"resolvedWhen\": \"2026-11-02T11:30:00Z\",\n \"severity\": \"down\", \"affected\": [\"Payments\", \"Old, big system\"], \"pin\": false, \"aliases\": null\n}\n\nText")]
    public void A_head_says_the_same_in_YAML_TOML_and_JSON(string issue)
    {
        var incident = CStateImport.Read(Records.Page, "2026-11-02-down.md", issue)!;

        Assert.Equal(("Down", Impact.Critical, Ten, PublicState.Resolved, Ten.AddMinutes(90)), (incident.Title, incident.Impact, incident.StartedAt, incident.State, incident.ResolvedAt!.Value));
        Assert.Equal(["pay", "Old, big system"], incident.Services);
        Assert.Equal(["Text", ""], incident.Updates.Select(update => update.Text));
        Assert.Null(incident.Effects);
    }

    [Theory]
    [InlineData("title: It's \"quoted\": here #1", "It's \"quoted\": here")]
    [InlineData("title: \"C# is down # really\"", "C# is down # really")]
    [InlineData("title: 'It''s down' # note", "It's down")]
    [InlineData("title: Outage of C#", "Outage of C#")]
    public void A_title_keeps_what_is_its_own(string line, string title) =>
        Assert.Equal(title, CStateImport.Read(Records.Page, "a.md", $"---\n{line}\ndate: 2026-11-02\nseverity: notice\n---\n")!.Title);

    [Fact]
    public async Task An_announcement_is_history_and_never_an_incident_that_nobody_ends()
    {
        const string Issue = "---\ntitle: Planning meeting\ndate: 2026-11-02 10:00:00\ninformational: true\npin: true\nsection: issue\n---\n\nWe plan.";

        var incident = CStateImport.Read(Records.Page, "2026-11-02-meeting.md", Issue)!;

        Assert.Equal((PublicState.Resolved, Ten), (incident.State, incident.ResolvedAt!.Value));
        Assert.Equal([new PublicUpdate(1, Ten, PublicState.Resolved, "We plan.")], incident.Updates);
        Assert.Empty(incident.Effects!);
        Assert.Equal("All services are operating normally", (await Html.PageAsync("index.html", Records.Page, incident)).QuerySelector("h1")!.Seen());
    }

    [Fact]
    public void An_issue_that_is_over_without_a_time_ended_with_its_last_word()
    {
        const string Head = "---\ntitle: T\ndate: 2026-11-02 10:00:00\nresolved: true\nresolvedWhen:\nseverity: disrupted\n---\n";

        var told = CStateImport.Read(Records.Page, "a.md", Head + "*Monitoring* - Back. {{% track \"2026-11-02 10:40:00\" %}}\n\n*Investigating* - Slow. {{< track `2026-11-02 10:05:00` >}}")!;
        var silent = CStateImport.Read(Records.Page, "b.md", Head)!;

        Assert.Equal((Ten.AddMinutes(40), Ten), (told.ResolvedAt!.Value, silent.ResolvedAt!.Value));
        Assert.Equal(["Slow.", "Back.", ""], told.Updates.Select(update => update.Text));
    }

    [Fact]
    public void An_issue_that_is_not_over_stays_active_and_a_draft_is_not_shown()
    {
        Assert.Equal(PublicState.Investigating, CStateImport.Read(Records.Page, "a.md", "---\ntitle: T\ndate: 2026-11-02\nresolved: false\nresolvedWhen: null\nseverity: down\n---\nText")!.State);
        Assert.Null(CStateImport.Read(Records.Page, "a.md", "---\ntitle: T\ndate: 2026-11-02\ndraft: true\nseverity: down\n---\nText"));
        Assert.Null(CStateImport.Read(Records.Page, "a.md", "{\"title\": \"not closed\""));
    }
}
