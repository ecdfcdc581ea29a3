using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Incidents.Adapters.Log.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>The contract of every log, on a real Azurite; each test has tables of its own.</summary>
public sealed class TableIncidentLogTests(Azurite azurite) : IncidentLogContract, IAsyncLifetime
{
    TableIncidentLog? log;

    protected override IIncidentLog Log => log!;

    public async ValueTask InitializeAsync()
    {
        var connection = await azurite.ConnectionStringAsync();
        var name = $"t{Guid.NewGuid():N}";
        log = new TableIncidentLog(new TableServiceClient(connection), new BlobContainerClient(connection, name), TimeProvider.System, name);
        await log.InitializeAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
