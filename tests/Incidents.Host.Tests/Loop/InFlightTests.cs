using Incidents.Host.Loop;

namespace Incidents.Host.Tests.Loop;

public class InFlightTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void With_nothing_under_way_it_is_idle_at_once() => Assert.True(new InFlight().IdleAsync(Ct).IsCompletedSuccessfully);

    [Fact]
    public async Task It_is_idle_when_the_last_of_all_work_has_ended()
    {
        var flight = new InFlight();
        var first = flight.Begin();
        var idle = flight.IdleAsync(Ct);
        var second = flight.Begin();
        first.Dispose();
        Assert.False(idle.IsCompleted);
        second.Dispose();
        await idle.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public void Work_that_is_ended_twice_counts_once()
    {
        var flight = new InFlight();
        var first = flight.Begin();
        using var second = flight.Begin();
        first.Dispose();
        first.Dispose();
        Assert.False(flight.IdleAsync(Ct).IsCompleted);
    }

    [Fact]
    public async Task Waiting_ends_with_its_caller_and_leaves_the_work_alone()
    {
        var flight = new InFlight();
        var work = flight.Begin();
        using var impatient = new CancellationTokenSource();
        var given = flight.IdleAsync(impatient.Token);
        var patient = flight.IdleAsync(Ct);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(patient.IsCompleted);
        work.Dispose();
        await patient.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public async Task After_it_was_idle_new_work_is_waited_for_again()
    {
        var flight = new InFlight();
        flight.Begin().Dispose();
        var work = flight.Begin();
        var idle = flight.IdleAsync(Ct);
        Assert.False(idle.IsCompleted);
        work.Dispose();
        await idle.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }
}
