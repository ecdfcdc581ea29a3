using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Incidents.Host.Composition;

/// <summary>
/// The log on the console: one line for one entry, whatever its text or exception carries. The framework's own lets carriage returns and escape sequences through, by which a text forges
/// an entry or moves the cursor of whoever reads.
/// </summary>
sealed class LogLine() : ConsoleFormatter(nameof(LogLine))
{
    // The framework tells with its whole stack what the command then says in a sentence.
    const string Framework = "Microsoft.Extensions.Hosting.Internal.Host";
    const int StartFailed = 11;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry is { Category: Framework, EventId.Id: StartFailed })
        {
            return;
        }

        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var all = logEntry.Exception is { } exception ? $"{text} {exception}" : text;
        textWriter.WriteLine(SafeText.Line($"{Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {all}"));
    }

    // As the framework's formatters have them, for whoever searches a log.
    static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
