namespace Incidents.Adapters.Log;

/// <summary>The data folder cannot be used; the message says why and what to do. Nothing in it was changed.</summary>
public sealed class DataFolderException : Exception
{
    /// <summary>With a message for an operator.</summary>
    public DataFolderException(string message) : base(message) { }

    /// <summary>With a message for an operator and the cause.</summary>
    public DataFolderException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without a word.</summary>
    public DataFolderException() { }
}
