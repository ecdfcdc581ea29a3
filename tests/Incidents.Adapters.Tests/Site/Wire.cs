using Azure.Core;
using Azure.Core.Pipeline;

namespace Incidents.Adapters.Tests.Site;

/// <summary>The wire to the storage account, which can be looked at, held and cut.</summary>
sealed class Wire : HttpPipelineTransport
{
    static readonly HttpPipelineTransport Real = new HttpClientTransport();

    /// <summary>How many requests have begun.</summary>
    public int Requests { get; private set; }

    /// <summary>Before the how-manieth request leaves, counted from 1; what it throws is what the client sees.</summary>
    public Func<int, Task>? Before { get; set; }

    /// <summary>After it was served, before the client hears of it.</summary>
    public Action<int>? After { get; set; }

    public override Azure.Core.Request CreateRequest() => Real.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Nothing here blocks.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var number = ++Requests;
        if (Before is { } before)
            await before(number);
        await Real.ProcessAsync(message);
        After?.Invoke(number);
    }
}
