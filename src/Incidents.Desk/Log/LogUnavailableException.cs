namespace Incidents.Desk;

/// <summary>The log cannot be written now (a full disk, a lost connection). Nothing was changed; the same can be tried again.</summary>
public sealed class LogUnavailableException : Exception
{
    /// <summary>With a message for an operator.</summary>
    public LogUnavailableException(string message) : base(message) { }

    /// <summary>With a message for an operator and the cause.</summary>
    public LogUnavailableException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without a word.</summary>
    public LogUnavailableException() { }
}
