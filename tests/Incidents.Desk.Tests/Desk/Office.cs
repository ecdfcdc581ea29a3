using System.Globalization;
using System.Text;
using Incidents.Adapters.Log;
using Incidents.Alerts;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Desk.Tests;

/// <summary>A desk over a real SQLite file, on a clock that the test moves, with channels that do as they are told.</summary>
sealed class Office : IAsyncDisposable, IBell, IContacts, IPlannedWork
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-desk-").FullName;
    int ids;
    IPlannedWork? planned;

    public Office(DeliveryOptions? options = null, params IChannel[] channels)
    {
        Log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
        (var counted, Calls) = CountingLog.Of(Log);
        Desk = new IncidentDesk(counted, () => Company.Policy, Clock, this, NullLogger<IncidentDesk>.Instance);
        Intake = new AlertIntake(Log, Desk, this, new IntakeOptions(new Dictionary<string, ISender> { ["prod"] = new Alertmanager(Alertmanager.DefaultServiceLabels), ["tool"] = new GenericJson(), ["odd"] = new Stumbling(), ["keyed"] = new NamesTheAlertAlone() }, new byte[32]),
            () => $"20260302-{++ids}", NullLogger<AlertIntake>.Instance, [this]);
        Delivery = new DeliveryDesk(counted, Desk, channels, Clock, options ?? new DeliveryOptions(), () => 0, NullLogger<DeliveryDesk>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new(Company.Monday);

    public SqliteIncidentLog Log { get; }

    /// <summary>What desk and deliveries ask of the log.</summary>
    public CountingLog Calls { get; }

    public IncidentDesk Desk { get; }

    public AlertIntake Intake { get; }

    public DeliveryDesk Delivery { get; }

    public List<string> Rings { get; } = [];

    public List<string> Kept { get; } = [];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<SignalOutcome> Say(string incident, Func<DateTimeOffset, Signal> signal, string? id = null) =>
        Desk.TellAsync(new StoredSignal(id ?? Guid.NewGuid().ToString(), incident, signal(Clock.GetUtcNow())), Ct);

    /// <summary>Opens incident "a" by an alert.</summary>
    public async Task<string> Open(int users = 40)
    {
        await Say("a", at => new AlertFired(at, Company.Alert(startedAt: at, users: users)));
        return "a";
    }

    /// <summary>Delivers what is due, until nothing is.</summary>
    public async Task DeliverAll(string incident)
    {
        while ((await Desk.AdvanceAsync(incident, Ct)).Due is { Count: > 0 } due)
        {
            foreach (var effect in due)
            {
                await Delivery.DeliverAsync(incident, effect, Ct);
            }
        }
    }

    public string File(string name) => Path.Combine(folder, name);

    /// <summary>A desk of another process on the same log.</summary>
    public IncidentDesk AnotherDesk() => new(Log, () => Company.Policy, Clock, this, NullLogger<IncidentDesk>.Instance);

    public async Task<Incident> Look(string incident) => (await Desk.LookAsync(incident, Ct))!;

    /// <summary>From now on the intake knows of planned work.</summary>
    public void Plan(IPlannedWork work) => planned = work;

    public Task<IReadOnlyList<Public.PublicMaintenance>> PublicAsync(CancellationToken ct) => throw new NotSupportedException("The intake shows nothing to the public.");

    public Task<string?> OnAsync(string service, CancellationToken ct) => planned?.OnAsync(service, ct) ?? Task.FromResult<string?>(null);

    public void Ring(StoredSignal signal, string step) => Rings.Add(step);

    public Task KeepAsync(string incidentId, string reporterHash, string mail, CancellationToken ct)
    {
        Kept.Add($"{incidentId} {mail}");
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A channel that answers what the test says, and remembers what it was given.</summary>
sealed class FakeChannel(string name, Func<Delivery, int, Attempt> answer, Func<Delivery, Attempt>? reconcile = null) : IChannel
{
    public List<string> Given { get; } = [];

    public string Name => name;

    public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        Given.Add(delivery.EffectId);
        return Task.FromResult(answer(delivery, Given.Count(g => g == delivery.EffectId)));
    }

    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult(reconcile?.Invoke(delivery) ?? new Attempt.Deferred("Not there."));

    public static FakeChannel Works(string name) => new(name, (_, _) => new Attempt.Delivered("ok"));
}

/// <summary>A sender whose code has a bug.</summary>
sealed class Stumbling : ISender
{
    public string Type => "odd";

    public MappedInput Map(Incoming document) => throw (document.Body.Span.SequenceEqual("late"u8) ? new TaskCanceledException("Too late.") : new InvalidOperationException("Stumbled."));
}

/// <summary>"KEY MINUTE NAMED": a firing at a minute, or an end at a negative one.</summary>
sealed class NamesTheAlertAlone : ISender
{
    public string Type => "keyed";

    public bool EndsByKey => true;

    public MappedInput Map(Incoming document)
    {
        var words = Encoding.UTF8.GetString(document.Body.Span).Split(' ');
        var minute = int.Parse(words[1], CultureInfo.InvariantCulture);
        var time = Company.Monday.AddMinutes(Math.Abs(minute));
        return minute < 0 ? new MappedInput([], [new EndedAlert(words[0], "", "", time)])
            : new MappedInput([new Alert(words[0], words[2] == "True" ? words[1] : "", "keyed", words[0], "It fails", null, null, time, null)], []);
    }
}
