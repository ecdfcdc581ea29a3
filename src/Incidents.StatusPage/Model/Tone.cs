using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>Class names that colour a part of the page, and the icon whose shape says the same without colour.</summary>
static class Tone
{
    public const string Good = "good";

    /// <summary>For an impact, or for the lack of one.</summary>
    public static string Of(Impact? impact) => impact switch
    {
        null => Good,
        Impact.Minor => "minor",
        Impact.Major => "major",
        _ => "critical",
    };

    /// <summary>For a state of the response.</summary>
    public static string Of(PublicState state) => state switch
    {
        PublicState.Investigating => "investigating",
        PublicState.Identified => "identified",
        PublicState.Monitoring => "monitoring",
        _ => "resolved",
    };
}
