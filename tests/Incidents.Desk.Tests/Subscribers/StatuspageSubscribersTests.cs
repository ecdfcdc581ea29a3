using Incidents.Desk.Subscribers;
using Incidents.Public;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>Lists of subscribers as spreadsheets, scripts and people leave them.</summary>
public class StatuspageSubscribersTests
{
    static readonly PublicService[] Services = [new("api", "Public API", null), new("web", "Web application", null), new("eu", "Europe, Frankfurt", null)];

    [Theory]
    [InlineData("\uFEFFmode,email\nemail,ana@example.com\n")]
    [InlineData("mode;email\r\nemail;ana@example.com\r\n")]
    [InlineData("mode\temail\remail\tana@example.com")]
    [InlineData("sep=;\r\nmode;email\r\nemail;ana@example.com")]
    [InlineData("\n\n\"mode\",\"email\"\n\n\"email\",\"ana@example.com\"\n,,,\n")]
    [InlineData("Email Address\nana@example.com")]
    [InlineData("ana@example.com")]
    [InlineData("email;ana@example.com")]
    [InlineData("email,ana@example.com,yes")]
    public void One_subscriber_is_one_however_the_file_was_saved(string csv)
    {
        var line = Assert.Single(Read(csv));

        Assert.Equal((SubscriberWay.Mail, "ana@example.com", null, null), (line.Way, line.Address, line.Services, line.Problem));
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_its_own_line_alone()
    {
        var people = string.Join('\n', Enumerable.Range(3, 40).Select(n => $"email,user{n}@example.com"));

        var lines = Read($"mode,email\nemail,\"broken@example.com\n{people}\n");

        Assert.Equal(41, lines.Count);
        Assert.Equal((2, true), (lines[0].Line, lines[0].Problem!.StartsWith("The line is no CSV", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(3, 40), lines.Skip(1).Where(line => line.Problem is null).Select(line => line.Line));
    }

    [Theory]
    [InlineData("mode,email,state\nemail,ana@example.com,quarantined", "quarantined")]
    [InlineData("mode,email,quarantined_at\nemail,ana@example.com,2026-01-02T03:04:05Z", "quarantined")]
    [InlineData("mode,email,purge_at\nemail,ana@example.com,2026-04-02T03:04:05Z", "quarantined")]
    [InlineData("mode,email,state\nemail,ana@example.com,unconfirmed", "not confirmed")]
    [InlineData("mode,email,confirmed_at\nemail,ana@example.com,", "not confirmed")]
    [InlineData("mode,email,confirmed\nemail,ana@example.com,null", "not confirmed")]
    [InlineData("mode,email,state\nemail,ana@example.com,Removed", "unsubscribed")]
    [InlineData("mode,email,phone_number\nsms,,+351210000000", "\"sms\"")]
    [InlineData("mode,email,workspace_name\nslack,,Contoso", "\"slack\"")]
    [InlineData("mode,email\nteams,", "\"teams\"")]
    [InlineData("mode,email\nintegration_partner,", "\"integration_partner\"")]
    public void Who_may_not_or_cannot_be_told_is_left_out_with_the_reason(string csv, string why) => Assert.Contains(why, Assert.Single(Read(csv)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("mode,email,quarantined_at\nemail,ana@example.com,null")]
    [InlineData("mode,email,quarantined_at\nemail,ana@example.com,None")]
    [InlineData("mode,email,quarantined,state\nemail,ana@example.com,false,active")]
    [InlineData("mode,email,confirmed_at\nemail,ana@example.com,2026-01-02T03:04:05Z")]
    public void What_a_script_writes_for_nothing_is_nothing(string csv) => Assert.Null(Assert.Single(Read(csv)).Problem);

    [Theory]
    [InlineData("\"[\"\"api\"\", \"\"web\"\"]\"", "api web")]
    [InlineData("\"['api', 'gone']\"", "api")]
    [InlineData("\"Europe, Frankfurt\"", "eu")]
    [InlineData("public api|Web application", "api web")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void Components_are_found_however_a_list_is_written(string cell, string? services)
    {
        var line = Assert.Single(Read($"mode,email,components\nemail,ana@example.com,{cell}"));

        Assert.Null(line.Problem);
        Assert.Equal(services?.Split(' '), line.Services);
    }

    [Fact]
    public void A_webhook_is_read_from_its_own_column_or_from_the_one_for_all_addresses() =>
        Assert.Equal(["https://hooks.example.com/a", "https://hooks.example.com/b", "https://hooks.example.com/c"],
            Read("mode,email,endpoint\nwebhook,ops@example.com,https://hooks.example.com/a").Concat(Read("type,address\nwebhook,https://hooks.example.com/b")).Concat(Read("https://hooks.example.com/c")).Select(line => line.Address));

    [Fact]
    public async Task A_long_list_is_told_by_its_reasons()
    {
        await using var audience = new Audience();
        var csv = "mode,email,quarantined_at\n" + string.Concat(Enumerable.Repeat("sms,,\n", 30)) + "email,a@example.com,2026-01-01\nemail,b@example.com,\nslack,,\nslack,,\n";

        var report = await new SubscriberImport(audience.Desk, audience.Time).TakeAsync(Read(csv), Audience.Stop);

        Assert.Equal(1, report.Taken);
        Assert.Equal([30, 2, 1], report.Reasons.Select(reason => reason.Lines));
        Assert.Contains("sms", report.Reasons[0].Why, StringComparison.Ordinal);
    }

    static List<ImportedLine> Read(string csv) => [.. StatuspageSubscribers.Read(csv, Services, privateToo: false)];
}
