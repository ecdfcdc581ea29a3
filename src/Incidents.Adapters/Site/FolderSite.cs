using Incidents.Public;

namespace Incidents.Adapters.Site;

/// <summary>
/// Keeps the status page in a folder behind any web server. A reader sees the old file or the new one, never half of one; files of incidents
/// that are no longer in the record stay, because links to them are in the world. Every file is read back after it was written.
/// </summary>
/// <param name="folder">The site's root; made when it does not exist. One publisher at a time may use it.</param>
public sealed class FolderSite(string folder) : ISite, IDisposable
{
    const string FrontPage = "index.html";

    readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    readonly SemaphoreSlim turn = new(1, 1);

    /// <inheritdoc/>
    /// <exception cref="SiteWriteException">The disk is full, or the folder may not be written to. The named file still has its old content; files before it are new.</exception>
    public async Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken)
    {
        // Reading and writing in one turn: of two publications the later one has read everything that the earlier one wrote.
        await turn.WaitAsync(cancellationToken);
        try
        {
            var update = await render(cancellationToken);
            var targets = SitePath.Resolve(root, [.. update.Files.Select(file => file.Path)]).Zip(update.Files, (target, file) => (Target: target, File: file));
            var written = new List<string>();
            foreach (var (target, pending) in targets.OrderBy(pair => pair.File.Path == FrontPage))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = await pending.RenderAsync();
                if (await IsCurrentAsync(target, file, cancellationToken))
                    continue;

                // A whole site is compared byte by byte at every start, so that a power cut in the middle of one costs nothing; waiting for the disk after each of ten
                // thousand files costs minutes.
                await ReplaceAsync(target, file, durably: !update.Whole || file.Path == FrontPage, cancellationToken);
                written.Add(file.Path);
            }

            return written;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets go of the lock between writers of this process.</summary>
    public void Dispose() => turn.Dispose();

    static async Task<bool> IsCurrentAsync(string target, SiteFile file, CancellationToken cancellationToken)
    {
        try
        {
            var there = new FileInfo(target);
            if (!there.Exists || there.LinkTarget is not null || there.Length != file.Content.Length)
                return false;

            var bytes = await File.ReadAllBytesAsync(target, cancellationToken);
            return file.Content.Span.SequenceEqual(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is replaced; if that fails too, the error of writing says more.
            return false;
        }
    }

    async Task ReplaceAsync(string target, SiteFile file, bool durably, CancellationToken cancellationToken)
    {
        // The same name each time: a temporary file that a crash left behind is used up by the next attempt.
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.new");
        try
        {
            SitePath.PrepareFolder(root, target);
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await stream.WriteAsync(file.Content, cancellationToken);
                stream.Flush(flushToDisk: durably);
            }

            File.Move(temporary, target, overwrite: true);
            if (!await IsCurrentAsync(target, file, cancellationToken))
                throw new IOException("What was read back is not what was written.");
        }
        catch (Exception exception)
        {
            Discard(temporary);
            if (exception is IOException or UnauthorizedAccessException)
                throw new SiteWriteException($"The status page's file '{file.Path}' could not be written to '{root}': {exception.Message} What was published before is still there.", exception);

            throw;
        }
    }

    static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is hidden, small, and the next attempt uses it up.
        }
    }
}
