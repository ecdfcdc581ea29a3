namespace Incidents.Desk.Tests;

/// <summary>Everything that is stored comes back with every member.</summary>
public class RoundTripTests
{
    [Fact]
    public void Every_signal_comes_back() => Assert.All(Samples.Signals, ComesBack);

    [Fact]
    public void Every_event_comes_back() => Assert.All(Samples.Events, ComesBack);

    [Fact]
    public void Every_effect_comes_back() => Assert.All(Samples.Effects, ComesBack);

    [Fact]
    public void Heads_and_ledger_entries_come_back()
    {
        ComesBack(Samples.One<IncidentHead>());
        ComesBack(Samples.One<LedgerEntry>());
        ComesBack(Samples.One<Advance>());
    }

    static void ComesBack<T>(T sample)
    {
        // A sample with a default in it would not show that the member is lost.
        Assert.All(sample!.GetType().GetProperties().Where(p => p.CanWrite), p =>
            Assert.False(Equals(p.GetValue(sample), p.PropertyType.IsValueType ? Activator.CreateInstance(p.PropertyType) : null), $"{sample.GetType().Name}.{p.Name} is its default."));
        var back = LogJson.Read<T>(LogJson.Write(sample));
        Assert.Equal(sample.GetType(), back!.GetType());
        Assert.Equivalent(sample, back, strict: true);
    }
}
