using System.Reflection;
using Azure.Identity;
using Incidents.Desk;
using Incidents.Functions.Composition;
using Incidents.Functions.Web;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Tests.Web;

public sealed class PipelineTests : IAsyncDisposable
{
    readonly WebApplication plain;

    public PipelineTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting().AddIncidentFunctions(Somewhere());
        plain = builder.Build();
    }

    public ValueTask DisposeAsync() => plain.DisposeAsync();

    [Fact]
    public void Behind_the_function_are_exactly_the_routes_that_the_embedded_host_maps()
    {
        plain.MapIncidents();

        var routes = Routes(((IEndpointRouteBuilder)plain).DataSources.SelectMany(source => source.Endpoints));

        Assert.Contains("POST api/alerts/{source}", routes);
        Assert.Equal(routes, Routes(new Pipeline(plain.Services).Endpoints));
    }

    [Fact]
    public void The_functions_route_is_every_path_by_every_method_and_who_may_is_decided_behind_it()
    {
        var trigger = typeof(WebFunction).GetMethod(nameof(WebFunction.RunAsync))!.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()!;

        Assert.Equal("{*path}", trigger.Route);
        Assert.True(trigger.Methods is null or []);
        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
    }

    [Fact]
    public void There_is_one_function_for_http() =>
        Assert.Single(typeof(WebFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()), parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null);

    [Fact]
    public async Task A_request_is_answered_by_the_route_of_its_path_and_not_by_the_functions_own()
    {
        var pipeline = new Pipeline(plain.Services);

        Assert.Equal(200, await AnswerAsync(pipeline, "/health/live"));
        Assert.Equal(404, await AnswerAsync(pipeline, "/nowhere"));
        Assert.Equal(405, await AnswerAsync(pipeline, "/health/live", "DELETE"));
    }

    async Task<int> AnswerAsync(Pipeline pipeline, string path, string method = "GET")
    {
        await using var scope = plain.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Method = method, Path = path, Scheme = "http", Host = new HostString("127.0.0.1:7071") } };
        http.Response.Body = new MemoryStream();
        http.SetEndpoint(new Endpoint(_ => throw new InvalidOperationException("The function's own route."), EndpointMetadataCollection.Empty, "Web"));
        http.Request.RouteValues["path"] = path;
        await pipeline.AnswerAsync(http);
        return http.Response.StatusCode;
    }

    static string[] Routes(IEnumerable<Endpoint> endpoints) => [.. endpoints.OfType<RouteEndpoint>()
        .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} {route.RoutePattern.RawText?.TrimStart('/')}")).Order(StringComparer.Ordinal)];

    // Clients of accounts are made, and asked for nothing.
    static Start Somewhere()
    {
        var account = new StorageAccount("UseDevelopmentStorage=true", null);
        var deployment = new Deployment(ResponseConfiguration.Load().Configuration!, new Uri("http://127.0.0.1:7071/"), new Uri("http://127.0.0.1:7071/status/"), Drill: false);
        var keys = new Keys([new ApprovalKey(1, new byte[32])], new byte[32], new byte[32], new byte[32]);
        return new Start(new Settings(new ConfigurationBuilder().Build()), deployment, keys, new DefaultAzureCredential(), account, account);
    }
}
