using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>One thing that was said about an incident or about planned work, as a list shows it.</summary>
/// <param name="Number">What a link to it names.</param>
/// <param name="At">In UTC.</param>
/// <param name="Tone">Class and icon.</param>
/// <param name="Word">The state that it announces.</param>
/// <param name="Text">Clean text.</param>
sealed record Said(int Number, DateTimeOffset At, string Tone, string Word, string Text)
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<Said> Of(PublicIncident incident, Texts texts) =>
        [.. incident.Updates.Reverse().Select(update => new Said(update.Number, update.At, Model.Tone.Of(update.State), texts.StateWord(update.State), update.Text))];

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<Said> Of(PublicMaintenance maintenance, Texts texts) =>
        [.. maintenance.Updates.Reverse().Select(update => new Said(update.Number, update.At, Model.Tone.Of(update.State), texts.MaintenanceWord(update.State), update.Text))];
}
