using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>Puts together what people are told beside the incidents.</summary>
static class StaffServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services, ResponseConfiguration configuration) => services.AddSingleton<StaffPost>().AddSingleton<ITurnWarning, TurnWarning>().AddSingleton<StaffClock>().AddSingleton<IQuarantineWarning, QuarantineWarning>().AddSingleton<QuarantineWatch>()
        .AddSingleton<IApprovalMails, ApprovalMails>().AddSingleton<ApprovalWatch>()
        .AddSingleton(s => new TurnDesk(s.GetRequiredService<IRecordStore>(), s.GetRequiredService<IContactTests>(), s.GetRequiredService<ITurnWarning>(), s.GetRequiredService<Func<PlanPolicy>>(),
            configuration.Rotation.TestBefore, s.GetRequiredService<TimeProvider>()));
}
