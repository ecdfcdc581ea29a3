using System.Globalization;
using System.Security.Cryptography;

namespace Incidents.Adapters.Log;

/// <summary>The folder that one running host owns: its lock, its secrets, and whether it is a rehearsal's.</summary>
public sealed class DataFolder : IDisposable
{
    const string HolderFile = "lock.pid";
    const string Former = ".former";
    const int SecretBytes = 32;

    readonly FileStream held;

    DataFolder(string path, FileStream hold)
    {
        Path = path;
        held = hold;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Opens the folder for one host, and creates it when it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="drill">True for a rehearsal, which refuses a production folder, and the other way round.</param>
    /// <exception cref="DataFolderException">Another process has it, it is of the other kind, or it cannot be written.</exception>
    public static DataFolder Open(string path, bool drill)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(full);
            }
            else
            {
                Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var hold = Lock(full);
            try
            {
                CheckKind(full, drill);
                return new DataFolder(full, hold);
            }
            catch
            {
                hold.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFolderException($"{full} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>A file or folder inside.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A secret of the folder, made at first use; readable by its owner only.</summary>
    public byte[] Secret(string name) => ReadOrMakeSecret(Path, name);

    /// <summary>The same without owning the folder, for a command beside a running host.</summary>
    public static byte[] ReadOrMakeSecret(string folder, string name)
    {
        var path = PathOf(folder, name);
        if (!System.IO.File.Exists(path))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            PrivateFile.Write(path, NewSecret(), overwrite: false);
        }

        return ReadSecret(path);
    }

    /// <summary>The secret in use, and after a rotation the one before it.</summary>
    public static IReadOnlyList<byte[]> ReadOrMakeSecrets(string folder, string name)
    {
        var current = ReadOrMakeSecret(folder, name);
        var former = PathOf(folder, name) + Former;
        return System.IO.File.Exists(former) ? [current, ReadSecret(former)] : [current];
    }

    /// <summary>Makes a new secret: the one in use becomes the one before, and the one before that is gone.</summary>
    public void Rotate(string name)
    {
        var current = PathOf(Path, name);
        // In this order: a crash in between leaves the secret in use twice, and nothing is lost that the rotation would not have ended.
        PrivateFile.Write(current + Former, Convert.ToBase64String(Secret(name)), overwrite: true);
        PrivateFile.Write(current, NewSecret(), overwrite: true);
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => held.Dispose();

    static string PathOf(string folder, string name) => System.IO.Path.Combine(folder, "secrets", name);

    static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    static byte[] ReadSecret(string path)
    {
        var secret = new byte[SecretBytes];
        return Convert.TryFromBase64String(System.IO.File.ReadAllText(path), secret, out var length) && length == SecretBytes ? secret
            : throw new DataFolderException($"{path} is damaged: it does not hold {SecretBytes} bytes. Restore it from a backup; a new one would void every link that was mailed.");
    }

    static FileStream Lock(string full)
    {
        var hold = Take(full);
        try
        {
            // Beside the lock, because a locked file cannot be read by the one who is refused.
            PrivateFile.Write(System.IO.Path.Combine(full, HolderFile), Environment.ProcessId.ToString(CultureInfo.InvariantCulture), overwrite: true);
            return hold;
        }
        catch (IOException e)
        {
            hold.Dispose();
            throw new DataFolderException($"{full} cannot be written: {e.Message}", e);
        }
    }

    static FileStream Take(string full)
    {
        var path = System.IO.Path.Combine(full, "lock");
        try
        {
            // Held as long as the process lives, also when it dies by kill -9.
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        }
        catch (IOException e) when (System.IO.File.Exists(path))
        {
            throw new DataFolderException($"Another process is using {full}{Holder(full)}. Stop it first, or give this one another folder with --data.", e);
        }
        catch (IOException e)
        {
            throw new DataFolderException($"{full} cannot be written: {e.Message}", e);
        }
    }

    static string Holder(string full)
    {
        try
        {
            return int.TryParse(System.IO.File.ReadAllText(System.IO.Path.Combine(full, HolderFile)), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? $" (process {id})" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static void CheckKind(string full, bool drill)
    {
        var path = System.IO.Path.Combine(full, "kind");
        PrivateFile.Close(path);
        var kind = drill ? "drill" : "production";
        if (!System.IO.File.Exists(path))
        {
            if (drill && System.IO.File.Exists(System.IO.Path.Combine(full, SqliteIncidentLog.FileName)))
            {
                throw new DataFolderException($"{full} holds incidents and is not marked as a drill's. A drill never touches it; give another folder with --data.");
            }

            PrivateFile.Write(path, kind, overwrite: false);
        }
        else if (System.IO.File.ReadAllText(path).Trim() is var found && found != kind)
        {
            throw new DataFolderException($"{full} is a {found} folder and this is {(drill ? "a drill" : "production")}. Give another folder with --data.");
        }
    }
}
