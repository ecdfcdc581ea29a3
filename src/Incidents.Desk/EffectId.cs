using System.Globalization;

namespace Incidents.Desk;

/// <summary>The id of an effect: incident/sequence/ordinal.</summary>
public static class EffectId
{
    /// <summary>Writes it.</summary>
    public static string Of(string incidentId, int sequence, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{incidentId}/{sequence}/{ordinal}");
}
