namespace Incidents.Adapters.Files;

/// <summary>Files in a folder of this machine, readable by this account only.</summary>
/// <param name="root">The folder; made with the first file.</param>
public sealed class FolderFiles(string root) : IFileStore
{
    /// <inheritdoc/>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        try
        {
            await WholeFile.WriteAsync(Full(path), content, ct);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refused(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(Full(path), ct);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refused(exception);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string path, CancellationToken ct) => Task.FromResult(File.Exists(Full(path)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken ct)
    {
        try
        {
            // Hidden files are what a crash cut short; they are not there.
            return Task.FromResult<IReadOnlyList<string>>(Directory.Exists(Full(folder))
                ? [.. Directory.EnumerateFiles(Full(folder)).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)]
                : []);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refused(exception);
        }
    }

    /// <inheritdoc/>
    /// <remarks>What was in its place on the disk is gone too, where the disk writes in place; so is what a crash left of writing it.</remarks>
    public async Task DeleteAsync(string path, CancellationToken ct)
    {
        try
        {
            foreach (var file in new[] { Full(path), WholeFile.Temporary(Full(path)) }.Where(File.Exists))
            {
                await File.WriteAllBytesAsync(file, new byte[new FileInfo(file).Length], ct);
                File.Delete(file);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Refused(exception);
        }
    }

    static IOException Refused(UnauthorizedAccessException exception) => new(exception.Message, exception);

    string Full(string path) => Path.Combine(root, path);
}
