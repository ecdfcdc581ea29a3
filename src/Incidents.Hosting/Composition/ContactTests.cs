using System.Text;
using System.Text.Json;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Composition;

/// <summary>Tests contacts and keeps what came of it in the installation's files, a file for each person, so that console and command line show the same.</summary>
/// <param name="deployment">What the company runs; a rehearsal tests nothing.</param>
/// <param name="files">Holds the results under <c>contact-tests/</c>, and the mail while no mail server is configured.</param>
/// <param name="approvals">Signs links; a test holds none.</param>
/// <param name="time">The clock.</param>
/// <param name="mails">Takes the mail, as it takes every other; null: as configured.</param>
/// <param name="troubles">What refused last; null: nobody keeps it.</param>
public sealed class ContactTests(Deployment deployment, IFileStore files, Approvals approvals, TimeProvider time, IMailTransport? mails = null, ContactTroubles? troubles = null) : IContactTests
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContactReport>> ReportsAsync(CancellationToken ct)
    {
        var reports = new List<ContactReport>();
        foreach (var person in deployment.Configuration.People)
        {
            reports.Add(await ReportAsync(person, ct));
        }

        return reports;
    }

    /// <inheritdoc/>
    public async Task<ContactReport?> ReportAsync(string person, CancellationToken ct) => deployment.Configuration.Find(person) is { } found ? await ReportAsync(found, ct) : null;

    /// <inheritdoc/>
    public async Task<TestedContacts?> TestAsync(string person, OnCallTurn? turn, CancellationToken ct)
    {
        if (deployment.Drill || deployment.Configuration.Find(person) is not { } found)
            return null;

        var results = await ContactTest.RunAsync(deployment, found, turn, files, approvals, time, mails, ct);
        foreach (var result in results)
            await (troubles is null ? Task.CompletedTask : NotedContact.NoteAsync(troubles, person, result.Name, result.Result, ct));

        var tested = new TestedContacts(time.GetUtcNow(), [.. results.Select(Result)]);
        await files.WriteAsync(PathOf(person), Encoding.UTF8.GetBytes(LogJson.Write(tested)), ct);
        return tested;
    }

    async Task<ContactReport> ReportAsync(PersonEntry person, CancellationToken ct) => new(person.Id,
        [.. person.Push is null ? [] : (string[])["ntfy"], .. person.Ways.Select(way => JsonNamingPolicy.CamelCase.ConvertName(way.Kind.ToString()))], await ReadAsync(person.Id, ct),
        troubles is null ? [] : [.. (await troubles.AllAsync(ct))[person.Id]]);

    async Task<TestedContacts?> ReadAsync(string person, CancellationToken ct)
    {
        try
        {
            return await files.ReadAsync(PathOf(person), ct) is { } bytes ? LogJson.Read<TestedContacts>(Encoding.UTF8.GetString(bytes)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static ContactResult Result(TestedContact contact) => contact.Result switch
    {
        Attempt.Delivered done => new(contact.Name, Sent: true, done.Reference),
        Attempt.Refused no => new(contact.Name, Sent: false, $"Refused: {no.Reason}"),
        Attempt.Unknown unclear => new(contact.Name, Sent: false, $"Not known: {unclear.Reason}"),
        Attempt.Deferred later => new(contact.Name, Sent: false, later.Reason),
        _ => new(contact.Name, Sent: false, ""),
    };

    static string PathOf(string person) => $"contact-tests/{person}.json";
}
