using System.CommandLine;
using Incidents.Adapters.Log;
using Incidents.Host.Commands;
using Incidents.Host.Composition;

namespace Incidents.Host.Tests.Commands;

public sealed class RotateKeyTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-rotate-").FullName;
    readonly StringWriter output = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
    }

    [Fact]
    public void A_mailed_link_works_after_one_rotation_and_looks_forged_after_two()
    {
        var mailed = Secrets.Approvals(folder);
        var (link, code) = (mailed.Token("a", "q1", "ana"), mailed.Code("a", "q1", "ana"));
        var session = mailed.SessionToken("ana", DateTimeOffset.UnixEpoch.AddHours(8));

        Assert.Equal(0, Run());
        var once = Secrets.Approvals(folder);
        Assert.True(once.TryRead(link, out var read));
        Assert.Equal("ana", read.Person);
        Assert.True(once.IsCode("a", "q1", "ana", code));
        Assert.True(once.TryReadSession(session, DateTimeOffset.UnixEpoch, out _));
        Assert.NotEqual(link, once.Token("a", "q1", "ana"));

        Assert.Equal(0, Run());
        var twice = Secrets.Approvals(folder);
        Assert.False(twice.TryRead(link, out _));
        Assert.False(twice.TryReadSession(session, DateTimeOffset.UnixEpoch, out _));
        Assert.True(twice.TryRead(once.Token("a", "q1", "ana"), out _), "The key between is alive.");
    }

    [Fact]
    public void The_running_host_has_both_keys_and_the_new_one_signs()
    {
        Secrets.Approvals(folder);
        Assert.Equal(0, Run());
        using var owned = DataFolder.Open(folder, drill: false);
        var keys = Secrets.Of(owned).Links;
        Assert.Equal(2, keys.Count);
        Assert.Equal(owned.Secret("links"), keys[0].Secret);
    }

    [Fact]
    public void While_a_host_runs_on_the_folder_nothing_is_changed_and_it_says_what_to_do()
    {
        using var running = DataFolder.Open(folder, drill: false);
        var key = running.Secret("links");
        Assert.Equal(1, Run());
        Assert.Contains("Stop it first", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(key, Assert.Single(DataFolder.ReadOrMakeSecrets(folder, "links")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_made()
    {
        var missing = Path.Combine(folder, "missing");
        Assert.Equal(1, Run(missing));
        Assert.False(Directory.Exists(missing));
    }

    int Run(string? data = null) => RotateKeyCommand.Create().Parse(["--data", data ?? folder]).Invoke(new InvocationConfiguration { Output = output, Error = output });
}
