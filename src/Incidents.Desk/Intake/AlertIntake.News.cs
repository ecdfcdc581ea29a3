using Incidents.Alerts;

namespace Incidents.Desk;

public sealed partial class AlertIntake
{
    // What is said of an alert without naming the occurrence is said by key alone, also where the sender usually names it.
    static MappedInput? Part(MappedInput mapped, bool? endsByKey, bool byKey)
    {
        if (endsByKey != false || !(mapped.Fired.Any(a => a.Episode.Length == 0) || mapped.Ended.Any(e => e.Episode.Length == 0)))
        {
            return endsByKey == byKey ? mapped : null;
        }

        return mapped with { Fired = [.. mapped.Fired.Where(a => a.Episode.Length == 0 == byKey)], Ended = [.. mapped.Ended.Where(e => e.Episode.Length == 0 == byKey)] };
    }

    /// <summary>Which of these documents tell of an alert that is not known to fire, or to have fired, by their place in the list. Stores nothing.</summary>
    public async Task<IReadOnlyList<int>> NewsAsync(IReadOnlyList<RawInput> documents, CancellationToken ct)
    {
        var told = documents.Select(document => _mapper.Map(document).Fired).ToList();
        var endings = _mapper.EndsByKey(documents[0]) == true ? (IEndings)new EndsByKey(log, _incidents) : new EndsByOccurrence(log, _incidents);
        var news = (await endings.NewsAsync([.. told.SelectMany(alerts => alerts)], ct)).Select(arrival => arrival.Alert.Key).ToHashSet(StringComparer.Ordinal);
        return [.. told.Index().Where(document => document.Item.Any(alert => news.Contains(alert.Key))).Select(document => document.Index)];
    }
}
