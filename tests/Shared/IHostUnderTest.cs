namespace Incidents.Testing;

/// <summary>A host as people and monitoring meet it: over HTTP, and by the mail that it sends.</summary>
public interface IHostUnderTest : IAsyncDisposable
{
    /// <summary>Where it is reached; ends with a slash.</summary>
    Uri Address { get; }

    /// <summary>Where its status page is reached; ends with a slash.</summary>
    Uri StatusAddress { get; }

    /// <summary>The mails that it sent.</summary>
    Letters Mail { get; }

    /// <summary>From which every key of the suite is made.</summary>
    ScenarioKey Key { get; }

    /// <summary>True where the suite owns the process and may kill it.</summary>
    bool IsOwned { get; }

    /// <summary>kill -9 of the process and of all that it started; returns once they are dead.</summary>
    Task KillAsync();

    /// <summary>Starts it again on the same data; returns once it says that it is ready.</summary>
    Task StartAsync();
}
