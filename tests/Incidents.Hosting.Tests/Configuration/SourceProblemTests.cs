using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>What is wrong with a source is said with its path and what to write instead.</summary>
public class SourceProblemTests
{
    const string Tenant = "1b1b1b1b-0000-4000-8000-00000000000b";
    const string Hash = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData($$"""{"name":"A b","type":"generic","auth":"bearer","secret":"{{Hash}}"}""", "name", "small letters")]
    [InlineData($$"""{"name":"a","type":"pagerDuty","auth":"bearer","secret":"{{Hash}}"}""", "auth", "Write key")]
    [InlineData("""{"name":"a","type":"prometheus","auth":"whsec","secret":"env:SOURCE_PROBLEM_WHSEC"}""", "auth", "Write bearer or basic.")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"basic","secret":"{{Hash}}"}""", "user", "name that the source sends")]
    [InlineData("""{"name":"a","type":"sentry","auth":"hmac","secret":"env:PATH"}""", "header", "Sentry-Hook-Signature")]
    [InlineData("""{"name":"a","type":"sentry","auth":"hmac","header":"X Y","secret":"env:PATH"}""", "header", "Sentry-Hook-Signature")]
    [InlineData($$"""{"name":"a","type":"sentry","auth":"hmac","header":"X-Y","secret":"{{Hash}}"}""", "secret", "Write \"env:NAME\"")]
    [InlineData("""{"name":"a","type":"sentry","auth":"hmac","header":"X-Y","timestampHeader":"not one","secret":"env:PATH"}""", "timestampHeader", "or leave it out")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"bearer","timestampHeader":"X-T","secret":"{{Hash}}"}""", "timestampHeader", "or leave it out")]
    [InlineData("""{"name":"a","type":"cloudWatch","auth":"sns"}""", "topic", "Write its ARN")]
    [InlineData("""{"name":"a","type":"cloudWatch","auth":"sns","topic":"arn:aws:sqs:eu-west-1:1:x"}""", "topic", "Write its ARN")]
    [InlineData("""{"name":"a","type":"pingdom","auth":"path"}""", "secret", "Write \"env:NAME\"")]
    [InlineData("""{"name":"a","type":"generic","auth":"whsec","secret":"env:PATH"}""", "secret", "Set it to whsec_")]
    [InlineData("""{"name":"a","type":"generic","auth":"whsec","secret":"env:SOURCE_PROBLEM_SHORT"}""", "secret", "Set it to whsec_")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"bearer","secret":"{{Hash}}","limitPerMinute":-1}""", "limitPerMinute", "from 0 to 10000000")]
    [InlineData("""{"name":"a","type":"azureMonitor","auth":"entra","audience":"api://a"}""", "tenant", "az account show")]
    [InlineData("""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"common","audience":"api://a"}""", "tenant", "az account show")]
    [InlineData($$"""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"{{Tenant}}"}""", "audience", "identifier URI")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"entra","tenant":"{{Tenant}}","audience":"api://a"}""", "apps", "List the client ids")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"entra","tenant":"{{Tenant}}","audience":"api://a","apps":["my-app"]}""", "apps[0]", "client id")]
    [InlineData($$"""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"{{Tenant}}","audience":"api://a","role":" "}""", "role", "leave it out")]
    [InlineData($$"""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"{{Tenant}}","audience":"api://a","authority":"http://login.example"}""", "authority", "begins with https")]
    [InlineData($$"""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"{{Tenant}}","audience":"api://a","secret":"{{Hash}}"}""", "secret", "Leave it out.")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"bearer","secret":"{{Hash}}","tenant":"{{Tenant}}"}""", "tenant", "write entra")]
    [InlineData($$"""{"name":"a","type":"pagerDuty","auth":"entra","tenant":"{{Tenant}}","audience":"api://a","apps":["{{Tenant}}"]}""", "auth", "Write key")]
    [InlineData($$$"""{"name":"a","type":"generic","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093","receiver":"i"}}""", "pull", "write the type \"alertmanager\"")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"am:9093","receiver":"i"}}""", "pull.address", "https:// or http://")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093/?a=b","receiver":"i"}}""", "pull.address", "base address alone")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093","receiver":" "}}""", "pull.receiver", "whose webhook leads")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093","receiver":"i","every":"00:00:09"}}""", "pull.every", "from 00:00:10 to 1.00:00:00")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093","receiver":"i","user":"u"}}""", "pull.secret", "env:NAME")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093","receiver":"i","secret":"{{{Hash}}}"}}""", "pull.secret", "env:NAME")]
    public void It_says_where_and_what_to_write_instead(string source, string key, string instead)
    {
        Environment.SetEnvironmentVariable("SOURCE_PROBLEM_WHSEC", $"whsec_{Convert.ToBase64String(new byte[32])}");
        Environment.SetEnvironmentVariable("SOURCE_PROBLEM_SHORT", $"whsec_{Convert.ToBase64String(new byte[23])}");

        var problem = Assert.Single(Load(source).Problems);

        Assert.Equal($"sources[0].{key}", problem.Path);
        Assert.Contains(instead, problem.Instead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a","type":"sentry","auth":"hmac","header":"X-Grafana-Alerting-Signature","timestampHeader":"X-Grafana-Alerting-Timestamp","secret":"env:PATH","limitPerMinute":0}""")]
    [InlineData("""{"name":"a","type":"cloudWatch","auth":"sns","topic":"arn:aws:sns:eu-west-1:111122223333:alarms"}""")]
    [InlineData($$"""{"name":"a","type":"pingdom","auth":"path","secret":"{{Hash}}"}""")]
    [InlineData($$"""{"name":"a","type":"azureMonitor","auth":"entra","tenant":"{{Tenant}}","audience":"api://incidents.contoso.example"}""")]
    [InlineData($$"""{"name":"a","type":"generic","auth":"entra","tenant":"{{Tenant}}","audience":"{{Tenant}}","apps":["{{Tenant}}"],"role":"Alerts","authority":"https://login.microsoftonline.us"}""")]
    [InlineData($$$"""{"name":"a","type":"alertmanager","auth":"bearer","secret":"{{{Hash}}}","pull":{"address":"http://am:9093/am","receiver":"incidents","every":"00:00:30","after":"00:00:00","user":"u","secret":"env:PATH"}}""")]
    public void What_is_right_has_no_problem(string source) => Assert.Empty(Load(source).Problems);

    static Loaded Load(string source) => ResponseConfiguration.Parse($$"""
        { "company": "Contoso", "timeZone": "UTC",
          "people": [ { "id": "ana", "name": "Ana", "mail": "ana@contoso.example", "roles": ["onCall", "manager", "technicalContact", "supportContact", "dataProtectionOfficer"] } ],
          "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" }, "sources": [ {{source}} ] }
        """);
}
