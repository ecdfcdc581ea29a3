using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Incidents.Adapters.Log.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>The contract of every record store, on a real Azurite; each test has tables of its own.</summary>
public sealed class TableRecordTests(Azurite azurite) : RecordStoreContract, IAsyncLifetime
{
    TableIncidentLog? log;

    protected override IRecordStore Store => log!;

    public async ValueTask InitializeAsync()
    {
        var connection = await azurite.ConnectionStringAsync();
        var name = $"t{Guid.NewGuid():N}";
        log = new TableIncidentLog(new TableServiceClient(connection), new BlobContainerClient(connection, name), TimeProvider.System, name);
        await log.InitializeAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
