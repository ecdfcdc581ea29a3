using Incidents.Public;

namespace Incidents.StatusPage.Wording;

/// <summary>Every word that the page itself says, in one language.</summary>
sealed record Texts
{
    /// <summary>BCP 47 tag for the <c>lang</c> attribute.</summary>
    public required string Tag { get; init; }

    /// <summary>True when it reads from right to left: the page is laid out so, and time runs so in its pictures.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>Between a day and an hour.</summary>
    public string Comma { get; init; } = ",";

    /// <summary>Short words for days, hours and minutes.</summary>
    public (string Days, string Hours, string Minutes) Units { get; init; } = ("d", "h", "min");

    public required Func<string, string> StatusOf { get; init; }
    public required Func<string, string> FeedTitle { get; init; }
    public required string[] Months { get; init; }
    public required string[] ShortMonths { get; init; }
    public required Func<string, int, string> MonthOfYear { get; init; }

    /// <summary>The zone's name follows, and a full stop.</summary>
    public required string TimesIn { get; init; }

    /// <summary>In that sentence when a script has put every time into the reader's zone; the zone's name follows in brackets.</summary>
    public required string YourZone { get; init; }
    public required string LastChange { get; init; }

    public required string SkipToContent { get; init; }
    public required string CurrentStatus { get; init; }
    public required string History { get; init; }
    public required string Feed { get; init; }

    public required string AllGood { get; init; }
    public required Func<Impact, string> OneInProgress { get; init; }
    public required Func<Impact, string, string> OneAffects { get; init; }
    public required Func<int, string> ManyInProgress { get; init; }
    public required Func<int, string, string> ManyAffect { get; init; }
    public required string FixInPlace { get; init; }
    public required Func<string, string> FixInPlaceFor { get; init; }

    /// <summary>Below the sentence: whose fault it is, said outright.</summary>
    public required string NothingKnown { get; init; }
    public required string OnOurSide { get; init; }
    public required string And { get; init; }
    public required Func<int, string> Others { get; init; }

    public required string Services { get; init; }
    public required Func<ServiceStatus, string> StatusWord { get; init; }

    /// <summary>A percentage with two decimals, as the language writes it.</summary>
    public required Func<decimal, string> Percent { get; init; }
    public required string UptimeOf90Days { get; init; }
    public required string NoTroubleIn90Days { get; init; }
    public required string NotYetCounted { get; init; }

    /// <summary>Opens the list of a strip's days on which something happened, planned work included.</summary>
    public required Func<int, string> DaysInDetail { get; init; }

    /// <summary>Where strips begin and end.</summary>
    public required string NinetyDaysAgo { get; init; }
    public required string Today { get; init; }

    /// <summary>What bars and figures mean.</summary>
    public required string HowToReadTheBars { get; init; }

    public required string Maintenance { get; init; }
    public required string PlannedMaintenance { get; init; }
    public required string MaintenanceNow { get; init; }
    public required Func<string, string> MaintenanceNowOn { get; init; }

    /// <summary>Below that sentence: nothing is broken.</summary>
    public required string AsAnnounced { get; init; }

    /// <summary>Planned work goes on after its end.</summary>
    public required string LongerThanPlanned { get; init; }
    public required string Cancelled { get; init; }
    public required string Begins { get; init; }
    public required string Ends { get; init; }
    public required string Month { get; init; }
    public required string Calendar { get; init; }
    public required string RssFeed { get; init; }

    public required string ActiveIncidents { get; init; }
    public required string RecentIncidents { get; init; }
    public required string NoIncidents { get; init; }

    /// <summary>For the list below an active incident, which "none" would deny.</summary>
    public required string NoEarlierIncidents { get; init; }

    /// <summary>On a history that has nothing yet; what happens today would not be in it.</summary>
    public required string NothingBeforeToday { get; init; }
    public required string AllIncidents { get; init; }

    /// <summary>On the history, which begins with yesterday.</summary>
    public required string TodayIsOnTheFrontPage { get; init; }
    public required Func<Impact, string> ImpactWord { get; init; }
    public required Func<PublicState, string> StateWord { get; init; }
    public required Func<MaintenanceState, string> MaintenanceWord { get; init; }
    public required string Progress { get; init; }
    public required string NextUpdateBy { get; init; }
    public required string NoUpdatesYet { get; init; }
    public required string Updates { get; init; }
    public required Func<int, string> EarlierUpdates { get; init; }
    public required string Timeline { get; init; }

    /// <summary>The time between the beginning and the first notice.</summary>
    public required string Unannounced { get; init; }
    public required string Ongoing { get; init; }
    public required string Impact { get; init; }
    public required string Affected { get; init; }
    public required string Started { get; init; }
    public required string Resolved { get; init; }
    public required string Duration { get; init; }

    public required string PostMortem { get; init; }
    public required string ReadPostMortem { get; init; }
    public required Func<int, string> Revision { get; init; }
    public required string EarlierRevisions { get; init; }

    public required string NotFound { get; init; }
    public required string NotFoundHelp { get; init; }

    /// <summary>The one word that nobody may overlook on a drill's page.</summary>
    public required string Exercise { get; init; }

    public required string ExerciseHelp { get; init; }

    /// <summary>The texts of a language; English for one that is not spoken here.</summary>
    public static Texts For(string language) => language switch
    {
        "pt" => Portuguese.Texts,
        "es" => Spanish.Texts,
        "ar" => Arabic.Texts,
        _ => English.Texts,
    };
}
