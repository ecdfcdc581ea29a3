using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Web;

namespace Incidents.Host.Composition;

/// <summary>Checks a large log beside the work, once after each start; the host is not ready while it is damaged.</summary>
/// <param name="path">The log's file.</param>
/// <param name="opened">Opened first: it brings an older file to today's version.</param>
sealed partial class LogCheck(string path, IIncidentLog opened, ILogger<LogCheck> logger) : BackgroundService, IReadinessCheck
{
    string? _damage;

    /// <inheritdoc/>
    public Task<string?> ProblemAsync(CancellationToken ct) => Task.FromResult(_damage);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ArgumentNullException.ThrowIfNull(opened);
        return new FileInfo(path).Length <= SqliteIncidentLog.CheckedAtOnce ? Task.CompletedTask
            : Task.Factory.StartNew(Check, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    void Check()
    {
        _damage = SqliteIncidentLog.Damage(path);
        if (_damage is { } damage)
        {
            LogDamaged(logger, damage);
        }
    }

    [LoggerMessage(3010, LogLevel.Critical, "{Damage}")]
    static partial void LogDamaged(ILogger logger, string damage);
}
