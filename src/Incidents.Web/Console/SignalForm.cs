namespace Incidents.Web.Console;

/// <summary>How a field is typed.</summary>
enum FieldKind
{
    Line,
    Text,
    Number,
    Check,
    Choice,
    Person,
    Time,
}

/// <summary>One field of a form; its name is the signal's own.</summary>
sealed record FormField(string Name, string Label, FieldKind Kind = FieldKind.Text, bool Required = true, string? Help = null, IReadOnlyList<(string Value, string Label)>? Choices = null,
    Func<Incident, string?>? Now = null, Func<Incident, IEnumerable<(string Value, string Label)>>? From = null)
{
    /// <summary>What there is to choose from, which may depend on the incident.</summary>
    public IReadOnlyList<(string Value, string Label)> ChoicesOf(Incident incident) => From is null ? Choices ?? [] : [.. From(incident)];
}

/// <summary>A form for one signal.</summary>
/// <param name="Signal">The signal's name in storage and in the API.</param>
/// <param name="Title">What the button says.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Offered">Whether it makes sense now for a person. The plan still has the last word.</param>
/// <param name="Fields">What it asks for.</param>
sealed record SignalForm(string Signal, string Title, string Help, Func<Incident, string, PlanPolicy, bool> Offered, params IReadOnlyList<FormField> Fields);
