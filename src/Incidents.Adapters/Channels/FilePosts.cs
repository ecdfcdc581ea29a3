using System.Text;
using Incidents.Adapters.Files;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Keeps the posts of one channel as text files, one per effect, so that people (or a script) can copy them to where the company talks.</summary>
/// <param name="name">The channel's name.</param>
/// <param name="files">Holds them under <c>posts/</c>, in a folder per channel.</param>
public sealed class FilePosts(string name, IFileStore files) : IChannel
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    /// <returns>Delivered with the file's name, also when an earlier attempt wrote it; Deferred when the store does not take it.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        var text = delivery.Effect switch
        {
            PostInternally post => post.Text,
            PostPublicly post => post.Text,
            _ => null,
        };
        if (text is null)
            return new Attempt.Refused($"This channel takes posts; it cannot carry {delivery.Effect.GetType().Name}.");

        try
        {
            if (!await files.ExistsAsync(PathOf(delivery), ct))
                await files.WriteAsync(PathOf(delivery), Encoding.UTF8.GetBytes(SafeText.Lines(text)), ct);
            return new Attempt.Delivered(Path.GetFileName(PathOf(delivery)));
        }
        catch (IOException exception)
        {
            return new Attempt.Deferred($"The posts' folder did not take the file: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) =>
        await files.ExistsAsync(PathOf(delivery), ct) ? new Attempt.Delivered(Path.GetFileName(PathOf(delivery))) : new Attempt.Deferred("The file was not written.");

    string PathOf(Delivery delivery) => $"posts/{FileNames.Of(name)}/{FileNames.Of(delivery.EffectId)}.txt";
}
