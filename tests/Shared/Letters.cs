namespace Incidents.Testing;

/// <summary>Every mail that the suite received, in the order of arrival, repeats included. A mail is taken once.</summary>
public class Letters
{
    readonly Lock _gate = new();
    readonly List<Letter> _all = [];
    readonly HashSet<Letter> _taken = new(ReferenceEqualityComparer.Instance);
    TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What has arrived so far.</summary>
    public IReadOnlyList<Letter> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Takes the newest mail that fits and that nobody took; null when there is none.</summary>
    public Letter? Take(Func<Letter, bool> fits)
    {
        lock (_gate)
        {
            var found = _all.LastOrDefault(letter => !_taken.Contains(letter) && fits(letter));
            if (found is not null)
            {
                _taken.Add(found);
            }

            return found;
        }
    }

    /// <summary>Takes the newest mail that fits, waiting for one.</summary>
    /// <exception cref="TimeoutException">None came in time; the message holds the subjects that did.</exception>
    public async Task<Letter> ArrivesAsync(Func<Letter, bool> fits, TimeSpan patience, string what)
    {
        using var limit = new CancellationTokenSource(patience);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                more = _more.Task;
            }

            if (Take(fits) is { } letter)
            {
                return letter;
            }

            try
            {
                await more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"No mail \"{what}\" came within {patience}. These did:\n{string.Join('\n', All.Select(one => $"  {one.To}: {one.Subject}"))}", exception);
            }
        }
    }

    /// <summary>Puts a mail that arrived among the others.</summary>
    protected void Add(Letter letter)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _all.Add(letter);
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
