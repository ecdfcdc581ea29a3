using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Subscribers;
using Incidents.StatusPage.Wording;
using Microsoft.AspNetCore.Components;

namespace Incidents.StatusPage;

/// <summary>A mail's words.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole document.</param>
public sealed record SubscriberMailText(string Subject, string Text, string Html);

/// <summary>A matter that a mail tells of: the latest word on it.</summary>
/// <param name="Incident">The incident; null for planned work.</param>
/// <param name="Maintenance">The planned work; null for an incident.</param>
/// <param name="IsReport">True when it is the post-mortem that is told of.</param>
public sealed record MailTopic(PublicIncident? Incident, PublicMaintenance? Maintenance, bool IsReport);

/// <summary>Words the mails to subscribers in the page's language and zone: only what was approved for the public, and the links.</summary>
public static class SubscriberMails
{
    /// <summary>News: one matter, or several in a digest.</summary>
    /// <param name="edition">The record.</param>
    /// <param name="topics">At least one.</param>
    /// <param name="services">What the receiver follows; null for all.</param>
    /// <param name="manage">Where the receiver changes or ends the subscription.</param>
    public static async Task<SubscriberMailText> NewsAsync(SiteEdition edition, IReadOnlyList<MailTopic> topics, IReadOnlyList<string>? services, Uri manage)
    {
        var (site, own) = (edition.Site, SubscriberTexts.For(edition.Site.Page.Language));
        var pieces = topics.Select(topic => MailPiece.Of(site, topic)).ToList();
        var name = site.Texts.StatusOf(site.Page.Company);
        var subject = PlainText.Line(site.Marked(pieces is [var only] ? $"[{name}] {only.State}: {only.Title}" : $"[{name}] {own.DigestSubject(pieces.Count)}: {string.Join(", ", pieces.Select(piece => piece.Title))}"));
        var why = own.WhyYou(name, ServicesOf(site, own, services));
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece.Title).Append('\n').Append(piece.State).Append(piece.About.Length > 0 ? $" · {piece.About}" : "").Append('\n').Append(piece.When).Append("\n\n");
            if (piece.Text.Length > 0)
            {
                text.Append(piece.Text).Append("\n\n");
            }

            text.Append(piece.Promise is { } promise ? $"{promise}\n" : "").Append(own.Details).Append(": ").Append(piece.Link).Append("\n\n");
        }

        text.Append("-- \n").Append(why).Append('\n').Append(own.ChangeOrEnd).Append(": ").Append(manage.AbsoluteUri).Append('\n');
        return new(subject, text.ToString(), await HtmlAsync(site, subject, pieces, why, manage, question: null, confirm: null));
    }

    /// <summary>The question whether the address wants a subscription.</summary>
    /// <param name="edition">The record.</param>
    /// <param name="services">What was asked for; null for all.</param>
    /// <param name="confirm">The link to the button.</param>
    /// <param name="manage">The link to the subscription that there is already; null when there is none.</param>
    public static async Task<SubscriberMailText> QuestionAsync(SiteEdition edition, IReadOnlyList<string>? services, Uri confirm, Uri? manage)
    {
        var (site, own) = (edition.Site, SubscriberTexts.For(edition.Site.Page.Language));
        var name = site.Texts.StatusOf(site.Page.Company);
        var subject = PlainText.Line(site.Marked(own.QuestionSubject(name)));
        var question = own.QuestionText(ServicesOf(site, own, services));
        var after = manage is null ? own.QuestionIgnore : own.QuestionKnown;
        var text = $"{char.ToUpperInvariant(question[0])}{question[1..]}\n\n{confirm.AbsoluteUri}\n\n{after}\n" + (manage is null ? "" : $"\n{own.ChangeOrEnd}: {manage.AbsoluteUri}\n");
        return new(subject, text, await HtmlAsync(site, subject, [], after, manage, $"{char.ToUpperInvariant(question[0])}{question[1..]}", confirm));
    }

    static Task<string> HtmlAsync(Site site, string subject, IReadOnlyList<MailPiece> pieces, string why, Uri? manage, string? question, Uri? confirm) =>
        Renderer.TextAsync<SubscriberMail>(new Frame(site, "mail", "", Changed: null, Worst: null), ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(SubscriberMail.Subject)] = subject,
            [nameof(SubscriberMail.Pieces)] = pieces,
            [nameof(SubscriberMail.Why)] = why,
            [nameof(SubscriberMail.Manage)] = manage,
            [nameof(SubscriberMail.Question)] = question,
            [nameof(SubscriberMail.Confirm)] = confirm,
        }));

    static string ServicesOf(Site site, SubscriberTexts own, IReadOnlyList<string>? services) => services is null ? own.AllServices : string.Join(", ", site.NamesOf(services));
}
