using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>What is wrong with a webhook is found where it is, with what to write instead.</summary>
public class WebhookProblemTests
{
    const string Secret = "INCIDENTS_TEST_HOOK", Former = "INCIDENTS_TEST_HOOK_FORMER";

    public WebhookProblemTests()
    {
        Environment.SetEnvironmentVariable(Secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Environment.SetEnvironmentVariable(Former, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    }

    [Theory]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK" }""")]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": ["env:INCIDENTS_TEST_HOOK", "env:INCIDENTS_TEST_HOOK_FORMER"], "events": ["public", "plan"] }""")]
    [InlineData("""{ "name": "hub", "address": "http://127.0.0.1:9000/in", "secret": "env:INCIDENTS_TEST_HOOK", "allowPrivateAddress": true }""")]
    public void What_a_receiver_needs_is_enough(string webhook) => Assert.Empty(Parse(webhook).Problems);

    [Theory]
    [InlineData("""{ "name": "The Hub", "address": "https://hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK" }""", "webhooks[0].name", "Use small letters")]
    [InlineData("""{ "name": "hub", "address": "http://hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK" }""", "webhooks[0].address", "Write an https address.")]
    [InlineData("""{ "name": "hub", "address": "https://10.0.0.7/in", "secret": "env:INCIDENTS_TEST_HOOK" }""", "webhooks[0].address", "Write allowPrivateAddress: true")]
    [InlineData("""{ "name": "hub", "address": "https://localhost/in", "secret": "env:INCIDENTS_TEST_HOOK" }""", "webhooks[0].address", "Write allowPrivateAddress: true")]
    [InlineData("""{ "name": "hub", "address": "https://ana:secret@hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK" }""", "webhooks[0].address", "Leave them out.")]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": "env:PATH" }""", "webhooks[0].secret", "openssl rand -base64 32")]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": ["env:INCIDENTS_TEST_HOOK", "env:INCIDENTS_TEST_HOOK"] }""", "webhooks[0].secret", "List the new one")]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK", "events": [] }""", "webhooks[0].events", "Write [\"public\"]")]
    [InlineData("""{ "name": "hub", "address": "https://hooks.contoso.example/in", "secret": "env:INCIDENTS_TEST_HOOK", "allowPrivateAddress": "yes" }""", "webhooks[0].allowPrivateAddress", "Write true or false without quotes.")]
    public void A_problem_says_what_to_write_instead(string webhook, string path, string instead)
    {
        var problem = Assert.Single(Parse(webhook).Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(instead, problem.Instead, StringComparison.Ordinal);
    }

    static Loaded Parse(string webhook) => ResponseConfiguration.Parse($$"""
        {
          "company": "Contoso", "timeZone": "Europe/Lisbon",
          "people": [
            { "id": "ana", "name": "Ana", "mail": "ana@contoso.example", "roles": ["onCall", "manager"] },
            { "id": "bea", "name": "Bea", "mail": "bea@contoso.example", "roles": ["supportContact", "dataProtectionOfficer"] }
          ],
          "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" },
          "webhooks": [{{webhook}}]
        }
        """);
}
