using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Incidents.Alerts;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>How alerts and reports find their incident.</summary>
/// <param name="Senders">The sender of each configured source, by the source's name.</param>
/// <param name="ReporterKey">Keys the hash of reporting users; at least 32 random bytes.</param>
public sealed record IntakeOptions(IReadOnlyDictionary<string, ISender> Senders, byte[] ReporterKey);

/// <summary>
/// From a raw input to the incident it belongs to: stored durably, mapped, correlated to one open incident per service, signalled. What a crash left behind is
/// served again; every signal's id comes from what it says, so that serving twice adds nothing.
/// </summary>
public sealed partial class AlertIntake(IIncidentLog log, IncidentDesk desk, IContacts contacts, IntakeOptions options, Func<string> newIncidentId, ILogger<AlertIntake> logger,
    IEnumerable<IPlannedWork>? planned = null)
{
    const int SweepBatch = 1_000;

    // A round is a minute: a fault that heals by itself has healed by then.
    const int MaxFailures = 5;

    readonly InputMapper _mapper = new(options.Senders);
    readonly IncidentSignals _incidents = new(log, desk, newIncidentId, [.. planned ?? []]);

    /// <summary>Stores an input durably; false when it was there already.</summary>
    /// <exception cref="LogUnavailableException">It is not stored; the sender has to try again.</exception>
    public Task<bool> AcceptAsync(RawInput input, CancellationToken ct) => log.StoreInputAsync(input, ct);

    /// <summary>Maps an input, signals its incidents and settles it; what cannot be mapped goes into quarantine with the reason.</summary>
    public Task ServeAsync(RawInput input, CancellationToken ct) => ServeAsync([input], ct);

    /// <summary>The same for many in the order of their arrival, of any sources: alerts of one incident go to it together. One that fails hurts no other.</summary>
    /// <exception cref="AggregateException">Some of several could not be served, which the sweep tries again; a single one's failure is thrown as it is.</exception>
    public async Task ServeAsync(IReadOnlyList<RawInput> inputs, CancellationToken ct)
    {
        if (inputs.Count == 1)
        {
            await ServeAllAsync(inputs, ct);
        }
        else if (await ServePortionsAsync(inputs, ct) is { Count: > 0 } failures)
        {
            throw new AggregateException(failures.Select(failure => failure.Exception));
        }
    }

    /// <summary>
    /// Serves what a crash or a failure left behind. One input's failure does not hold up the others; what fails again and again goes into quarantine, where people see it.
    /// </summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        bool more;
        do
        {
            var asked = SweepBatch + failed.Count;
            var waiting = await log.WaitingInputsAsync(asked, ct);
            more = waiting.Count == asked;
            foreach (var (input, exception) in await ServePortionsAsync(waiting.Where(input => !failed.Contains(input.Id)), ct))
            {
                failed.Add(input.Id);
                LogSweepFailed(logger, exception, input.Id);
                if (exception is not LogUnavailableException)
                {
                    await CountFailureAsync(input, exception, ct);
                }
            }
        }
        while (more && failed.Count < SweepBatch);
    }

    async Task<List<(RawInput Input, Exception Exception)>> ServePortionsAsync(IEnumerable<RawInput> inputs, CancellationToken ct)
    {
        var failures = new List<(RawInput Input, Exception Exception)>();
        foreach (var some in Portions.Of(inputs))
        {
            failures.AddRange(await TryServeAsync(some, ct));
        }

        return failures;
    }

    async Task<IReadOnlyList<(RawInput Input, Exception Exception)>> TryServeAsync(IReadOnlyList<RawInput> inputs, CancellationToken ct)
    {
        try
        {
            await ServeAllAsync(inputs, ct);
            return [];
        }
        catch (Exception e) when (!ct.IsCancellationRequested && (inputs.Count == 1 || e is LogUnavailableException))
        {
            // When the log is to blame, it is so for all.
            return [.. inputs.Select(input => (input, e))];
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Serving twice adds nothing, so each by itself finds the one to blame.
            var failures = new List<(RawInput, Exception)>();
            foreach (var input in inputs)
            {
                failures.AddRange(await TryServeAsync([input], ct));
            }

            return failures;
        }
    }

    async Task ServeAllAsync(IReadOnlyList<RawInput> inputs, CancellationToken ct)
    {
        var documents = inputs.Select(input => (Input: input, Mapped: _mapper.Map(input), EndsByKey: _mapper.EndsByKey(input))).ToList();
        foreach (var (kind, endings) in new (bool, IEndings)[] { (true, new EndsByKey(log, _incidents)), (false, new EndsByOccurrence(log, _incidents)) })
        {
            foreach (var gust in Gust.Of(documents.Select(d => (d.Input.At, Mapped: Part(d.Mapped, d.EndsByKey, kind))).Where(d => d.Mapped is not null).Select(d => (d.At, d.Mapped!))))
            {
                await ServeAsync(gust, endings, ct);
            }
        }

        foreach (var (input, mapped, _) in documents)
        {
            if (mapped.Problem is not null)
            {
                LogQuarantined(logger, input.Id, input.Source);
            }
            else if (mapped.Warning is { } warning)
            {
                LogWarned(logger, input.Source, warning);
            }
        }

        await log.SettleInputsAsync([.. documents.Select(d => new SettledInput(d.Input.Id, d.Mapped.Problem))], ct);
    }

    async Task ServeAsync(Gust gust, IEndings endings, CancellationToken ct)
    {
        if (gust.Fired.Count > 0 && await endings.NewsAsync(gust.Fired, ct) is { Count: > 0 } news)
        {
            await endings.FiredAsync(await _incidents.FireAsync(news, gust.At, ct), gust.At, ct);
        }

        if (gust.Ended.Count > 0)
        {
            await endings.EndedAsync(gust.Ended, gust.At, ct);
        }
    }

    async Task CountFailureAsync(RawInput input, Exception failure, CancellationToken ct)
    {
        var key = $"failures/{input.Id}";
        var before = await log.CorrelatedAsync(key, ct);
        var count = int.Parse(before ?? "0", CultureInfo.InvariantCulture) + 1;
        await log.CorrelateAsync(key, count.ToString(CultureInfo.InvariantCulture), before, ct);
        if (count >= MaxFailures)
        {
            LogQuarantined(logger, input.Id, input.Source);
            await log.SettleInputAsync(input.Id, $"It could not be served in {count} rounds. Last: {failure.GetType().Name}: {failure.Message}", ct);
        }
    }

    /// <summary>Of a request's headers (names in small letters) those that the source's format needs; null when it needs none.</summary>
    public IReadOnlyDictionary<string, string>? Needed(string source, IEnumerable<KeyValuePair<string, string>> headers) => _mapper.Needed(source, headers);

    /// <summary>Counts a reporting user; returns the incident.</summary>
    public async Task<string> ReportAsync(UserReport report, CancellationToken ct)
    {
        var reporter = Convert.ToHexStringLower(HMACSHA256.HashData(options.ReporterKey, Encoding.UTF8.GetBytes(report.Reporter.Trim().ToUpperInvariant())));
        var incidentId = await _incidents.TellAsync(report.Service, $"report/{report.Id}", new UserReported(report.At, reporter, report.Service, report.Summary), ct);
        if (report.ContactMail is { } mail && await desk.LookAsync(incidentId, ct) is { IsOver: false })
        {
            await contacts.KeepAsync(incidentId, reporter, mail, ct);
        }

        return incidentId;
    }

    /// <summary>An id that a person can read out: the day, and six random letters and digits.</summary>
    public static string NewIncidentId(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstvwxyz23456789", 6)}");

    [LoggerMessage(1201, LogLevel.Warning, "Input {InputId} of source {Source} cannot be mapped and is in quarantine.")]
    static partial void LogQuarantined(ILogger logger, string inputId, string source);

    [LoggerMessage(1202, LogLevel.Warning, "Source {Source}: {Warning}")]
    static partial void LogWarned(ILogger logger, string source, string warning);

    [LoggerMessage(1203, LogLevel.Error, "Input {InputId} could not be served; it is tried again at the next sweep.")]
    static partial void LogSweepFailed(ILogger logger, Exception e, string inputId);
}
