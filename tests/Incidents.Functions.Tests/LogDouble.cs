using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Tests;

/// <summary>Keeps the ids of what was logged.</summary>
sealed class LogDouble<T> : ILogger<T>
{
    public ConcurrentQueue<int> Ids { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Ids.Enqueue(eventId.Id);
}
