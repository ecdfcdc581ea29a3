using Incidents.Adapters.Log;
using Incidents.Web;

namespace Incidents.Host.Composition;

/// <summary>Checks a large log beside the work, once after each start; the host is not ready while it is damaged.</summary>
sealed partial class LogCheck(SqliteIncidentLog log, ILogger<LogCheck> logger) : BackgroundService, IReadinessCheck
{
    string? _damage;

    /// <inheritdoc/>
    public Task<string?> ProblemAsync(CancellationToken ct) => Task.FromResult(_damage);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => log.WasChecked ? Task.CompletedTask
        : Task.Factory.StartNew(Check, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Check()
    {
        _damage = SqliteIncidentLog.Damage(log.Path);
        if (_damage is { } damage)
        {
            LogDamaged(logger, damage);
        }
    }

    [LoggerMessage(3010, LogLevel.Critical, "{Damage}")]
    static partial void LogDamaged(ILogger logger, string damage);
}
