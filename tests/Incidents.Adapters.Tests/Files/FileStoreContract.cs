using Incidents.Adapters.Files;

namespace Incidents.Adapters.Tests.Files;

/// <summary>What every store of small files keeps.</summary>
public abstract class FileStoreContract
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty store.</summary>
    protected abstract Task<IFileStore> OpenAsync();

    [Fact]
    public async Task What_was_written_is_read_and_replaced()
    {
        var files = await OpenAsync();

        Assert.Null(await files.ReadAsync("a/b/one.txt", Ct));
        await files.WriteAsync("a/b/one.txt", "first"u8.ToArray(), Ct);
        await files.WriteAsync("a/b/one.txt", "second"u8.ToArray(), Ct);

        Assert.Equal("second"u8.ToArray(), await files.ReadAsync("a/b/one.txt", Ct));
        Assert.True(await files.ExistsAsync("a/b/one.txt", Ct));
        Assert.False(await files.ExistsAsync("a/b/two.txt", Ct));
    }

    [Fact]
    public async Task A_folder_lists_its_own_files_in_order()
    {
        var files = await OpenAsync();
        foreach (var path in (string[])["mail/b.eml", "mail/a.eml", "mail/older/c.eml", "mailing/d.eml"])
            await files.WriteAsync(path, default, Ct);

        Assert.Equal(["a.eml", "b.eml"], await files.ListAsync("mail", Ct));
        Assert.Equal(["a.eml", "b.eml"], await files.ListAsync("mail/", Ct));
        Assert.Empty(await files.ListAsync("nowhere", Ct));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_however_often()
    {
        var files = await OpenAsync();
        await files.WriteAsync("contacts/i1/x", "secret"u8.ToArray(), Ct);

        await files.DeleteAsync("contacts/i1/x", Ct);
        await files.DeleteAsync("contacts/i1/x", Ct);

        Assert.Null(await files.ReadAsync("contacts/i1/x", Ct));
        Assert.Empty(await files.ListAsync("contacts/i1", Ct));
    }
}

public sealed class FolderFilesTests : FileStoreContract, IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task<IFileStore> OpenAsync() => Task.FromResult<IFileStore>(new FolderFiles(folder));
}
