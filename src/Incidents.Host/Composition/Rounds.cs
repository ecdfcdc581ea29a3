using Incidents.Desk;
using Incidents.Desk.Returns;
using Incidents.Host.Loop;
using Incidents.Hosting.Site;
using Incidents.Hosting.Staff;
using Incidents.Hosting.Subscribers;

namespace Incidents.Host.Composition;

/// <summary>What the embedded host does again and again beside the incidents; on Azure each has a timer function.</summary>
static class Rounds
{
    static readonly TimeSpan Subscribers = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddRounds(this IServiceCollection services) => services
        .AddRound<Heartbeats>("Looking whether a heartbeat is silent", Heartbeats.Round, beats => beats.Any ? beats.RoundAsync : null)
        .AddRound<AlertPulls>("Asking Alertmanagers what fires there", AlertPulls.Round, pulls => pulls.Any ? pulls.RoundAsync : null)
        .AddRound<SubscriberRounds>("Telling subscribers", Subscribers, rounds => rounds.RoundAsync)
        .AddRound<MaintenanceClock>("Looking at planned maintenance", MaintenanceClock.Round, clock => clock.RoundAsync)
        .AddRound<StaffClock>("Looking at who goes on call and what is in quarantine", TurnDesk.Round, clock => clock.RoundAsync)
        .AddRound<ReturnRounds>("Reading returned mails", ReturnRounds.Round, rounds => rounds.Any ? rounds.RoundAsync : null);

    // AddHostedService takes one of a type alone.
    static IServiceCollection AddRound<T>(this IServiceCollection services, string what, TimeSpan interval, Func<T, Func<CancellationToken, Task>?> round)
        where T : notnull =>
        services.AddSingleton<IHostedService>(provider =>
            new RoundLoop(what, interval, round(provider.GetRequiredService<T>()), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RoundLoop>>()));
}
