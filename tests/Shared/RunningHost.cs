namespace Incidents.Testing;

/// <summary>A host that runs already, here or deployed; the suite neither configures nor stops it.</summary>
/// <param name="address">Where it is reached.</param>
/// <param name="statusAddress">Where its status page is reached.</param>
/// <param name="mail">The mails that it sends.</param>
/// <param name="key">The secret whose hashes its configuration holds.</param>
public sealed class RunningHost(Uri address, Uri statusAddress, Letters mail, ScenarioKey key) : IHostUnderTest
{
    /// <inheritdoc/>
    public Uri Address => address;

    /// <inheritdoc/>
    public Uri StatusAddress => statusAddress;

    /// <inheritdoc/>
    public Letters Mail => mail;

    /// <inheritdoc/>
    public ScenarioKey Key => key;

    /// <inheritdoc/>
    public bool IsOwned => false;

    /// <inheritdoc/>
    public Task KillAsync() => throw new InvalidOperationException("The suite kills only hosts that it started.");

    /// <inheritdoc/>
    public Task StartAsync() => throw new InvalidOperationException("The suite starts only hosts of its own.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        (mail as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
