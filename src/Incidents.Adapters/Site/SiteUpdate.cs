using Incidents.Public;

namespace Incidents.Adapters.Site;

/// <summary>The files of one publication.</summary>
/// <param name="Files">Each is rendered when its turn comes, so that a long history never stands in memory as a whole.</param>
/// <param name="Whole">
/// True when these are all files of the site: then everything is compared with what is there, and what no page uses any more is removed. False when they are those that a
/// change may concern; nothing else is looked at, so the cost does not grow with the history.
/// </param>
public sealed record SiteUpdate(IReadOnlyList<PendingFile> Files, bool Whole)
{
    /// <summary>A whole site that is rendered already.</summary>
    public static SiteUpdate Of(IReadOnlyList<SiteFile> files) => new([.. files.Select(file => new PendingFile(file.Path, () => Task.FromResult(file)))], Whole: true);
}

/// <summary>A file that is yet to be rendered.</summary>
/// <param name="Path">As in <see cref="SiteFile.Path"/>.</param>
/// <param name="RenderAsync">Makes it; the same path and bytes each time.</param>
public sealed record PendingFile(string Path, Func<Task<SiteFile>> RenderAsync);

/// <summary>Publishing what is rendered already.</summary>
public static class SitePublishing
{
    /// <summary>Publishes a whole site.</summary>
    /// <inheritdoc cref="ISite.PublishAsync"/>
    public static Task<IReadOnlyList<string>> PublishAsync(this ISite site, Func<CancellationToken, Task<IReadOnlyList<SiteFile>>> render, CancellationToken cancellationToken) =>
        site.PublishAsync(async ct => SiteUpdate.Of(await render(ct)), cancellationToken);
}
