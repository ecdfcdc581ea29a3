using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.OnCall;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>Puts together what happens before somebody goes on call.</summary>
static class TurnServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services, ResponseConfiguration configuration) => services.AddSingleton<ITurnWarning, TurnWarning>().AddSingleton<TurnClock>()
        .AddSingleton(s => new TurnDesk(s.GetRequiredService<IRecordStore>(), s.GetRequiredService<IContactTests>(), s.GetRequiredService<ITurnWarning>(), s.GetRequiredService<Func<PlanPolicy>>(),
            configuration.Rotation.TestBefore, s.GetRequiredService<TimeProvider>()));
}
