using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

public sealed class PersonalPushTests : IDisposable
{
    readonly Scratch scratch = new();
    readonly FakeTimeProvider time = new(Mails.Noon);
    readonly List<string> rung = [];
    readonly Dictionary<string, Attempt> answers = new(StringComparer.Ordinal);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Ways_follow_each_other_with_the_waits_that_the_person_chose()
    {
        Assert.Equal(new Attempt.Deferred("Sent by ntfy. pushover follows in 2 minutes, unless there is an answer.", TimeSpan.FromMinutes(2)) { Planned = true }, await PushAsync());
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new Attempt.Deferred("Sent by ntfy and pushover. webhook follows in 3 minutes, unless there is an answer.", TimeSpan.FromMinutes(3)) { Planned = true }, await PushAsync());
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(new Attempt.Delivered("By ntfy and pushover and webhook."), await PushAsync());

        Assert.Equal(["ntfy", "pushover", "webhook"], rung);
    }

    [Fact]
    public async Task A_way_that_fails_makes_nobody_wait()
    {
        answers["ntfy"] = new Attempt.Deferred("It is down.");

        Assert.Equal(new Attempt.Deferred("ntfy: It is down."), await PushAsync());
        Assert.Equal(["ntfy", "pushover"], rung);
        answers.Clear();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new Attempt.Delivered("By ntfy and pushover and webhook."), await PushAsync());
        Assert.Equal(["ntfy", "pushover", "ntfy", "webhook"], rung);
    }

    [Fact]
    public async Task A_push_that_asks_nothing_takes_the_first_way_that_works()
    {
        answers["ntfy"] = new Attempt.Refused("No such topic.");

        Assert.Equal(new Attempt.Delivered("By pushover. Not by ntfy: No such topic."), await PushAsync(asks: false));
        Assert.Equal(["ntfy", "pushover"], rung);
    }

    [Fact]
    public async Task Only_when_every_way_refuses_it_is_refused()
    {
        foreach (var way in (string[])["ntfy", "pushover", "webhook"])
            answers[way] = new Attempt.Refused("No.");

        Assert.Equal(new Attempt.Refused("ntfy: No. pushover: No. webhook: No."), await PushAsync());
    }

    [Fact]
    public async Task Somebody_without_a_way_is_refused() =>
        Assert.Equal(new Attempt.Refused("rui has no way to be pushed to."), await Open().AttemptAsync(Mails.Of(new PushPerson("rui", "Hello", "There", Urgent: true)), TestContext.Current.CancellationToken));

    PersonalPush Open() => new(person => person == "ana" ? [Way("ntfy", 0), Way("pushover", 2), Way("webhook", 5)] : [], new FolderFiles(scratch.Path), time);

    // A restart between two attempts: only the files remember.
    Task<Attempt> PushAsync(bool asks = true) => Open().AttemptAsync(Mails.Of(new PushPerson("ana", "Please look", "Checkout fails", Urgent: true, asks ? "q1" : null)), TestContext.Current.CancellationToken);

    Way Way(string name, int minutes) => new(name, TimeSpan.FromMinutes(minutes), new Ringing(() =>
    {
        rung.Add(name);
        return answers.GetValueOrDefault(name) ?? new Attempt.Delivered("ok");
    }));

    sealed class Ringing(Func<Attempt> ring) : IChannel
    {
        public string Name => "push";

        public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => Task.FromResult(ring());

        public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("Again."));
    }
}
