namespace Incidents.Adapters.Channels.Providers;

/// <summary>What may be asked of a provider, and how long it is believed in.</summary>
/// <param name="Name">As a sentence begins with it.</param>
/// <param name="Timeout">How long one attempt may take; less than 30 seconds, which is what the desk allows.</param>
/// <param name="Rate">How often it may be asked; null: it documents none.</param>
/// <param name="BreakAfter">After so many failures within <see cref="Window"/>, and nothing but failures, it is left alone for a while; at least 2.</param>
/// <param name="Break">For how long it is left alone.</param>
/// <param name="Source">Where the limits are documented.</param>
public sealed record Provider(string Name, TimeSpan Timeout, Rate? Rate, int BreakAfter, TimeSpan Break, string Source)
{
    /// <summary>Failures further back say nothing about now.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>A provider that asks to be left alone for longer than this is asked again after it: one wrong header must not silence a channel for a day.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
}

/// <summary>How often a provider may be asked: a bucket of tokens.</summary>
/// <param name="Burst">How many requests at once.</param>
/// <param name="Every">After this time <paramref name="Refill"/> more may follow.</param>
/// <param name="Refill">How many more; at least 1.</param>
public sealed record Rate(int Burst, TimeSpan Every, int Refill = 1);
