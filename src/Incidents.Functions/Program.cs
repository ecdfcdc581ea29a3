using Incidents.Functions.Composition;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddIncidentFunctions(await Start.ReadAsync(builder.Configuration));
using var host = builder.Build();
await host.Services.GetRequiredService<Preparation>().RunAsync(CancellationToken.None);
await host.RunAsync();
