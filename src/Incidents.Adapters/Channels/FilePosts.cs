using System.Text;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Keeps the posts of one channel as text files, one per effect, so that people (or a script) can copy them to where the company talks.</summary>
/// <param name="name">The channel's name.</param>
/// <param name="folder">Holds a folder per channel; made when it does not exist.</param>
public sealed class FilePosts(string name, string folder) : IChannel
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    /// <returns>Delivered with the file's name, also when an earlier attempt wrote it; Deferred when the disk does not take it.</returns>
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
            if (!File.Exists(PathOf(delivery)))
                await WholeFile.WriteAsync(PathOf(delivery), Encoding.UTF8.GetBytes(text), ct);
            return new Attempt.Delivered(Path.GetFileName(PathOf(delivery)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Attempt.Deferred($"The posts' folder did not take the file: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(
        File.Exists(PathOf(delivery)) ? new Attempt.Delivered(Path.GetFileName(PathOf(delivery))) : new Attempt.Deferred("The file was not written."));

    string PathOf(Delivery delivery) => Path.Combine(folder, WholeFile.Name(name), $"{WholeFile.Name(delivery.EffectId)}.txt");
}
