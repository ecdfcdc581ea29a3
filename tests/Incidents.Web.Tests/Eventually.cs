namespace Incidents.Web.Tests;

/// <summary>The work after an answer has no signal of its own here; what it leaves behind has.</summary>
static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
