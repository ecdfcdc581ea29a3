using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Providers;

public sealed class ProviderGateTests : IDisposable
{
    static readonly Provider Shop = new("The shop", TimeSpan.FromSeconds(10), Rate: null, BreakAfter: 3, TimeSpan.FromSeconds(30), "Made up.");

    readonly FakeTimeProvider time = new(Mails.Noon);
    readonly ProviderGate gate;
    int asked;

    public ProviderGateTests() => gate = new ProviderGate(Shop, time);

    public void Dispose() => gate.Dispose();

    [Fact]
    public void Every_row_keeps_within_what_the_desk_allows_and_names_its_source()
    {
        Assert.All(ProviderTable.All, row =>
        {
            Assert.InRange(row.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(29));
            Assert.InRange(row.BreakAfter, 2, 100);
            Assert.True(row.Source.Length > 20, row.Name);
        });
        Assert.Distinct(ProviderTable.All.Select(row => row.Name));
    }

    [Fact]
    public async Task A_provider_that_does_nothing_but_fail_is_left_alone_and_says_so_at_once()
    {
        for (var failure = 0; failure < 3; failure++)
            await SendAsync(new Attempt.Deferred("It answered 500."));

        Assert.Equal(new Attempt.Deferred("The shop did nothing but fail and is left alone for 30 seconds. Last: It answered 500.", TimeSpan.FromSeconds(30)), await SendAsync(Taken));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task After_the_break_one_success_opens_the_gate_again()
    {
        for (var failure = 0; failure < 3; failure++)
            await SendAsync(new Attempt.Deferred("It answered 500."));
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(Taken, await SendAsync(Taken));
        Assert.Equal(Taken, await SendAsync(Taken));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_breaks_nothing()
    {
        for (var refusal = 0; refusal < 5; refusal++)
            await SendAsync(new Attempt.Refused("Not this one."));

        Assert.Equal(Taken, await SendAsync(Taken));
    }

    [Fact]
    public async Task A_provider_that_names_a_time_is_not_asked_before_it()
    {
        await SendAsync(new Attempt.Deferred("It answered 429.", TimeSpan.FromMinutes(2)));

        Assert.Equal(new Attempt.Deferred("The shop asked to be left alone for 2 minutes.", TimeSpan.FromMinutes(2)), await SendAsync(Taken));
        Assert.Equal(1, asked);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Taken, await SendAsync(Taken));
    }

    [Fact]
    public async Task Nobody_is_believed_who_wants_to_be_left_alone_for_a_day()
    {
        await SendAsync(new Attempt.Deferred("It answered 429.", TimeSpan.FromDays(1)));
        time.Advance(Provider.LongestWait);

        Assert.Equal(Taken, await SendAsync(Taken));
    }

    [Fact]
    public async Task More_than_its_rate_is_put_off_at_once()
    {
        using var slow = new ProviderGate(Shop with { Rate = new Rate(Burst: 2, Every: TimeSpan.FromHours(1)) }, time);
        await slow.AttemptAsync(_ => Task.FromResult(Taken), CancellationToken.None);
        await slow.AttemptAsync(_ => Task.FromResult(Taken), CancellationToken.None);

        Assert.StartsWith("The shop takes no more at once.", Assert.IsType<Attempt.Deferred>(await slow.AttemptAsync(_ => Task.FromResult(Taken), CancellationToken.None)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cut_off_and_nobody_knows_what_became_of_it()
    {
        var attempt = gate.AttemptAsync(async ct =>
        {
            await new TaskCompletionSource().Task.WaitAsync(ct);
            return Taken;
        }, CancellationToken.None);
        time.Advance(Shop.Timeout);

        Assert.Equal(new Attempt.Unknown("The shop did not answer within 10 seconds."), await attempt);
    }

    [Fact]
    public async Task Whoever_cannot_be_asked_leaves_the_outcome_unknown()
    {
        await SendAsync(new Attempt.Deferred("It answered 503.", TimeSpan.FromMinutes(1)));

        Assert.IsType<Attempt.Unknown>(await gate.ReconcileAsync(_ => Task.FromResult(Taken), CancellationToken.None));
    }

    static Attempt Taken => new Attempt.Delivered("taken");

    Task<Attempt> SendAsync(Attempt answer) => gate.AttemptAsync(_ =>
    {
        asked++;
        return Task.FromResult(answer);
    }, CancellationToken.None);
}
