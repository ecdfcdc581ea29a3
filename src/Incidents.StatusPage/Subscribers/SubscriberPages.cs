using Incidents.Public;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Subscribers;
using Microsoft.AspNetCore.Components;

namespace Incidents.StatusPage;

/// <summary>The pages that the host answers subscribers with, in the look and the language of the status page. Whatever is typed by strangers is escaped.</summary>
public sealed class SubscriberPages
{
    readonly Site site;

    /// <summary>For a page.</summary>
    public SubscriberPages(PublicPage page) => site = new Site(new PublicHistory(page, [], []));

    /// <summary>A page as HTML; its policy stands in its head.</summary>
    public Task<string> RenderAsync(SubscriberView view) => Renderer.TextAsync<SubscriberPage>(new Frame(site, "subscriptions", "", Changed: null, Worst: null),
        ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(SubscriberPage.View)] = view }));
}
