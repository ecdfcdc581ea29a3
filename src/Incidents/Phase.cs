namespace Incidents;

/// <summary>Where an incident stands.</summary>
public enum Phase
{
    /// <summary>Something was reported; whether it is an incident is not decided.</summary>
    Detecting,

    /// <summary>Declared; the cause is being looked for.</summary>
    Investigating,

    /// <summary>The scope is known, and the cause or that it is unknown.</summary>
    Identified,

    /// <summary>A fix is in place and being watched.</summary>
    Monitoring,

    /// <summary>Over for the users; the follow-up is on.</summary>
    Resolved,

    /// <summary>All steps are done. Actions may still be open.</summary>
    Closed,

    /// <summary>A false alarm, by a person's word.</summary>
    Dismissed,

    /// <summary>It ended by itself before it became an incident.</summary>
    NearMiss,
}

/// <summary>Which plan is followed.</summary>
public enum PlanKind
{
    /// <summary>All nine steps, led by an incident response manager.</summary>
    Full,

    /// <summary>Outside business hours: steps 0, 4 and 9 and the internal post, carried by the on-call engineer.</summary>
    Simplified,
}

/// <summary>What somebody is in an incident.</summary>
public enum Role
{
    /// <summary>Called first.</summary>
    OnCall,

    /// <summary>Incident response manager: owns the plan once accepted.</summary>
    Manager,

    /// <summary>Identifies and mitigates.</summary>
    TechnicalContact,

    /// <summary>Speaks for the users.</summary>
    SupportContact,

    /// <summary>Joins when a breach of data or security is suspected.</summary>
    DataProtectionOfficer,
}
