namespace Incidents.Desk.Returns;

/// <summary>What a report says became of a mail.</summary>
public enum ReturnKind
{
    /// <summary>It does not arrive, and nobody tries any more.</summary>
    Refused,

    /// <summary>It has not arrived yet; a server on the way goes on trying.</summary>
    Delayed,
}

/// <summary>A report on one mail of this installation, as a mail server sent it back (RFC 3464).</summary>
/// <param name="Mail">The name of the mail that it is about, as <see cref="IMailNames.OfMail"/> makes it.</param>
/// <param name="Threads">The names of the threads that the mail stood in.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Said">Why, in the reporting server's words, without addresses.</param>
/// <param name="OfAddress">True when it is the receiver's address that was refused: nothing that is sent there arrives.</param>
public sealed record ReturnedMail(string Mail, IReadOnlyList<string> Threads, ReturnKind Kind, string Said, bool OfAddress)
{
    /// <summary>The token of the link under which the mail's subscriber ends the subscription; null when it was no subscriber's.</summary>
    public string? Manage { get; init; }
}

/// <summary>What mails and threads are called in what a mail server sends back.</summary>
public interface IMailNames
{
    /// <summary>The name of a mail by its idempotency key: of an incident's mail the effect's id.</summary>
    string OfMail(string id);

    /// <summary>The name of an incident's thread.</summary>
    string OfThread(string incidentId);
}

/// <summary>What became of a mail that was found.</summary>
public enum Taken
{
    /// <summary>It is none of ours, or says nothing that matters: it is left as it lies.</summary>
    NotOurs,

    /// <summary>It is on record.</summary>
    Recorded,

    /// <summary>It cannot be told yet; this mail and those after it are looked at again.</summary>
    Later,
}

/// <summary>The mailbox that returned mails come to.</summary>
public interface IReturnedMails
{
    /// <summary>Names the mailbox, so that the mark of another one is not taken for its own. A key of a record.</summary>
    string Mailbox { get; }

    /// <summary>Looks at what came after a mark, oldest first, and reads on from there the next time.</summary>
    /// <param name="mark">How far it was read; null: what came within the last days is read.</param>
    /// <param name="take">Takes the reports of one mail; none when it is no report. Asked again for the same mail after a crash.</param>
    /// <param name="passed">Keeps how far it was read. Called only once everything before is taken.</param>
    /// <param name="ct">Ends the round.</param>
    /// <exception cref="IOException">The mailbox cannot be read now; the message says why.</exception>
    Task ReadAsync(string? mark, Func<IReadOnlyList<ReturnedMail>, CancellationToken, Task<Taken>> take, Func<string, CancellationToken, Task> passed, CancellationToken ct);
}
