using System.ComponentModel.DataAnnotations;

namespace Incidents.Hosting.Configuration;

/// <summary>When the company works.</summary>
public sealed record HoursSection
{
    /// <summary>The working days. Default: monday to friday.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>When work begins on the wall clock. Default 09:00; 00:00 to 24:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Opens { get; init; } = TimeSpan.FromHours(9);

    /// <summary>When work ends, later than opens. Default 18:00; 00:00 to 24:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Closes { get; init; } = TimeSpan.FromHours(18);

    /// <summary>Days without work, such as 2026-12-25. Default: none.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];
}

/// <summary>Somebody who responds to incidents.</summary>
public sealed record PersonEntry
{
    /// <summary>Short and stable, such as ana: small letters, digits, hyphens; at most 32. Records name people by it. Required.</summary>
    public required string Id { get; init; }

    /// <summary>As shown to colleagues. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Where mails go. Required.</summary>
    public required string Mail { get; init; }

    /// <summary>The person's ntfy topic; whoever knows it can read the pushes, so choose one that nobody guesses. Default: none, so that nothing wakes this person.</summary>
    public string? Push { get; init; }

    /// <summary>How the person is woken, in this order, after the topic of push where there is one. Default: none.</summary>
    public IReadOnlyList<WayEntry> Ways { get; init; } = [];

    /// <summary>What the person may be: onCall, manager, technicalContact, supportContact, dataProtectionOfficer. Default: none.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>Keys with which the person's tools may call the JSON API, each a SHA-256 hash (sha256:...) or an environment variable (env:NAME). Default: none.</summary>
    public IReadOnlyList<Secret> ApiKeys { get; init; } = [];
}

/// <summary>Who is on call when.</summary>
public sealed record RotationSection
{
    /// <summary>Ids of people in turn order. Required.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>When the first person's first turn begins, on the company's wall clock without an offset, such as 2026-01-05T09:00. Required.</summary>
    public required DateTime Start { get; init; }

    /// <summary>Length of a turn in days. Default 7; 1 to 366.</summary>
    [Range(1, 366)]
    public int DaysPerTurn { get; init; } = 7;

    /// <summary>How long before a turn the contacts of whoever goes on call are tested, in working hours where there are any until then. Default 1.00:00:00; at most 7 days; 00:00:00 tests nobody.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan TestBefore { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Who stands in when; the last that fits wins. Default: none.</summary>
    public IReadOnlyList<OverrideEntry> Overrides { get; init; } = [];
}

/// <summary>Somebody stands in for the rotation.</summary>
public sealed record OverrideEntry
{
    /// <summary>The first moment, with an offset, such as 2026-08-03T09:00:00+01:00. Required.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first moment after it. Required.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The id of the person on call then. Required.</summary>
    public required string Person { get; init; }
}

/// <summary>A service that users know.</summary>
public sealed record ServiceEntry
{
    /// <summary>As alerts name it: small letters, digits, hyphens, dots and underscores. Required.</summary>
    public required string Id { get; init; }

    /// <summary>As users know it. Required.</summary>
    public required string Name { get; init; }

    /// <summary>What it does for users, in one line for the status page. Default: nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The group under which the status page lists it, as users read it. Default: none, so that it stands alone.</summary>
    public string? Group { get; init; }

    /// <summary>The first day that counts in its uptime, such as 2026-03-01. Default: every day of the last 90 counts.</summary>
    public DateOnly? Since { get; init; }
}
