using System.Text.Json;

namespace Incidents.Web.Tests;

/// <summary>The description at <c>/openapi/v1.json</c> says where senders and tools may post and what they are answered.</summary>
public class OpenApiTests
{
    [Theory]
    [InlineData("/api/alerts/{source}", "post", "202", "401", "403", "404", "413", "415", "429", "503")]
    [InlineData("/api/alerts/{source}/{key}", "post", "202", "401", "403", "404", "413", "415", "429", "503")]
    [InlineData("/v2/enqueue", "post", "202", "400", "413", "429", "503")]
    [InlineData("/v2/alerts", "post", "202", "401", "413", "422", "429", "503")]
    [InlineData("/v2/alerts/{identifier}/close", "post", "202", "401", "413", "422", "429", "503")]
    [InlineData("/api/v2/alerts", "post", "200", "401", "413", "503")]
    [InlineData("/api/quarantine/retry", "post", "200", "400", "401", "404")]
    [InlineData("/api/incidents/{id}/told", "get", "200", "401", "404")]
    [InlineData("/api/webhooks", "get", "200", "401")]
    [InlineData("/api/webhooks/{what}", "post", "200", "400", "401", "404", "409")]
    [InlineData("/api/quarantine/discard", "post", "200", "400", "401", "404")]
    public async Task A_route_is_described_with_each_of_its_answers(string path, string method, params string[] statuses)
    {
        await using var site = await Site.StartAsync();
        using var document = JsonDocument.Parse((await site.GetAsync("/openapi/v1.json")).Text);

        var answers = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").EnumerateObject().Select(answer => answer.Name);

        Assert.Equal(statuses.Order(StringComparer.Ordinal), answers.Order(StringComparer.Ordinal));
    }
}
