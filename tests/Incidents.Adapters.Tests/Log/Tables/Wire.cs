using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>The way to storage: counts what goes over it, and breaks where a test says so.</summary>
public sealed class Wire : HttpPipelineTransport
{
    readonly HttpClientTransport inner = new();
    readonly Lock gate = new();
    readonly List<string> requests = [];
    Break? next;

    /// <summary>What was sent so far; each is one storage transaction.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>The next requests like this never get there: the connection is reset, as when a process dies before it sends them.</summary>
    public void Cut(string method, string about, int times = 1) => next = new Break(method, about, times, Arrives: false, null);

    /// <summary>The next requests like this get there, and their answers do not come back.</summary>
    public void LoseAnswer(string method, string about, int times = 1, Func<Task>? meanwhile = null) => next = new Break(method, about, times, Arrives: true, meanwhile);

    /// <summary>The next requests like this are answered with this status.</summary>
    public void Answer(int status, string method, string about, int times = 1) => next = new Break(method, about, times, Arrives: false, null, status);

    /// <summary>The next request like this is on its way while something else happens, and gets there.</summary>
    public void Hold(string method, string about, Func<Task> meanwhile) => next = new Break(method, about, 1, Arrives: true, meanwhile, Status: null, Breaks: false);

    /// <summary>It works again.</summary>
    public void Mend() => next = null;

    public override Azure.Core.Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The log is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var request = await TextAsync(message);
        Break? breaking;
        lock (gate)
        {
            requests.Add(request);
            breaking = next is { Times: > 0 } n && request.StartsWith(n.Method, StringComparison.Ordinal) && request.Contains(n.About, StringComparison.Ordinal) ? n : null;
            if (breaking is not null)
                next = breaking with { Times = breaking.Times - 1 };
        }

        if (breaking is { Status: { } status })
        {
            message.Response = new Refusal(status);
            return;
        }

        if (breaking is { Breaks: false, Meanwhile: { } first })
            await first();

        if (breaking is null or { Arrives: true })
            await inner.ProcessAsync(message);

        if (breaking is null or { Breaks: false })
            return;

        if (breaking.Meanwhile is { } meanwhile)
            await meanwhile();

        throw new IOException("Connection reset by peer.");
    }

    static async Task<string> TextAsync(HttpMessage message)
    {
        using var body = new MemoryStream();
        if (message.Request.Content is { } content)
            await content.WriteToAsync(body, message.CancellationToken);

        return $"{message.Request.Method} {message.Request.Uri.ToUri().AbsolutePath}\n{System.Text.Encoding.UTF8.GetString(body.ToArray())}";
    }

    sealed record Break(string Method, string About, int Times, bool Arrives, Func<Task>? Meanwhile, int? Status = null, bool Breaks = true);

    sealed class Refusal(int status) : Azure.Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "Refused";

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose() { }

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];
    }
}
