using Incidents.Functions.Composition;
using Incidents.Testing;
using Microsoft.Extensions.Configuration;

namespace Incidents.Functions.Tests.Composition;

public sealed class StartTests
{
    const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Fact]
    public async Task Without_a_storage_account_it_says_which_setting_to_make() =>
        Assert.Equal("No storage account is set. Set INCIDENTS_STORAGE__accountName, or INCIDENTS_STORAGE to a connection string.", await ProblemAsync(storage: null));

    [Theory]
    [InlineData("AccountName=only")]
    [InlineData("my-account")]
    public async Task A_storage_setting_that_is_no_connection_string_is_named_and_not_shown(string text)
    {
        var problem = await ProblemAsync(storage: text);

        Assert.Equal("INCIDENTS_STORAGE is no connection string. Copy it from the storage account, or set INCIDENTS_STORAGE__accountName to the account's name instead.", problem);
    }

    [Theory]
    [InlineData("INCIDENTS_LINK_KEY", "not base64!")]
    [InlineData("INCIDENTS_LINK_KEY_PREVIOUS", "c2hvcnQ=")]
    [InlineData("INCIDENTS_REPORTER_KEY", "c2hvcnQ=")]
    [InlineData("INCIDENTS_CONTACT_KEY", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/contacts)")]
    [InlineData("INCIDENTS_CALL_KEY", "AAAA")]
    public async Task A_key_that_is_none_is_named_before_anything_is_asked_for(string name, string value)
    {
        var problem = await ProblemAsync(settings: (name, value));

        Assert.Equal($"{name} is no key: write 32 random bytes or more as base64, for example from \"openssl rand -base64 32\".", problem);
        Assert.DoesNotContain(value, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_named()
    {
        Assert.Contains("incidents.contoso.example without scheme", await ProblemAsync(settings: ("INCIDENTS_BASE_ADDRESS", "incidents.contoso.example without scheme")), StringComparison.Ordinal);
        Assert.Equal("INCIDENTS_SITE_ADDRESS: \"status/\" is no address. Write one such as https://incidents.contoso.example.", await ProblemAsync(settings: ("INCIDENTS_SITE_ADDRESS", "status")));
    }

    [Fact]
    public void Half_of_the_mail_settings_is_named()
    {
        Assert.StartsWith("ACS_ENDPOINT is set and ACS_SENDER is not. Set it to an address", MailProblem(("ACS_ENDPOINT", "https://contoso.communication.azure.com")), StringComparison.Ordinal);
        Assert.StartsWith("ACS_SENDER is set and ACS_ENDPOINT is not. Set it to the address", MailProblem(("ACS_SENDER", "incidents@contoso.example")), StringComparison.Ordinal);
        Assert.StartsWith("ACS_ENDPOINT: \"contoso\" is no address.", MailProblem(("ACS_ENDPOINT", "contoso"), ("ACS_SENDER", "incidents@contoso.example")), StringComparison.Ordinal);
        Assert.Equal("ACS_ENDPOINT: \"http://contoso.example\" must begin with https.", MailProblem(("ACS_ENDPOINT", "http://contoso.example"), ("ACS_SENDER", "incidents@contoso.example")));
    }

    [Fact]
    public void Without_mail_settings_mails_go_another_way() => Assert.Null(Settings().Mail);

    [Fact]
    public async Task All_problems_of_the_configuration_are_told_at_once()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("response.json"), """{ "company": "", "timeZone": "Europe/Nowhere", "people": [], "services": [], "sources": [] }""", TestContext.Current.CancellationToken);

        var problem = await ProblemAsync(settings: ("INCIDENTS_CONFIGURATION", folder.File("response.json")));

        Assert.StartsWith("The configuration has problems.", problem, StringComparison.Ordinal);
        Assert.Contains("Europe/Nowhere", problem, StringComparison.Ordinal);
        Assert.Contains("people", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.json cannot be read", await ProblemAsync(settings: ("INCIDENTS_CONFIGURATION", "nowhere.json")), StringComparison.Ordinal);

    [Fact]
    public void An_account_is_known_by_its_name_or_by_its_connection_string()
    {
        Assert.Equal(new StorageAccount(null, "contoso"), Settings(("INCIDENTS_STORAGE:accountName", "contoso")).Account("INCIDENTS_STORAGE"));
        Assert.Equal(new StorageAccount("UseDevelopmentStorage=true", null), Settings(("INCIDENTS_STORAGE", "UseDevelopmentStorage=true")).Account("INCIDENTS_STORAGE"));
        Assert.Null(Settings().Account("INCIDENTS_STORAGE"));
    }

    [Fact]
    public void A_key_may_have_white_space_around_it() => Assert.Equal(new byte[32], Settings(("INCIDENTS_CALL_KEY", $" {Key}\n")).Key("INCIDENTS_CALL_KEY"));

    static string MailProblem(params (string, string)[] settings) => Assert.Throws<StartException>(() => Settings(settings).Mail).Message;

    static async Task<string> ProblemAsync(string? storage = "UseDevelopmentStorage=true", params (string Name, string Value)[] settings) =>
        (await Assert.ThrowsAsync<StartException>(() => Start.ReadAsync(Values(storage is null ? settings : [("INCIDENTS_STORAGE", storage), .. settings])))).Message;

    static Settings Settings(params (string, string)[] settings) => new(Values(settings));

    static IConfigurationRoot Values((string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
