using Incidents.Desk;
using Microsoft.Graph;
using Microsoft.Graph.Users.Item.OnlineMeetings.CreateOrGet;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>
/// Opens the call as a Teams meeting of one organiser (learn.microsoft.com/graph/api/onlinemeeting-createorget). The incident is the meeting's external id, so asking again finds the
/// same meeting. It is on nobody's calendar.
/// </summary>
/// <param name="graph">Needs OnlineMeetings.ReadWrite.All, and an application access policy granted to the organiser.</param>
/// <param name="options">In whose name.</param>
/// <param name="time">For time-outs, and for a Retry-After that names a date.</param>
public sealed class GraphMeetings(GraphServiceClient graph, GraphOptions options, TimeProvider time) : IChannel
{
    /// <inheritdoc/>
    public string Name => "call";

    /// <inheritdoc/>
    /// <returns>Delivered with the address to join; else as <see cref="GraphAttempt"/> says.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => delivery.Effect is OpenCall call
        ? await GraphAttempt.MakeAsync(options, time, limit => OpenAsync(delivery.IncidentId, call, limit), ct)
        : new Attempt.Refused($"This channel opens calls; it cannot carry {delivery.Effect.GetType().Name}.");

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is asked for again; an incident has one meeting."));

    async Task<Attempt> OpenAsync(string incident, OpenCall call, CancellationToken ct)
    {
        var body = new CreateOrGetPostRequestBody { ExternalId = $"incident-{incident}", Subject = MailMessages.OneLine(call.Topic) };
        var meeting = await graph.Users[options.Organiser].OnlineMeetings.CreateOrGet.PostAsync(body, request => request.Options.Add(GraphAttempt.Once), ct);
        return Uri.TryCreate(meeting?.JoinWebUrl, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? new Attempt.Delivered(OpenCall.Reference(address.AbsoluteUri, note: null))
            : new Attempt.Refused("Microsoft Graph opened a meeting without an address to join.");
    }
}
