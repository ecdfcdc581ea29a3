using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Wording;

/// <summary>The page in English.</summary>
static class English
{
    public static readonly Texts Texts = new()
    {
        Tag = "en",
        StatusOf = company => $"{company} status",
        FeedTitle = company => $"{company} Status - Incident History",
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ShortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        MonthOfYear = (month, year) => $"{month} {year}",
        TimesIn = "Times are shown in",
        YourZone = "your time zone",
        LastChange = "Last change",

        SkipToContent = "Skip to the content",
        CurrentStatus = "Current status",
        History = "History",
        Feed = "Atom feed",

        AllGood = "All services are operating normally",
        OneInProgress = impact => $"A {Adjective(impact)} incident is in progress",
        OneAffects = (impact, services) => $"A {Adjective(impact)} incident is affecting {services}",
        ManyInProgress = count => $"{count} incidents are in progress",
        ManyAffect = (count, services) => $"{count} incidents are affecting {services}",
        FixInPlace = "A fix is in place and we are watching the result",
        FixInPlaceFor = services => $"A fix is in place for {services} and we are watching the result",
        NothingKnown = "We know of no problem on our side.",
        OnOurSide = "The problem is on our side, and we are working on it.",
        And = "and",
        Others = count => $"{count} more services",

        Services = "Services",
        StatusWord = status => status switch
        {
            ServiceStatus.Operational => "Operational",
            ServiceStatus.UnderMaintenance => "Under maintenance",
            ServiceStatus.DegradedPerformance => "Degraded",
            ServiceStatus.PartialOutage => "Partial outage",
            _ => "Major outage",
        },
        Percent = figure => string.Create(CultureInfo.InvariantCulture, $"{figure:0.00}%"),
        UptimeOf90Days = "Uptime in the last 90 days",
        NoTroubleIn90Days = "no day with a problem",
        NotYetCounted = "not counted yet",
        DaysInDetail = count => $"Details ({count})",
        NinetyDaysAgo = "90 days ago",
        Today = "Today",
        HowToReadTheBars = "Each bar is a day of the last 90, today at the end; a tall one had a problem. In the figure a major outage counts whole and a partial one 30%.",

        Maintenance = "Maintenance",
        PlannedMaintenance = "Planned maintenance",
        MaintenanceNow = "Planned maintenance is under way",
        MaintenanceNowOn = services => $"Planned maintenance is under way on {services}",
        AsAnnounced = "This work was announced. Parts of the service may be unavailable until it is done.",
        LongerThanPlanned = "This takes longer than planned.",
        Cancelled = "Cancelled",
        Begins = "Begins",
        Ends = "Ends",
        Month = "Month",
        Calendar = "Calendar",
        RssFeed = "RSS feed",

        ActiveIncidents = "What is happening now",
        RecentIncidents = "Recent incidents",
        NoIncidents = "No incidents have been reported.",
        NoEarlierIncidents = "There are no earlier incidents.",
        NothingBeforeToday = "Nothing happened before today.",
        AllIncidents = "All incidents",
        TodayIsOnTheFrontPage = "What happens today is on the front page",
        ImpactWord = impact => impact switch
        {
            Public.Impact.Minor => "Minor",
            Public.Impact.Major => "Major",
            _ => "Critical",
        },
        StateWord = state => state switch
        {
            PublicState.Investigating => "Investigating",
            PublicState.Identified => "Identified",
            PublicState.Monitoring => "Monitoring",
            _ => "Resolved",
        },
        MaintenanceWord = state => state switch
        {
            MaintenanceState.Scheduled => "Scheduled",
            MaintenanceState.InProgress => "In progress",
            MaintenanceState.Verifying => "Verifying",
            _ => "Completed",
        },
        Progress = "Progress",
        NextUpdateBy = "Next update by",
        NoUpdatesYet = "The first update follows shortly.",
        Updates = "Updates",
        EarlierUpdates = count => count == 1 ? "1 earlier update" : $"{count} earlier updates",
        Timeline = "How it went",
        Unannounced = "Before our first notice",
        Ongoing = "so far",
        Impact = "Impact",
        Affected = "Affected",
        Started = "Started",
        Resolved = "Resolved",
        Duration = "Duration",

        PostMortem = "Post-mortem",
        ReadPostMortem = "Read the post-mortem",
        Revision = number => $"Revision {number}",
        EarlierRevisions = "Earlier revisions",

        NotFound = "This page does not exist",
        NotFoundHelp = "The address may be mistyped or out of date.",
        Exercise = "EXERCISE",
        ExerciseHelp = "This is a rehearsal. Nothing on this page is really happening.",
    };

    static string Adjective(Impact impact) => impact switch
    {
        Impact.Minor => "minor",
        Impact.Major => "major",
        _ => "critical",
    };
}
