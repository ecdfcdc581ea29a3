using Incidents.Desk;
using Incidents.Web.Alerts;
using Incidents.Web.Api;
using Incidents.Web.Approving;
using Incidents.Web.Console;
using Incidents.Web.Health;
using Incidents.Web.Mail;
using Incidents.Web.Planned;
using Incidents.Web.Security;
using Incidents.Web.SignIn;
using Incidents.Web.Subscribers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Incidents.Web;

/// <summary>All that a host needs of this project.</summary>
public static class IncidentsWeb
{
    /// <summary>
    /// Registers the endpoints and the mail composer. The host also registers <see cref="WebOptions"/>, <see cref="ISignInMailer"/>, the desk
    /// (<c>IncidentDesk</c>, <c>AlertIntake</c>, <c>Approvals</c>, <c>IIncidentLog</c>, <c>PlannedWorkDesk</c>, <c>IPublicPage</c>), <c>Func&lt;PlanPolicy&gt;</c> and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddIncidentsWeb(this IServiceCollection services)
    {
        services.AddOpenApi();
        services.TryAddSingleton<IAfterAnswer, ThreadPoolAfterAnswer>();
        services.TryAddSingleton<IMailComposer, MailComposer>();
        services.TryAddSingleton<ISnsEndpoint, SnsEndpoint>();
        services.AddSingleton<OpsgenieRequests>().AddSingleton<EntraKeys>().AddSingleton<EntraCheck>().AddSingleton<SourceCheck>();
        services.AddSingleton<SnsCheck>().AddSingleton<Visitors>().AddSingleton<Guard>().AddSingleton<DurableIntake>().AddSingleton<SourceTypes>().AddSingleton<SourceLimits>().AddSingleton<HeartbeatEndpoint>().AddSingleton<AlertEndpoints>().AddSingleton<EnqueueEndpoint>().AddSingleton<OpsgenieEndpoints>().AddSingleton<AlertmanagerEndpoints>().AddSingleton<ReportEndpoints>().AddSingleton<ApprovalEndpoints>()
            .AddSingleton<SignInEndpoints>().AddSingleton<ConsoleEndpoints>().AddSingleton<ToldEndpoints>().AddSingleton<WebhookPages>().AddSingleton<ContactPages>().AddSingleton<QuarantineEndpoints>().AddSingleton<QuarantineApi>().AddSingleton<QuarantineDesk>().AddSingleton<ApiEndpoints>().AddSingleton<SignalDoor>().AddSingleton<HealthEndpoints>();
        services.AddSingleton<ClientLimits>().AddSingleton<SubscriberEndpoints>().AddSingleton<SubscriberConsole>();
        services.AddSingleton<PlannedDoor>().AddSingleton<PlannedApi>().AddSingleton<PlannedEndpoints>();
        return services;
    }

    /// <summary>Maps every route but the status page's files, which are the embedded host's.</summary>
    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, Guard>();
        AlertEndpoints.Map(group);
        HeartbeatEndpoint.Map(group);
        EnqueueEndpoint.Map(group);
        OpsgenieEndpoints.Map(group);
        AlertmanagerEndpoints.Map(group);
        CloudEventsHandshake.Map(group);
        ReportEndpoints.Map(group);
        ApprovalEndpoints.Map(group);
        SignInEndpoints.Map(group);
        ConsoleEndpoints.Map(group);
        ToldEndpoints.Map(group);
        WebhookPages.Map(group);
        ContactPages.Map(group);
        QuarantineEndpoints.Map(group);
        QuarantineApi.Map(group);
        PlannedEndpoints.Map(group);
        PlannedApi.Map(group);
        ApiEndpoints.Map(group);
        SubscriberEndpoints.Map(group);
        SubscriberConsole.Map(group);
        HealthEndpoints.Map(group);
        group.MapGet("/", () => Results.Redirect("/incidents")).ExcludeFromDescription();
        routes.MapOpenApi("/openapi/{documentName}.json");
        return routes;
    }
}
