using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>A source has one secret, or two while one is being replaced.</summary>
public class SourceSecretsTests
{
    const string Hash = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
    const string Other = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    [Theory]
    [InlineData($"\"{Hash}\"", 1)]
    [InlineData($"[\"{Hash}\"]", 1)]
    [InlineData($"[\"{Hash}\",\"{Other}\"]", 2)]
    public void It_is_written_alone_or_as_a_list(string written, int alive)
    {
        var loaded = Load(written);

        Assert.Empty(loaded.Problems);
        Assert.Equal(alive, Assert.Single(loaded.Configuration!.Sources).Secret!.Alive.Count);
    }

    [Theory]
    [InlineData("[]", "sources[0].secret", "List the new one")]
    [InlineData($"[\"{Hash}\",\"{Other}\",\"env:PATH\"]", "sources[0].secret", "List the new one")]
    [InlineData($"[\"{Hash}\",\"{Hash}\"]", "sources[0].secret", "or one alone")]
    [InlineData($"[\"{Hash}\",\"hunter2\"]", "sources[0].secret[1]", "never the secret itself")]
    [InlineData($"[\"{Hash}\",\"env:NOT_SET_ANYWHERE\"]", "sources[0].secret[1]", "Set NOT_SET_ANYWHERE")]
    [InlineData("7", "sources[0].secret", "never the secret itself")]
    public void What_is_wrong_with_it_is_said(string written, string path, string instead)
    {
        var loaded = Load(written);

        var problem = Assert.Single(loaded.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(instead, problem.Instead, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    static Loaded Load(string secret) => ResponseConfiguration.Parse($$"""
        { "company": "Contoso", "timeZone": "UTC", "people": [ { "id": "ana", "name": "Ana", "mail": "ana@contoso.example", "roles": ["onCall", "manager", "technicalContact", "supportContact", "dataProtectionOfficer"] } ],
          "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" },
          "sources": [ { "name": "a", "type": "generic", "auth": "bearer", "secret": {{secret}} } ] }
        """);
}
