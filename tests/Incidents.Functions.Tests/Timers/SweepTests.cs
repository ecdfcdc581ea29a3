using System.Net;
using Incidents.Adapters.Channels;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Desk.Tests;
using Incidents.Functions.Timers;
using Incidents.Functions.Web;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Functions.Tests.Timers;

public sealed class SweepTests : IAsyncDisposable
{
    readonly Office office = new();
    readonly Outside outside = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        outside.Dispose();
        await office.DisposeAsync();
    }

    [Fact]
    public async Task Every_round_tells_somebody_outside_that_the_app_lives()
    {
        await RoundAsync();
        await RoundAsync();

        Assert.Equal(["https://watch.example/token", "https://watch.example/token"], outside.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(null)]
    public async Task Whoever_watches_and_is_not_there_holds_up_no_round(HttpStatusCode? answer)
    {
        outside.Answer = answer;

        await RoundAsync();

        Assert.Single(outside.Asked);
    }

    [Fact]
    public async Task A_round_that_cannot_reach_the_log_tells_nobody_that_all_is_well()
    {
        await Assert.ThrowsAsync<IOException>(() => RoundAsync(reaching: _ => throw new IOException("The storage cannot be reached.")));

        Assert.Empty(outside.Asked);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_told()
    {
        await RoundAsync(beats: false);

        Assert.Empty(outside.Asked);
    }

    async Task RoundAsync(bool beats = true, Action<string>? reaching = null)
    {
        using var http = new HttpClient(outside, disposeHandler: false);
        var (log, calls) = CountingLog.Of(office.Log);
        calls.Before = reaching;
        using var inbox = new Inbox(new AlertIntake(log, office.Desk, office, new IntakeOptions(new Dictionary<string, ISender>(StringComparer.Ordinal), new byte[32]), () => "a", NullLogger<AlertIntake>.Instance), log, NullLogger<Inbox>.Instance);
        var heartbeat = beats ? new Heartbeat(http, new Uri("https://watch.example/token"), office.Clock, NullLogger<Heartbeat>.Instance) : null;
        await new Sweep(inbox, new Invocations(), heartbeat).RunAsync(new TimerInfo(), new DurableDouble().Client, Stop);
    }

    sealed class Outside : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        /// <summary>Null: it cannot be reached.</summary>
        public HttpStatusCode? Answer { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return Answer is { } status ? Task.FromResult(new HttpResponseMessage(status)) : throw new HttpRequestException("unplugged");
        }
    }
}
