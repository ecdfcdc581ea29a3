namespace Incidents.Adapters.Site;

/// <summary>A file of the status page could not be written; what was published before is still there, whole.</summary>
public sealed class SiteWriteException : IOException
{
    /// <summary>With a message for the operator.</summary>
    public SiteWriteException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the operator and what the disk said.</summary>
    public SiteWriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without a message.</summary>
    public SiteWriteException()
    {
    }
}
