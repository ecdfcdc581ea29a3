using Incidents.Desk;

namespace Incidents.Web.Console;

/// <summary>Whether somebody would be woken, in a word and its colour.</summary>
static class ContactWords
{
    /// <summary>Of one person.</summary>
    public static (string Word, string Tone) Of(ContactReport report) => report switch
    {
        { Ways.Count: 0 } => ("nothing wakes them", "Critical"),
        { Tested: null } => ("not tested", "Major"),
        { Tested.Wakes: true } => ("would be woken", "good"),
        _ => ("would not be woken", "Critical"),
    };
}
