namespace Incidents.Public;

/// <summary>What the public knows of an incident: approved notices and reports, nothing else.</summary>
public static class PublicRecord
{
    /// <summary>The public record; null while nothing is public.</summary>
    public static PublicIncident? Of(string id, Incident incident)
    {
        if (!incident.IsPublic)
        {
            return null;
        }

        var updates = new List<PublicUpdate>();
        var state = PublicState.Investigating;
        foreach (var published in incident.Published)
        {
            state = StateOf(published.Notice.Kind) ?? state;
            updates.Add(new PublicUpdate(published.Number, published.At, state, published.Notice.Text));
        }

        return new PublicIncident(id, incident.Published[0].Notice.Title, ImpactOf(incident.Severity), incident.DetectedAt, state, [incident.Service], updates, incident.PromiseBy,
            state == PublicState.Resolved ? incident.Published.Last(p => p.Notice.Kind == NoticeKind.Resolved).At : null,
            [.. incident.Reports.Select(r => new PublicReport(r.Revision, r.At, r.Notice.Text))]);
    }

    // An update or a workaround says something without changing where the incident stands.
    static PublicState? StateOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Investigating => PublicState.Investigating,
        NoticeKind.Identified => PublicState.Identified,
        NoticeKind.Monitoring => PublicState.Monitoring,
        NoticeKind.Resolved => PublicState.Resolved,
        _ => null,
    };

    static Impact ImpactOf(Severity severity) => severity switch
    {
        Severity.Critical => Impact.Critical,
        Severity.Major => Impact.Major,
        _ => Impact.Minor,
    };
}
