using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>What came of one of a person's contacts.</summary>
/// <param name="Name">mail, or the way's kind.</param>
/// <param name="Result">What its provider said.</param>
public sealed record TestedContact(string Name, Attempt Result);

/// <summary>Tries everything by which a person is reached, before the person goes on call: a test by mail and by every way at once, past the desk and off the record.</summary>
public static class ContactTest
{
    const string Title = "A test of your contacts";
    const string Text = "Incident Functions tries how you are reached. Nothing has happened, and nothing has to be done.";

    /// <summary>Tries them, one after the other.</summary>
    /// <param name="deployment">What the company runs; a rehearsal tests nothing.</param>
    /// <param name="person">Somebody of the roster.</param>
    /// <param name="turn">The turn because of which they are tried; null: somebody asked for it.</param>
    /// <param name="files">Takes the mail while no mail server is configured.</param>
    /// <param name="approvals">Signs links; a test holds none.</param>
    /// <param name="time">Keeps time-outs.</param>
    /// <param name="mails">Takes the mail; null: as configured.</param>
    /// <param name="ct">Ends the test.</param>
    /// <returns>The mail's result first, then the ways' in their order.</returns>
    public static async Task<IReadOnlyList<TestedContact>> RunAsync(Deployment deployment, PersonEntry person, OnCallTurn? turn, IFileStore files, Approvals approvals, TimeProvider time,
        IMailTransport? mails, CancellationToken ct)
    {
        if (deployment.Drill)
            return [];

        await using var services = new ServiceCollection().AddSingleton(time).AddSingleton(files).AddSingleton(approvals).AddProviderGates().BuildServiceProvider();
        var id = $"contact-test/{Guid.NewGuid():N}";
        var (title, text) = turn is null ? (Title, Text)
            : ($"You go on call at {deployment.Configuration.ToPolicy(deployment.Drill).Time(turn.From)}: a test", $"{Text} You go on call soon, and this should reach you in every way that you chose. What came of it: {deployment.Link("contacts")}");
        var mail = mails ?? Channels.Smtp(deployment, services) ?? new EmlMail(files, deployment.Configuration.Channels.Mail.From, time);
        List<TestedContact> results = [new("mail", await mail.SendAsync(new OutgoingMail(id, id, person.Id, person.Name, person.Mail, title, text, Html: null), ct))];
        var push = new Delivery(id, "contact-test", new PushPerson(person.Id, title, text, Urgent: true), Incident.None);
        foreach (var way in Calling.Ways(deployment, person, services))
            results.Add(new(way.Name, await TryAsync(way.Channel, push, ct)));
        return results;
    }

    // A test shows what fails, whatever it is.
    static async Task<Attempt> TryAsync(IChannel channel, Delivery push, CancellationToken ct)
    {
        try
        {
            return await channel.AttemptAsync(push, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Attempt.Deferred($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
