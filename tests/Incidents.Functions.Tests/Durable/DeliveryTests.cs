using Incidents.Desk.Tests;
using Incidents.Functions.Durable;

namespace Incidents.Functions.Tests.Durable;

public sealed class DeliveryTests : IAsyncDisposable
{
    readonly FakeChannel mail = FakeChannel.Works("mail");
    readonly FakeChannel chat = FakeChannel.Works("chat");
    readonly FakeChannel push = FakeChannel.Works("push");
    readonly Office office;
    readonly IncidentActivities activities;

    public DeliveryTests()
    {
        office = new Office(channels: [mail, chat, push, FakeChannel.Works("call"), FakeChannel.Works(PublishPage.Name)]);
        activities = new IncidentActivities(office.Desk, office.Delivery, office.Clock);
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task A_turn_names_what_is_due_by_the_activity_of_its_kind_and_when_to_wake()
    {
        await office.Open();

        var turn = await activities.AdvanceAsync("a");

        Assert.All(turn.Due, kind => Assert.All(kind.Effects, effect => Assert.StartsWith("a/", effect, StringComparison.Ordinal)));
        Assert.Contains(nameof(PushPerson), turn.Due.Select(kind => kind.Activity));
        Assert.Distinct(turn.Due.Select(kind => kind.Activity));
        Assert.Equal(DateTimeKind.Utc, turn.WakeAt!.Value.Kind);
        Assert.False(turn.Ended);
    }

    [Fact]
    public async Task An_activity_delivers_what_it_is_told_and_leaves_the_rest_to_others()
    {
        await office.Open();
        var pushes = Assert.Single((await activities.AdvanceAsync("a")).Due, kind => kind.Activity == nameof(PushPerson));

        var after = await activities.PushPersonAsync(new DeliveryBatch("a", pushes.Effects));

        Assert.Equal(pushes.Effects, push.Given);
        Assert.Empty(mail.Given);
        Assert.Empty(chat.Given);
        Assert.Empty(after.Due.SelectMany(kind => kind.Effects).Intersect(pushes.Effects));
    }

    [Fact]
    public async Task An_effect_that_is_not_due_any_more_is_not_delivered_again()
    {
        await office.Open();
        var pushes = Assert.Single((await activities.AdvanceAsync("a")).Due, kind => kind.Activity == nameof(PushPerson));
        await activities.PushPersonAsync(new DeliveryBatch("a", pushes.Effects));

        await activities.PushPersonAsync(new DeliveryBatch("a", pushes.Effects));

        Assert.Equal(pushes.Effects, push.Given);
    }

    [Fact]
    public async Task A_delivery_is_told_to_the_plan_by_the_turn_that_follows()
    {
        await office.Open();
        foreach (var kind in (await activities.AdvanceAsync("a")).Due)
        {
            await activities.MailPersonAsync(new DeliveryBatch("a", kind.Effects));
        }

        await activities.AdvanceAsync("a");

        Assert.Null((await office.Log.HeadAsync("a", CancellationToken.None))!.UndeliveredSince);
    }
}
