using System.ComponentModel.DataAnnotations;

namespace Incidents;

/// <summary>The plan's thresholds. Each has a default and a range; durations go down to one second so that a rehearsal need not take a day.</summary>
public sealed record PlanTimes
{
    const string Second = "00:00:01";
    const string Day = "1.00:00:00";
    const string Month = "31.00:00:00";

    /// <summary>An incident has lasted longer than this. Default 15 minutes; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>An incident affects at least so many users. Default 5; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MinUsers { get; init; } = 5;

    /// <summary>How long on-call has to say how many users are affected before silence declares. Default 5 minutes; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), Second, "01:00:00")]
    public TimeSpan CountUsersWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a called person has before the next one is called. Default 5 minutes; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), Second, "01:00:00")]
    public TimeSpan CallWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a link in a mail can be used. Default 1 hour; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long after the delivery of its request an unedited "investigating" notice goes out by itself. Default: never (null); 1 second to 1 day.
    /// Works only when the template names who approved it.
    /// </summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan? SilentInvestigating { get; init; }

    /// <summary>A step that waits for its team is brought to mind again after this. Default 15 minutes; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan Reminder { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The next public update is promised within this when Critical. Default 20 minutes; 1 second to 20 minutes.</summary>
    [Range(typeof(TimeSpan), Second, "00:20:00")]
    public TimeSpan CadenceCritical { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The same when Major. Default 30 minutes; 1 second to 30 minutes.</summary>
    [Range(typeof(TimeSpan), Second, "00:30:00")]
    public TimeSpan CadenceMajor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The same when Minor. Default 2 hours; 1 second to 2 hours.</summary>
    [Range(typeof(TimeSpan), Second, "02:00:00")]
    public TimeSpan CadenceMinor { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Out of hours, a Major incident not contained within this calls a manager. Default 15 minutes; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan ContainMajor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>An alert so soon after the resolution proposes a relapse. Default 30 minutes; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan RelapseWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Alerts that never resolve are asked about after this. Default 24 hours; 1 second to 31 days.</summary>
    [Range(typeof(TimeSpan), Second, Month)]
    public TimeSpan StillFiring { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The internal post-mortem is held within this after the resolution. Default 24 hours; 1 second to 31 days.</summary>
    [Range(typeof(TimeSpan), Second, Month)]
    public TimeSpan PostmortemWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The post-mortem is not booked sooner after the resolution than this, so that people can rest. Default 2 hours; 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), Second, Day)]
    public TimeSpan PostmortemRest { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long the post-mortem takes in calendars. Default 1 hour; 1 second to 8 hours.</summary>
    [Range(typeof(TimeSpan), Second, "08:00:00")]
    public TimeSpan PostmortemLength { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Follow-up that is overdue is chased this often. Default 1 day; 1 second to 31 days.</summary>
    [Range(typeof(TimeSpan), Second, Month)]
    public TimeSpan Chase { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The authority is notified of a breach within this after becoming aware (GDPR article 33(1)). Default 72 hours; 1 second to 72 hours.</summary>
    [Range(typeof(TimeSpan), Second, "3.00:00:00")]
    public TimeSpan NotifyAuthority { get; init; } = TimeSpan.FromHours(72);

    /// <summary>A strike later than its deadline by more than this means that the system was down; silence then starts again. Default 2 minutes; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), Second, "01:00:00")]
    public TimeSpan Outage { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How soon the next public update is promised.</summary>
    public TimeSpan Cadence(Severity severity) => severity switch
    {
        Severity.Critical => CadenceCritical,
        Severity.Major => CadenceMajor,
        _ => CadenceMinor,
    };
}
