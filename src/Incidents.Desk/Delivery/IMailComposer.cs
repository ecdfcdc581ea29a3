namespace Incidents.Desk;

/// <summary>Turns a mail effect into what a mail client shows. Whoever owns the pages fills it, so that mail and page say the same.</summary>
public interface IMailComposer
{
    /// <summary>Composes one mail.</summary>
    /// <param name="delivery">What is delivered, with the incident as the log has it now.</param>
    /// <param name="mail">The effect; its person gets their own link and code when it is about a request.</param>
    /// <param name="ct">Ends the work early.</param>
    Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct);
}

/// <summary>A mail, ready to be sent.</summary>
/// <param name="Subject">One line; says where the incident stands.</param>
/// <param name="Text">Plain text, for clients and people who prefer it; says everything that the HTML says.</param>
/// <param name="Html">A whole HTML document without outside references.</param>
public sealed record ComposedMail(string Subject, string Text, string Html);
