using Incidents.Desk;

namespace Incidents.Web.Console;

/// <summary>Where a delivery stands, in words.</summary>
static class ToldWords
{
    /// <summary>In one or two words.</summary>
    public static string State(ToldDelivery d) => d.State switch
    {
        ToldState.Planned => "planned",
        ToldState.Attempting => "being sent",
        ToldState.Waiting => "tried again",
        ToldState.Delivered => "delivered",
        ToldState.Unknown => "not known",
        ToldState.Refused => "refused",
        ToldState.GivenUp => "given up",
        ToldState.NotNeeded => "not needed",
        ToldState.MarkedAsDone => "marked as done",
        _ => "sent again",
    };

    /// <summary>The chip's colour.</summary>
    public static string Tone(ToldDelivery d) => d.State switch
    {
        ToldState.Delivered or ToldState.MarkedAsDone => "good",
        ToldState.Refused or ToldState.GivenUp => "Critical",
        ToldState.Unknown => d.NextAt is null ? "Critical" : "Major",
        ToldState.Waiting => "Major",
        _ => "quiet",
    };

    /// <summary>In a sentence or two.</summary>
    public static string Of(ToldDelivery d, Func<DateTimeOffset, string> time) => d switch
    {
        { State: ToldState.Planned } => "Not tried yet.",
        { State: ToldState.Attempting } => $"An attempt began at {At(d.LastAt, time)}.",
        { State: ToldState.Waiting } => $"Tried {Times(d)} since {At(d.FirstAt, time)}, again at {At(d.NextAt, time)}. {d.Detail}",
        { State: ToldState.Delivered } => $"At {At(d.LastAt, time)}{(d.Attempts > 1 ? $", the {Ordinal(d.Attempts)} attempt" : "")}.{(d.Detail is null ? "" : $" Reference: {d.Detail}")}",
        { State: ToldState.Unknown, NextAt: { } next } => $"It may have arrived; the provider is asked at {time(next)}. {d.Detail}",
        { State: ToldState.Unknown } => $"It may have arrived, and nobody can tell: look there, then send it again or mark it as done. {d.Detail}",
        { State: ToldState.Refused } => $"Refused at {At(d.LastAt, time)}. {d.Detail}",
        { State: ToldState.GivenUp } => $"Given up at {At(d.LastAt, time)}. {d.Detail}",
        { State: ToldState.NotNeeded } => $"Not sent. {d.Detail}",
        _ => d.Detail ?? "",
    };

    static string At(DateTimeOffset? at, Func<DateTimeOffset, string> time) => at is { } known ? time(known) : "an unknown time";

    static string Times(ToldDelivery d) => d.Attempts == 1 ? "once" : $"{d.Attempts} times";

    static string Ordinal(int n) => n switch { 2 => "second", 3 => "third", _ => $"{n}th" };
}
