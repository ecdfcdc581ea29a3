using System.Buffers;
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
    /// <exception cref="SiteWriteException">The disk is full, or the folder may not be written to. The named file and those after it still have their old content.</exception>
    public async Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken)
    {
        // Reading and writing in one turn: of two publications the later one has read everything that the earlier one wrote.
        await turn.WaitAsync(cancellationToken);
        try
        {
            var update = await render(cancellationToken);
            var targets = SitePath.Resolve(root, [.. update.Files.Select(file => file.Path)]).Zip(update.Files, (target, file) => (Target: target, File: file));
            var written = new List<string>();
            var begun = new List<(string Target, SiteFile File)>();
            foreach (var (target, pending) in targets.OrderBy(pair => pair.File.Path == FrontPage))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = await pending.RenderAsync();
                if (IsCurrent(target, file))
                    continue;

                begun.Add((target, file));
                // A whole site is compared byte by byte at every start, so that a power cut in the middle of one costs nothing; waiting for the disk after each of ten
                // thousand files costs minutes, and keeping them all takes memory.
                if (update.Whole && file.Path != FrontPage)
                    Replace(begun, written, durably: false);
            }

            Replace(begun, written, durably: true);
            return written;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets go of the lock between writers of this process.</summary>
    public void Dispose() => turn.Dispose();

    // Small files that the system has at hand: waiting for another thread to read them would take longer than reading them.
    static bool IsCurrent(string target, SiteFile file)
    {
        var length = file.Content.Length;
        var there = ArrayPool<byte>.Shared.Rent(length + 1);
        try
        {
            var info = new FileInfo(target);
            if (!info.Exists || info.LinkTarget is not null || info.Length != length)
                return false;

            using var handle = File.OpenHandle(target);
            var read = 0;
            while (RandomAccess.Read(handle, there.AsSpan(read, length + 1 - read), read) is > 0 and var more)
                read += more;

            return file.Content.Span.SequenceEqual(there.AsSpan(0, read));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is replaced; if that fails too, the error of writing says more.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(there);
        }
    }

    // First all of them are written beside the old ones, then each is moved over its old one, in the order given: what a full disk does not take, changes nothing.
    void Replace(List<(string Target, SiteFile File)> files, List<string> written, bool durably)
    {
        try
        {
            foreach (var (target, file) in files)
                Named(file, () => Write(target, file, durably));

            foreach (var (target, file) in files)
            {
                Named(file, () => Move(target, file));
                written.Add(file.Path);
            }
        }
        catch
        {
            foreach (var (target, _) in files)
                Discard(Temporary(target));

            throw;
        }
        finally
        {
            files.Clear();
        }
    }

    // The same name each time: a temporary file that a crash left behind is used up by the next attempt.
    static string Temporary(string target) => Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.new");

    void Write(string target, SiteFile file, bool durably)
    {
        SitePath.PrepareFolder(root, target);
        using var stream = new FileStream(Temporary(target), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(file.Content.Span);
        stream.Flush(flushToDisk: durably);
    }

    static void Move(string target, SiteFile file)
    {
        File.Move(Temporary(target), target, overwrite: true);
        if (!IsCurrent(target, file))
            throw new IOException("What was read back is not what was written.");
    }

    void Named(SiteFile file, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SiteWriteException($"The status page's file '{file.Path}' could not be written to '{root}': {exception.Message} What was published before is still there.", exception);
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
