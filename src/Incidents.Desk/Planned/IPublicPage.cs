namespace Incidents.Desk;

/// <summary>The status page, for what changes it without being an effect of an incident.</summary>
public interface IPublicPage
{
    /// <summary>Brings it up to what the public knows. Never throws: what cannot be written now is written by a later round, and operators are told when that takes longer than a minute.</summary>
    Task ShowAsync(CancellationToken ct);
}
