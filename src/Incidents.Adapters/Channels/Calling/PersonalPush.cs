using System.Globalization;
using System.Text;
using Incidents.Adapters.Files;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>
/// Wakes people each in their own ways: one after the other, with the waits that the person chose, until the question is answered (the desk drops it then) or no way is left. A way that
/// fails does not make the next one wait. What was done is kept per push, so that a restart rings nobody twice.
/// </summary>
/// <param name="ways">A person's ways in their order; empty when there is none.</param>
/// <param name="files">Holds what was done under <c>pushes/</c>, in a folder per push.</param>
/// <param name="time">Keeps the waits.</param>
/// <param name="calls">Keeps those that ring until they are ended; null: nobody ends them.</param>
public sealed class PersonalPush(Func<string, IReadOnlyList<Way>> ways, IFileStore files, TimeProvider time, OpenCalls? calls = null) : IChannel
{
    const string Begun = "begun";
    const string Format = "O";

    /// <inheritdoc/>
    public string Name => "push";

    /// <inheritdoc/>
    /// <returns>
    /// Delivered once every way that is wanted was taken, or refused by its provider while another took it; Deferred while a way fails or the next one waits for its time; Refused when every way
    /// refused, or the person has none. A push that asks nothing takes the first way that works.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PushPerson push)
            return new Attempt.Refused($"This channel pushes to people; it cannot carry {delivery.Effect.GetType().Name}.");

        return ways(push.Person) switch
        {
            [] => new Attempt.Refused($"{push.Person} has no way to be pushed to."),
            [var only] => await RingAsync(only, turn: 0, delivery, push, ct),
            var all => await InTurnAsync(delivery, push, all, ct),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Ways that took it are on record, so at most the one that was under way rings again.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It goes on with the ways that are not on record."));

    async Task<Attempt> InTurnAsync(Delivery delivery, PushPerson push, IReadOnlyList<Way> all, CancellationToken ct)
    {
        var folder = $"pushes/{FileNames.Of(delivery.EffectId)}/";
        var begun = await BegunAsync(folder, ct);
        var (taken, refused) = (new List<string>(), new List<string>());
        Attempt.Deferred? failing = null;
        for (var turn = 0; turn < all.Count; turn++)
        {
            var (way, mark) = (all[turn], string.Create(CultureInfo.InvariantCulture, $"{folder}{turn}-{FileNames.Of(all[turn].Name)}"));
            if (await ReadAsync($"{mark}-taken", ct) is not null)
            {
                taken.Add(way.Name);
                continue;
            }

            if (await ReadAsync($"{mark}-refused", ct) is { } no)
            {
                refused.Add($"{way.Name}: {no}");
                continue;
            }

            if (taken.Count > 0 && push.RequestId is null)
                break;
            // Only a way that worked is worth waiting for.
            if (taken.Count > 0 && begun + way.After - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero)
                return failing is not null && !(failing.RetryAfter >= wait) ? failing : new Attempt.Deferred($"Sent by {Names(taken)}. {way.Name} follows in {Words.Duration(wait)}, unless there is an answer.", wait) { Planned = failing is null };

            switch (await RingAsync(way, turn, delivery, push, ct))
            {
                case Attempt.Delivered done:
                    await WriteAsync($"{mark}-taken", done.Reference, ct);
                    taken.Add(way.Name);
                    break;
                case Attempt.Refused not:
                    await WriteAsync($"{mark}-refused", not.Reason, ct);
                    refused.Add($"{way.Name}: {not.Reason}");
                    break;
                case Attempt.Deferred later:
                    failing ??= new Attempt.Deferred($"{way.Name}: {later.Reason}", later.RetryAfter);
                    break;
                case Attempt.Unknown unclear:
                    failing ??= new Attempt.Deferred($"{way.Name}: {unclear.Reason}", unclear.RetryAfter);
                    break;
            }
        }

        var trouble = refused.Count == 0 ? "" : $" Not by {string.Join(' ', refused)}";
        return (taken.Count, failing) switch
        {
            (0, null) => new Attempt.Refused(string.Join(' ', refused)),
            ( > 0, not null) when push.RequestId is null => new Attempt.Delivered($"By {Names(taken)}.{trouble}"),
            (_, not null) => failing,
            _ => new Attempt.Delivered($"By {Names(taken)}.{trouble}"),
        };
    }

    async Task<Attempt> RingAsync(Way way, int turn, Delivery delivery, PushPerson push, CancellationToken ct)
    {
        if (way.End is not null && push.Urgent && calls is not null)
            await calls.OpenAsync(new OpenedCall(delivery.IncidentId, delivery.EffectId, push.Person, turn, way.Name, push.RequestId, time.GetUtcNow()), ct);
        return await way.Channel.AttemptAsync(delivery, ct);
    }

    async Task<DateTimeOffset> BegunAsync(string folder, CancellationToken ct)
    {
        if (await ReadAsync(folder + Begun, ct) is { } written && DateTimeOffset.TryParseExact(written, Format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
            return at;

        var now = time.GetUtcNow();
        await WriteAsync(folder + Begun, now.ToString(Format, CultureInfo.InvariantCulture), ct);
        return now;
    }

    static string Names(IEnumerable<string> names) => string.Join(" and ", names);

    async Task<string?> ReadAsync(string path, CancellationToken ct) => await files.ReadAsync(path, ct) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    Task WriteAsync(string path, string text, CancellationToken ct) => files.WriteAsync(path, Encoding.UTF8.GetBytes(text), ct);
}
