using System.Security.Cryptography;
using System.Text;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>
/// Opens the call as a link to a room whose name nobody can guess, on a service where any name is a room. The same incident always has the same room, so
/// asking twice opens one call.
/// </summary>
/// <param name="address">The address under which rooms are, such as <c>https://meet.jit.si/</c>.</param>
/// <param name="secret">At least 16 bytes, known to this installation only.</param>
public sealed class CallLink(Uri address, ReadOnlyMemory<byte> secret) : IChannel
{
    const int LeastSecret = 16;

    readonly ReadOnlyMemory<byte> secret = secret.Length >= LeastSecret ? secret : throw new ArgumentException($"The secret has fewer than {LeastSecret} bytes.", nameof(secret));

    /// <inheritdoc/>
    public string Name => "call";

    /// <inheritdoc/>
    /// <returns>Delivered with the address to join.</returns>
    public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(
        delivery.Effect is OpenCall ? new Attempt.Delivered(RoomOf(delivery.IncidentId)) : new Attempt.Refused($"This channel opens calls; it cannot carry {delivery.Effect.GetType().Name}."));

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => AttemptAsync(delivery, ct);

    // 128 bits in hexadecimal: call services fold case or change other characters.
    string RoomOf(string incident) =>
        $"{address.AbsoluteUri.TrimEnd('/')}/incident-{Convert.ToHexStringLower(HMACSHA256.HashData(secret.Span, Encoding.UTF8.GetBytes($"call|{incident}")).AsSpan(0, 16))}";
}
