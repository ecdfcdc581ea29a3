using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>The current state in one sentence.</summary>
static class Headline
{
    const int NamesShown = 3;

    /// <summary>Names at most three services, what hurts most first: the sentence must be readable at a glance; the list below has them all.</summary>
    public static string Of(Site site)
    {
        var texts = site.Texts;
        if (site.Worst is not { } worst)
        {
            return site.Ongoing.Count == 0 ? texts.AllGood
                : Names(site.NamesOf(site.Ongoing.SelectMany(maintenance => maintenance.Services)), texts) is { Length: > 0 } touched ? texts.MaintenanceNowOn(touched) : texts.MaintenanceNow;
        }

        var services = Names([.. site.Active.GroupBy(incident => incident.Impact).OrderByDescending(same => same.Key).SelectMany(site.ServicesOf).Distinct(StringComparer.Ordinal)], texts);
        var named = services.Length > 0;
        if (site.Active.All(incident => incident.State == PublicState.Monitoring))
        {
            return named ? texts.FixInPlaceFor(services) : texts.FixInPlace;
        }

        if (site.Active.Count == 1)
        {
            return named ? texts.OneAffects(worst, services) : texts.OneInProgress(worst);
        }

        return named ? texts.ManyAffect(site.Active.Count, services) : texts.ManyInProgress(site.Active.Count);
    }

    static string Names(IReadOnlyList<string> names, Texts texts)
    {
        IReadOnlyList<string> shown = names.Count <= NamesShown + 1 ? names : [.. names.Take(NamesShown), texts.Others(names.Count - NamesShown)];
        return shown.Count < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} {texts.And} {shown[^1]}";
    }
}
