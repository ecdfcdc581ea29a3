using System.Security.Cryptography;
using System.Text;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

public class PolicyTests
{
    public static MatrixTheoryData<Language, Audience, NoticeKind> Texts => new(Enum.GetValues<Language>(), Enum.GetValues<Audience>(), Enum.GetValues<NoticeKind>());

    [Fact]
    public void Without_a_file_the_sample_company_has_everybody_that_the_plan_needs()
    {
        var loaded = ResponseConfiguration.Load();

        var policy = loaded.Configuration!.ToPolicy(drill: true);
        Assert.Empty(ConfigurationCheck.Of(loaded.Configuration));
        Assert.Equal(["ana", "rui"], policy.Roster.With(Role.Manager));
        Assert.Equal(["bea"], policy.Roster.With(Role.SupportContact));
        Assert.Equal(["dora"], policy.Roster.With(Role.DataProtectionOfficer));
        Assert.True(policy.Drill);
        Assert.True(new Uri(loaded.Configuration.ListenAddress).IsLoopback);
    }

    [Fact]
    public void Hours_and_turns_follow_the_companys_wall_clock()
    {
        var policy = ResponseConfiguration.Load().Configuration!.ToPolicy(drill: false);

        // 08:30 UTC is 09:30 in Lisbon's summer, and before opening in its winter.
        Assert.True(policy.Hours.IsOpen(new(2026, 7, 6, 8, 30, 0, TimeSpan.Zero)));
        Assert.False(policy.Hours.IsOpen(new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero)));
        Assert.Equal("ana", policy.Roster.Rotation.Order(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero))[0]);
        Assert.Equal("rui", policy.Roster.Rotation.Order(new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero))[0]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_built_in_text_is_there_with_known_fields_only(Language language, Audience audience, NoticeKind kind)
    {
        var template = BuiltInTemplates.Of(language).For(kind, audience);

        Assert.Empty(NoticeTemplates.UnknownFields(template.Title + template.Text));
        Assert.InRange(template.Title.Length, 1, Notice.MaxTitle);
        Assert.Null(template.ApprovedBy);
        Assert.All(NoticeTemplates.Fields.Where(f => f is not ("company" or "service" or "severity" or "started")),
            field => Assert.Contains(field, BuiltInTemplates.Of(language).Fallbacks.Keys));
    }

    [Fact]
    public void A_text_of_ones_own_takes_the_built_in_ones_place_under_a_version_of_its_own()
    {
        var templates = BuiltInTemplates.For(Language.En, new TemplatesSection
        {
            Public = new Dictionary<NoticeKind, TemplateEntry>
            {
                [NoticeKind.Update] = new() { Text = "News: {text}" },
                [NoticeKind.Investigating] = new() { ApprovedBy = "ana" },
            },
            Fallbacks = new Dictionary<string, string> { ["scope"] = "we are finding out" },
        });

        var update = templates.For(NoticeKind.Update, Audience.Public);
        Assert.Equal("News: {text}", update.Text);
        Assert.Matches("^[0-9a-f]{8}$", update.Version);
        Assert.Equal(("en-1", "ana"), (templates.For(NoticeKind.Investigating, Audience.Public).Version, templates.For(NoticeKind.Investigating, Audience.Public).ApprovedBy));
        Assert.Equal("we are finding out", templates.Fill("{scope}", new Dictionary<string, string?>()));
        Assert.Equal("not known yet", templates.Fill("{cause}", new Dictionary<string, string?>()));
    }

    [Fact]
    public void A_secret_is_known_by_its_hash()
    {
        var secret = new Secret($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("long and random")))}");

        Assert.True(secret.Matches("long and random"));
        Assert.False(secret.Matches("long and randon"));
        Assert.Null(secret.Reveal());
    }

    [Fact]
    public void A_vaults_reference_that_was_not_resolved_is_no_secret()
    {
        // Anybody can guess the reference's own text.
        const string Name = "INCIDENTS_TEST_UNRESOLVED";
        const string Reference = "@Microsoft.KeyVault(VaultName=kv-a;SecretName=TOKEN)";
        Environment.SetEnvironmentVariable(Name, Reference);
        var secret = new Secret($"env:{Name}");

        Assert.Null(secret.Reveal());
        Assert.False(secret.Matches(Reference));
        Assert.Contains("vault", SecretCheck.Problem("sources[0].secret", secret)!.Instead, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_not_set_matches_nothing()
    {
        var secret = new Secret("env:NOT_SET_ANYWHERE");

        Assert.True(secret.IsWellFormed);
        Assert.False(secret.Matches(""));
    }
}
