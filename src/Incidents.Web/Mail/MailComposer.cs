using System.Text;
using Incidents.Desk;
using Incidents.Web.Console;
using Incidents.Web.Pages;

namespace Incidents.Web.Mail;

/// <summary>Composes the mails to responders: what happened or is asked, the exact text, the link, the code, and what silence means.</summary>
public sealed class MailComposer(Approvals approvals, WebOptions options, Func<PlanPolicy> policy) : IMailComposer
{
    /// <inheritdoc/>
    public async Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct)
    {
        var incident = delivery.Incident;
        if (delivery.Shared is { Count: > 1 } shared)
        {
            return await DigestAsync(delivery, [.. shared.Where(s => s.Effect is MailPerson).Select(s => new DigestItem(policy().Time(s.At), ((MailPerson)s.Effect).Subject, ((MailPerson)s.Effect).Text))]);
        }

        var request = mail.RequestId is { } id ? incident.Request(id)?.Asked(incident) : null;
        var link = options.Link(request is null ? $"incidents/{Uri.EscapeDataString(delivery.IncidentId)}" : $"a/{approvals.Token(delivery.IncidentId, request.Id, mail.Person)}");
        var code = request is not null && request.Choices.Any(c => c.NeedsCode) ? approvals.Code(delivery.IncidentId, request.Id, mail.Person) : null;
        var until = request is null ? null : policy().Time(request.ExpiresAt);
        var subject = Subject(incident, mail.Subject);
        return new ComposedMail(subject, PlainText(incident, request, mail, link, code, until), await Html.RenderAsync<ResponderMail>(
            ("Subject", subject), ("Incident", incident), ("Request", request), ("Text", mail.Text), ("Link", link), ("Code", code), ("Until", until)));
    }

    static string PlainText(Incident incident, Request? request, MailPerson mail, string link, string? code, string? until)
    {
        var text = Head(incident);
        if (request is null)
        {
            return text.Append(mail.Text).Append("\n\nThe incident: ").Append(link).Append('\n').ToString();
        }

        text.Append(request.Question).Append("\n\n");
        if (request.Text.Length > 0)
        {
            text.Append("----\n").Append(request.Text).Append("\n----\n\n");
        }

        text.Append("Your answers: ").AppendJoin(", ", request.Choices.Select(c => $"\"{c.Label}\"")).Append(".\n\nRead and decide: ").Append(link).Append("\n\n");
        if (code is not null)
        {
            text.Append("Your code, asked for when you decide: ").Append(code).Append("\n\n");
        }

        return text.Append("What silence means: ").Append(request.SilenceMeans).Append("\nThe link is yours alone and works until ").Append(until).Append(".\n").ToString();
    }

    async Task<ComposedMail> DigestAsync(Delivery delivery, IReadOnlyList<DigestItem> items)
    {
        var incident = delivery.Incident;
        var link = options.Link($"incidents/{Uri.EscapeDataString(delivery.IncidentId)}");
        var subject = Subject(incident, $"[{incident.ServiceName}] {items.Count} messages");
        return new ComposedMail(subject, Head(incident).Append(DigestWords.Text(items)).Append("The incident: ").Append(link).Append('\n').ToString(),
            await Html.RenderAsync<DigestMail>(("Subject", subject), ("Incident", incident), ("Items", items), ("Link", link)));
    }

    static string Subject(Incident incident, string subject) => OneLine($"{(incident.Drill ? "EXERCISE: " : "")}{subject} ({PhaseWords.Of(incident)})");

    static StringBuilder Head(Incident incident) => new StringBuilder(incident.Drill ? "EXERCISE. Nothing here is real.\n\n" : "")
        .Append(incident.ServiceName).Append(": ").Append(incident.Title).Append("\nSeverity ").Append(incident.SeverityInWords).Append("; ").Append(PhaseWords.Of(incident)).Append(".\n\n");

    // A subject with a line break would be a header of its own.
    static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries));
}
