using System.CommandLine;
using Incidents.Host.Commands;

namespace Incidents.Host.Tests.Commands;

/// <summary>What belongs to other people, from the command line.</summary>
public sealed class SubscribersCommandTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-subscribers-").FullName;
    readonly StringWriter output = new();

    string Data => Path.Combine(folder, "data");

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
    }

    [Fact]
    public async Task A_list_is_taken_over_one_person_is_printed_and_erased_and_mails_in_files_go_too()
    {
        var list = Path.Combine(folder, "subscribers.csv");
        await File.WriteAllTextAsync(list, "mode,email\nemail,ana@example.com\nsms,\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, Run("import", list));
        Assert.Contains("1 taken, 0 there already, 1 not taken.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Line 3 was not taken", output.ToString(), StringComparison.Ordinal);

        Assert.Equal(0, Run("export", "ana@example.com"));
        Assert.Contains("\"origin\": \"import ", output.ToString(), StringComparison.Ordinal);
        var id = output.ToString().Split("\"id\": \"")[1].Split('"')[0];
        Directory.CreateDirectory(Path.Combine(Data, "mail"));
        var (mine, others) = (Path.Combine(Data, "mail", $"20261124T120000Z-subscriber-{id}-x.eml"), Path.Combine(Data, "mail", "20261124T120000Z-ana-x.eml"));
        await File.WriteAllTextAsync(mine, "To: ana@example.com", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(others, "To: ana@fabrikam.example", TestContext.Current.CancellationToken);

        Assert.Equal(0, Run("erase", "ana@example.com"));
        Assert.Equal((false, true), (File.Exists(mine), File.Exists(others)));
        Assert.Equal(1, Run("export", "ana@example.com"));
        Assert.Equal(1, Run("erase", "ana@example.com"));
    }

    int Run(params string[] arguments) => SubscribersCommand.Create().Parse([.. arguments, "--data", Data]).Invoke(new InvocationConfiguration { Output = output, Error = output });
}
