using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Incidents.Testing;
using Microsoft.AspNetCore.Components;

namespace Incidents.Web.Tests;

/// <summary>The corpus through every page of the console and every mail that it words: no element, attribute, link or address more than for a harmless text, and nothing that moves or turns what stands around it.</summary>
public class PageInjectionTests
{
    /// <summary>Components that are parts of pages; whoever adds one says in which page of the corpus it is seen.</summary>
    static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["AnswerForm"] = "IncidentPage",
        ["AskForm"] = "ApprovalPage",
        ["FieldInput"] = "IncidentPage",
        ["MailButton"] = "ResponderMail",
        ["MailShell"] = "ResponderMail",
        ["PlannedFields"] = "PlannedListPage",
        ["Shell"] = "ListPage",
        ["TimelineList"] = "TimelinePage",
        ["When"] = "ListPage",
    };

    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Fact]
    public async Task Every_component_is_in_the_corpus()
    {
        var rendered = (await HostilePages.RenderAsync("calm")).Keys.ToHashSet(StringComparer.Ordinal);
        var components = typeof(IncidentsWeb).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IComponent)) && type.Name != "_Imports").Select(type => type.Name).ToList();

        Assert.Equal(components.Order(StringComparer.Ordinal), rendered.Concat(Parts.Keys).Order(StringComparer.Ordinal));
        Assert.All(Parts.Values, page => Assert.Contains(page, rendered));
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_is_more_than_text(string evil)
    {
        var (usual, hostile) = (await HostilePages.RenderAsync("calm"), await HostilePages.RenderAsync(evil));

        foreach (var (name, html) in hostile)
        {
            var (page, same) = (Site.Parse(html), Site.Parse(usual[name]));
            Assert.True(html.Contains(HostilePages.Marker, StringComparison.Ordinal), $"{name} does not show the text at all, so that it proves nothing.");
            Assert.True(Shape(same).SequenceEqual(Shape(page)), $"{name} has another shape.");
            Assert.True(Addresses(same).SequenceEqual(Addresses(page)), $"{name} leads elsewhere: {string.Join(" ", Addresses(page).Except(Addresses(same)))}");
            Injection.AssertHarmless(page.DocumentElement.TextContent.Replace("\t", " ", StringComparison.Ordinal));
            Assert.All(page.All.SelectMany(element => element.Attributes), attribute => Injection.AssertHarmless(attribute.Value.Replace("\t", " ", StringComparison.Ordinal)));
        }
    }

    static IEnumerable<string> Shape(IHtmlDocument page) => page.All.Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}");

    // Ids and keys are made anew for each page.
    static IEnumerable<string> Addresses(IHtmlDocument page) => page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name is "href" or "src" or "action" or "formaction")
        .Select(attribute => Regex.Replace(attribute.Value, "/a/[^/]+|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/maintenance/)[a-z0-9-]+", "*", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
