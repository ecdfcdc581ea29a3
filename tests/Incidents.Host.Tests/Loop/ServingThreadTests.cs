using Incidents.Host.Loop;

namespace Incidents.Host.Tests.Loop;

public sealed class ServingThreadTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_awaited_there_goes_on_there()
    {
        using var thread = new ServingThread();
        var names = new TaskCompletionSource<string?[]>();
        thread.Begin(async () =>
        {
            var before = Thread.CurrentThread.Name;
            await Task.Run(() => { }, Ct);
            names.SetResult([before, Thread.CurrentThread.Name]);
        });
        Assert.Equal(["serving", "serving"], await names.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public async Task It_gives_way_to_requests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Priorities are the runtime's own elsewhere.");
        using var thread = new ServingThread();
        var nice = new TaskCompletionSource<string>();
        thread.Begin(() => Tell(nice));
        Assert.Equal("5", await nice.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public void What_comes_after_the_end_is_left_to_the_next_start()
    {
        var thread = new ServingThread();
        thread.Dispose();
        thread.Begin(() => throw new InvalidOperationException("It must not run."));
    }

    // The 19th value of the thread's state, of which the second is its name.
    static async Task Tell(TaskCompletionSource<string> nice) =>
        nice.SetResult((await File.ReadAllTextAsync("/proc/thread-self/stat", Ct)).Split(") ")[1].Split(' ')[16]);
}
