using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Incidents.Functions.Web;

/// <summary>Every HTTP route. Who may do what is checked behind it, by link, session, signature or key, as on the embedded host.</summary>
sealed class WebFunction(Pipeline pipeline, Invocations invocations)
{
    /// <summary>Bridges to the endpoints.</summary>
    [Function("Web")]
    public Task RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        invocations.RunAsync(durable, () => pipeline.AnswerAsync(request.HttpContext));
}
