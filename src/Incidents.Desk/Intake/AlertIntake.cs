using System.Collections.Immutable;
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
public sealed partial class AlertIntake(IIncidentLog log, IncidentDesk desk, IContacts contacts, IntakeOptions options, Func<string> newIncidentId, ILogger<AlertIntake> logger)
{
    const int SweepBatch = 1_000;

    // A round is a minute: a fault that heals by itself has healed by then.
    const int MaxFailures = 5;

    // Another input may take a service's new incident through its whole life before this one is decided; more often than this it is a bug.
    const int MaxIncidents = 5;

    readonly EndsByKey _byKey = new(log, desk);

    /// <summary>Stores an input durably; false when it was there already.</summary>
    /// <exception cref="LogUnavailableException">It is not stored; the sender has to try again.</exception>
    public Task<bool> AcceptAsync(RawInput input, CancellationToken ct) => log.StoreInputAsync(input, ct);

    /// <summary>Serves inputs in the order in which they came.</summary>
    public async Task ServeAsync(IReadOnlyList<RawInput> inputs, CancellationToken ct)
    {
        foreach (var input in inputs)
        {
            await ServeAsync(input, ct);
        }
    }

    /// <summary>Maps an input, signals its incidents and settles it; what cannot be mapped goes into quarantine with the reason.</summary>
    public async Task ServeAsync(RawInput input, CancellationToken ct)
    {
        var mapped = options.Senders.TryGetValue(input.Source, out var sender) ? sender.Map(Document(input))
            : MappedInput.Unmappable($"The source \"{input.Source}\" is not configured any more.");
        if (mapped.Problem is { } problem)
        {
            LogQuarantined(logger, input.Id, input.Source);
            await log.SettleInputAsync(input.Id, problem, ct);
            return;
        }

        var byKey = sender!.EndsByKey;
        foreach (var told in mapped.Fired)
        {
            var alert = byKey ? await _byKey.OccurrenceAsync(told, ct) : told;
            if (await (byKey ? _byKey.IsOverAsync(alert, ct) : IsOverAsync(alert, ct)))
            {
                continue;
            }

            var incidentId = await SignalAsync(alert.Service, $"fired/{Digest(alert.Identity)}", new AlertFired(input.At, alert), ct);
            if (byKey)
            {
                await _byKey.FiredAsync(alert, incidentId, input.At, ct);
            }
        }

        foreach (var ended in mapped.Ended)
        {
            if (byKey)
            {
                await _byKey.EndedAsync(ended, input.At, ct);
            }
            else
            {
                await EndAsync(ended, input.At, ct);
            }
        }

        if (mapped.Warning is { } warning)
        {
            LogWarned(logger, input.Source, warning);
        }

        await log.SettleInputAsync(input.Id, null, ct);
    }

    /// <summary>
    /// Serves what a crash or a failure left behind. One input's failure does not hold up the others; what fails again and again goes into quarantine, where people see it.
    /// </summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var input in await log.WaitingInputsAsync(SweepBatch, ct))
        {
            try
            {
                await ServeAsync(input, ct);
            }
            catch (LogUnavailableException e)
            {
                // Not the input's fault, however often.
                LogSweepFailed(logger, e, input.Id);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogSweepFailed(logger, e, input.Id);
                await CountFailureAsync(input, e, ct);
            }
        }
    }

    // Written down first, wherever the alert is: its firing may still be on the way (senders retry, and networks reorder), or come once more when this incident is long over.
    async Task EndAsync(EndedAlert ended, DateTimeOffset at, CancellationToken ct)
    {
        await log.CorrelateAsync(OverKey($"{ended.Key}|{ended.Episode}"), ended.EndedAt.ToString("O", CultureInfo.InvariantCulture), replaces: null, ct);
        if (await log.CorrelatedAsync(Key(ended.Service), ct) is { } incidentId && await desk.LookAsync(incidentId, ct) is { IsOver: false })
        {
            await desk.TellAsync(new StoredSignal($"ended/{Digest($"{ended.Key}|{ended.Episode}")}", incidentId, new AlertResolved(at, ended.Key, ended.Episode, ended.EndedAt)), ct);
        }
    }

    // The occurrence was over before this was served: an end that overtook its firing, or a firing that is told again.
    async Task<bool> IsOverAsync(Alert alert, CancellationToken ct) => await log.CorrelatedAsync(OverKey(alert.Identity), ct) is { } ended
        && alert.StartedAt <= DateTimeOffset.Parse(ended, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    static string OverKey(string identity) => $"over/{Digest(identity)}";

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
    public IReadOnlyDictionary<string, string>? Needed(string source, IEnumerable<KeyValuePair<string, string>> headers) =>
        options.Senders.GetValueOrDefault(source)?.Headers is { Count: > 0 } needed
            ? headers.Where(header => needed.Any(name => name[^1] == '*' ? header.Key.StartsWith(name[..^1], StringComparison.Ordinal) : header.Key == name)).ToDictionary(StringComparer.Ordinal)
            : null;

    static Incoming Document(RawInput input) =>
        new(input.Body, input.Source, input.At, new Dictionary<string, string>(input.Headers ?? ImmutableDictionary<string, string>.Empty, StringComparer.Ordinal) { ["content-type"] = input.ContentType });

    /// <summary>Counts a reporting user; returns the incident.</summary>
    public async Task<string> ReportAsync(UserReport report, CancellationToken ct)
    {
        var reporter = Convert.ToHexStringLower(HMACSHA256.HashData(options.ReporterKey, Encoding.UTF8.GetBytes(report.Reporter.Trim().ToUpperInvariant())));
        var incidentId = await SignalAsync(report.Service, $"report/{report.Id}", new UserReported(report.At, reporter, report.Service, report.Summary), ct);
        if (report.ContactMail is { } mail && await desk.LookAsync(incidentId, ct) is { IsOver: false })
        {
            await contacts.KeepAsync(incidentId, reporter, mail, ct);
        }

        return incidentId;
    }

    // The plan itself says when an incident takes no more; then the service gets a new one.
    async Task<string> SignalAsync(string service, string signalId, Signal signal, CancellationToken ct)
    {
        var incidentId = await log.CorrelateAsync(Key(service), newIncidentId(), null, ct);
        for (var tried = 0; tried < MaxIncidents; tried++)
        {
            var outcome = await desk.TellAsync(new StoredSignal(signalId, incidentId, signal), ct);
            if (outcome.Kind != OutcomeKind.Refused)
            {
                return incidentId;
            }

            incidentId = await log.CorrelateAsync(Key(service), newIncidentId(), replaces: incidentId, ct);
        }

        throw new InvalidOperationException($"{MaxIncidents} incidents in a row took no {signal.GetType().Name}.");
    }

    /// <summary>An id that a person can read out: the day, and six random letters and digits.</summary>
    public static string NewIncidentId(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd}-{RandomNumberGenerator.GetString("abcdefghjkmnpqrstvwxyz23456789", 6)}");

    static string Key(string service) => $"service/{service}";

    internal static string Digest(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));

    [LoggerMessage(1201, LogLevel.Warning, "Input {InputId} of source {Source} cannot be mapped and is in quarantine.")]
    static partial void LogQuarantined(ILogger logger, string inputId, string source);

    [LoggerMessage(1202, LogLevel.Warning, "Source {Source}: {Warning}")]
    static partial void LogWarned(ILogger logger, string source, string warning);

    [LoggerMessage(1203, LogLevel.Error, "Input {InputId} could not be served; it is tried again at the next sweep.")]
    static partial void LogSweepFailed(ILogger logger, Exception e, string inputId);
}
