using System.Text.Json;
using System.Text.Json.Serialization;

namespace Incidents.Host.Drill;

/// <summary>A rehearsal as a file in <c>samples/scenarios</c> tells it: what happens, who says what, and what must have come of it.</summary>
/// <param name="Title">One line for the display.</param>
/// <param name="StartsAt">What the rehearsal's clock shows at the beginning, in UTC.</param>
/// <param name="Acts">What happens, in order.</param>
/// <param name="Steps">What must have become of each step.</param>
/// <param name="Phase">Where the incident must stand at the end.</param>
/// <param name="StatusPage">What the status page must say at the end, and what it must not.</param>
public sealed record Scenario(string Title, DateTimeOffset StartsAt, IReadOnlyList<Act> Acts, IReadOnlyList<PlannedStep> Steps, Phase Phase, ExpectedPage StatusPage)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads a scenario; comments and trailing commas are allowed.</summary>
    /// <exception cref="JsonException">It is no scenario; the message says where and why.</exception>
    public static Scenario Read(string json) => JsonSerializer.Deserialize<Scenario>(json, Options) ?? throw new JsonException("The scenario is empty.");
}

/// <summary>What must have become of a step.</summary>
/// <param name="Step">0 to 9.</param>
/// <param name="Name">As the plan calls it.</param>
/// <param name="Within">How long after the detection the plan wants it settled.</param>
/// <param name="Outcome">Done, or left out because the plan leaves it out here.</param>
public sealed record PlannedStep(int Step, string Name, TimeSpan Within, StepOutcome Outcome = StepOutcome.Done);

/// <summary>What can become of a step.</summary>
public enum StepOutcome
{
    /// <summary>Nothing yet.</summary>
    Waiting,

    /// <summary>Settled.</summary>
    Done,

    /// <summary>The plan leaves it out, for example what speaks to the public when the public was never told.</summary>
    Skipped,
}

/// <summary>What a page must and must not say.</summary>
public sealed record ExpectedPage(IReadOnlyList<string> Says, IReadOnlyList<string> SaysNot);

/// <summary>Something that happens in a rehearsal.</summary>
/// <param name="After">How much time passes before it, at least. Waiting for a mail may take longer.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(PostAlert), "alert")]
[JsonDerivedType(typeof(AnswerMail), "answer")]
[JsonDerivedType(typeof(SendSignal), "signal")]
[JsonDerivedType(typeof(LookAtPage), "look")]
[JsonDerivedType(typeof(Wait), "advance")]
public abstract record Act(TimeSpan After = default);

/// <summary>A monitoring system sends a payload, such as Alertmanager's. <c>{{now}}</c> in it becomes the rehearsal's time.</summary>
/// <param name="Source">Where it goes: <c>/api/alerts/{source}</c>.</param>
/// <param name="File">The payload, relative to the samples folder.</param>
/// <param name="After">How much time passes before it.</param>
/// <param name="StartedAgo">How long before it the trouble began: <c>{{started}}</c>.</param>
public sealed record PostAlert(string Source, string File, TimeSpan After = default, TimeSpan StartedAgo = default) : Act(After);

/// <summary>A person opens the link in a mail and decides.</summary>
/// <param name="Mail">Words of the mail's subject; the newest mail not yet answered counts, and time passes until there is one.</param>
/// <param name="Choice">The answer's name.</param>
/// <param name="Note">The reason, where one is asked for.</param>
/// <param name="After">How much time passes before it.</param>
public sealed record AnswerMail(string Mail, string Choice, string? Note = null, TimeSpan After = default) : Act(After);

/// <summary>A signed-in person tells the plan something.</summary>
/// <param name="As">Who: an id of the roster, or a role, which means the first person who has it (on-call: whose turn it is).</param>
/// <param name="Name">The signal, such as <c>record-finding</c>.</param>
/// <param name="Body">Its members; a text <c>@role</c> becomes a person's id and <c>+1.00:00:00</c> a time from now.</param>
/// <param name="After">How much time passes before it.</param>
public sealed record SendSignal(string As, string Name, JsonElement Body, TimeSpan After = default) : Act(After);

/// <summary>Somebody looks at a public page; the rehearsal fails when it does not say what it should.</summary>
public sealed record LookAtPage(string Path, ExpectedPage Page, TimeSpan After = default) : Act(After);

/// <summary>Time passes, deadline by deadline.</summary>
public sealed record Wait(TimeSpan After) : Act(After);
