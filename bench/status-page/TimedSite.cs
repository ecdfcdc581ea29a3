using System.Diagnostics;
using Incidents.Adapters.Site;

namespace Incidents.Bench;

/// <summary>A site that says where a publication spends its time: reading the record, rendering, and the rest, which is the file system's.</summary>
sealed class TimedSite(ISite site) : ISite
{
    readonly Stopwatch reading = new();
    readonly Stopwatch rendering = new();

    /// <summary>Since the last call of <see cref="Reset"/>.</summary>
    public (double Read, double Render) Spent => (reading.Elapsed.TotalMilliseconds, rendering.Elapsed.TotalMilliseconds);

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        reading.Reset();
        rendering.Reset();
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken) => site.PublishAsync(
        async ct =>
        {
            reading.Start();
            var update = await render(ct);
            reading.Stop();
            return update with { Files = [.. update.Files.Select(file => file with { RenderAsync = () => TimedAsync(file) })] };
        },
        cancellationToken);

    async Task<Incidents.Public.SiteFile> TimedAsync(PendingFile file)
    {
        rendering.Start();
        var rendered = await file.RenderAsync();
        rendering.Stop();
        return rendered;
    }
}
