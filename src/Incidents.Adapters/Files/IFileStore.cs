namespace Incidents.Adapters.Files;

/// <summary>
/// The installation's own small files: mails and posts that nobody takes away yet, addresses of users. Each is there whole or not at all, and for this installation only.
/// Paths are relative, with forward slashes. Every method throws <see cref="IOException"/> when the store cannot be used now; nothing was changed then.
/// </summary>
public interface IFileStore
{
    /// <summary>Writes a file, durably. A file of that name is replaced.</summary>
    Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>A file's bytes; null when there is none.</summary>
    Task<byte[]?> ReadAsync(string path, CancellationToken ct);

    /// <summary>True when there is such a file.</summary>
    Task<bool> ExistsAsync(string path, CancellationToken ct);

    /// <summary>The names of a folder's files, without the folder, in ordinal order; empty when there is no such folder.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken ct);

    /// <summary>Deletes a file and, where the store can, its bytes. Nothing happens when there is none.</summary>
    Task DeleteAsync(string path, CancellationToken ct);
}
