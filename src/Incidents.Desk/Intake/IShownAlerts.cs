namespace Incidents.Desk;

/// <summary>What a source's own monitoring shows.</summary>
/// <param name="Body">As it answered; null when it could not be asked.</param>
/// <param name="Problem">Why it could not be asked, in words for an operator and without a secret.</param>
public sealed record Shown(ReadOnlyMemory<byte>? Body, string? Problem);

/// <summary>Asks the Alertmanager of a source which alerts it shows; makes one attempt.</summary>
public interface IShownAlerts
{
    /// <summary>Asks. Every failure is a <see cref="Shown.Problem"/>.</summary>
    Task<Shown> AskAsync(string source, CancellationToken ct);
}
