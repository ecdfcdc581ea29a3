namespace Incidents;

/// <summary>Builds requests: one decision about one exact text, with the mails that ask for it.</summary>
static class Ask
{
    /// <summary>A request and the mails (and pushes) with its links.</summary>
    public static Decision Request(Incident incident, DateTimeOffset at, PlanPolicy policy, Request request)
    {
        // Ids count within the incident; requests asked in one decision are applied one after another, so none is given twice.
        var asked = request with { Id = $"q{incident.Requests.Count + 1}" };
        var effects = asked.Approvers.Count == 0 ? [] : Team.Wake(asked.Approvers, policy, Subject(incident, asked.Question), Body(asked), asked.Id);
        return Decision.Of(new DecisionRequested(at, asked), effects);
    }

    /// <summary>A question without a text of its own.</summary>
    public static Request Question(RequestKind kind, string question, string text, IReadOnlyList<string> approvers, DateTimeOffset expires,
        SilenceKind silence, TimeSpan? silenceAfter, string silenceMeans, params IReadOnlyList<Choice> choices) =>
        new("", kind, question, text, TextHash.Of(kind.ToString(), question, text), approvers, choices, expires, silence, silenceAfter, silenceMeans);

    /// <summary>A decision about a notice.</summary>
    public static Request About(RequestKind kind, Notice notice, string question, IReadOnlyList<string> approvers, DateTimeOffset expires,
        SilenceKind silence, TimeSpan? silenceAfter, string silenceMeans, params IReadOnlyList<Choice> choices) =>
        new("", kind, question, $"{notice.Title}\n\n{notice.Text}", notice.Hash, approvers, choices, expires, silence, silenceAfter, silenceMeans)
        {
            Notice = notice.Kind,
            Version = notice.Version,
        };

    /// <summary>A subject that carries what it is about.</summary>
    public static string Subject(Incident incident, string text) => $"[{incident.ServiceName}] {text}";

    static string Body(Request request) => request.Text.Length == 0 ? request.Question : $"{request.Question}\n\n{request.Text}";
}
