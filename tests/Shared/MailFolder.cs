using MimeKit;

namespace Incidents.Testing;

/// <summary>The mails of a running host that writes them as <c>.eml</c> files.</summary>
public sealed class MailFolder : Letters, IDisposable
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    readonly HashSet<string> _read = new(StringComparer.Ordinal);
    readonly PeriodicTimer _pause = new(Every);
    readonly string _folder;

    /// <summary>Looks into a folder and those in it until it is disposed of; what lies there already is old.</summary>
    public MailFolder(string folder)
    {
        _folder = folder;
        _read.UnionWith(Files().Select(file => file.FullName));
        _ = LookAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _pause.Dispose();

    async Task LookAsync()
    {
        while (await _pause.WaitForNextTickAsync())
        {
            foreach (var file in Files().Where(file => !_read.Contains(file.FullName)).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
            {
                using var message = await MimeMessage.LoadAsync(file.FullName);
                _read.Add(file.FullName);
                Add(Letter.Of(message, DateTimeOffset.UtcNow));
            }
        }
    }

    IEnumerable<FileInfo> Files() => Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles("*.eml", SearchOption.AllDirectories) : [];
}
