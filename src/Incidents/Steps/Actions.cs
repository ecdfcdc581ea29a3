using System.Globalization;

namespace Incidents.Steps;

/// <summary>Follow-up actions: they outlive the incident and are chased until closed.</summary>
static class Actions
{
    public static readonly PlanPart Part = new("Actions", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        AddAction s => Add(i, s, policy),
        ActionAdded e => Decision.Of(new Noted(e.At, null, $"{policy.Roster.NameOf(e.Owner)} was told of the action."),
            Team.Mail([e.Owner], Ask.Subject(i, "You own a follow-up action"), $"{e.What}\n\nDue: {policy.Time(e.Due)}. You are reminded from then on until it is closed.")),
        CloseAction s => Close(i, s),
        ClockStruck s => i.Actions.Where(a => a.ChaseAt <= s.At).Aggregate(Decision.Nothing, (d, a) => d.And(new ActionChased(s.At, a.Id, s.At + policy.Times.Chase),
            Team.News([a.Owner], Ask.Subject(i, "A follow-up action is due"), $"{a.What}\n\nIt was due on {policy.Time(a.Due)}. Close it in the console when it is done or dropped."))),
        _ => Decision.Nothing,
    };

    static Decision Add(Incident i, AddAction s, PlanPolicy policy) => i switch
    {
        { DeclaredAt: null } => Decision.Refuse("Actions belong to an incident; this is none yet."),
        { IsOver: true } => Decision.Refuse("The incident is closed; its list of actions is complete."),
        _ when string.IsNullOrWhiteSpace(s.What) => Decision.Refuse("Please say what is to be done."),
        _ when policy.Roster.Find(s.Owner) is null => Decision.Refuse($"Nobody with the id \"{s.Owner}\" is on the roster, so nobody could be reminded."),
        _ when i.Actions.Any(a => a.ClosedAt is null && a.What == s.What.Trim() && a.Owner == s.Owner) => Decision.Nothing,
        _ when s.Due <= s.At => Decision.Refuse("The date has passed. Give a date to come."),
        _ => Decision.Of(new ActionAdded(s.At, s.By, string.Create(CultureInfo.InvariantCulture, $"a{i.Actions.Count + 1}"), s.What.Trim(), s.Owner, s.Due)),
    };

    static Decision Close(Incident i, CloseAction s) => i.Actions.Find(a => a.Id.Equals(s.ActionId.Trim(), StringComparison.OrdinalIgnoreCase)) switch
    {
        null => Decision.Refuse($"There is no action \"{s.ActionId}\". Open are: {(i.Actions.Any(a => a.ClosedAt is null) ? string.Join(", ", i.Actions.Where(a => a.ClosedAt is null).Select(a => $"{a.Id} ({a.What})")) : "none")}."),
        { ClosedAt: not null } => Decision.Nothing,
        _ when string.IsNullOrWhiteSpace(s.Outcome) => Decision.Refuse("Please say how it ended."),
        { Id: var id } => Decision.Of(new ActionClosed(s.At, s.By, id, s.Outcome.Trim())),
    };
}
