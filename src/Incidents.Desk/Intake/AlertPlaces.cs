namespace Incidents.Desk;

/// <summary>The keys of alerts by their names. Each name is hashed once, since a batch asks for its keys again and again.</summary>
sealed class AlertPlaces
{
    readonly Dictionary<string, (string Over, string Alert)> _keys = new(StringComparer.Ordinal);

    /// <summary>When an alert was over.</summary>
    public string Over(string name) => Of(name).Over;

    /// <summary>The incident in which an alert fires or fired.</summary>
    public string Alert(string name) => Of(name).Alert;

    (string Over, string Alert) Of(string name)
    {
        if (!_keys.TryGetValue(name, out var keys))
        {
            var digest = Places.Digest(name);
            _keys[name] = keys = ($"over/{digest}", $"alert/{digest}");
        }

        return keys;
    }
}
