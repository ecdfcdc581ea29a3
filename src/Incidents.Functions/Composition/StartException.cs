namespace Incidents.Functions.Composition;

/// <summary>The app cannot start as it is configured; the message says what to change.</summary>
public sealed class StartException : Exception
{
    /// <summary>With what to change.</summary>
    public StartException(string message) : base(message) { }

    /// <summary>With what to change, and the cause.</summary>
    public StartException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without a word.</summary>
    public StartException() { }
}
