namespace Incidents.Public;

/// <summary>How far the response has come, in the four words that status pages agree on.</summary>
public enum PublicState
{
    /// <summary>Something is wrong and the cause is being looked for.</summary>
    Investigating,

    /// <summary>The cause or the scope is known and a remedy is in work.</summary>
    Identified,

    /// <summary>A fix is in place and its effect is being watched.</summary>
    Monitoring,

    /// <summary>The normal service is back.</summary>
    Resolved,
}
