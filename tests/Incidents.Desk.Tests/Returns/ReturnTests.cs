using Incidents.Desk.Returns;
using Incidents.Desk.Subscribers;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Desk.Tests.Returns;

/// <summary>A mail that came back is undelivered wherever somebody looks, once, whatever dies meanwhile.</summary>
public sealed class ReturnTests
{
    const string Said = "The mail came back: 550 5.1.1 no such user";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_came_back_is_refused_in_the_ledger_and_undelivered_for_the_plan_and_known_at_the_contact()
    {
        await using var office = Office();
        var (incident, mail) = await MailedAsync(office);
        var box = new Postbox();
        box.Put(Postbox.About(incident, mail.Id));

        var troubles = await RoundAsync(office, box);
        await RoundAsync(office, box);

        var entry = (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == mail.Id);
        Assert.Equal((LedgerState.GivenUp, true, Said), (entry.State, entry.Refused, entry.Detail));
        Assert.Equal(Said, (await office.Look(incident)).Undelivered[mail.Id].Detail);
        Assert.Single((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<EffectReturned>());
        var told = ToldBook.Of(await office.Look(incident), await office.Desk.StoryAsync(incident, Ct), await office.Log.LedgerAsync(incident, Ct));
        Assert.True(told.Others.Single(d => d.EffectId == mail.Id) is { State: ToldState.Refused, Detail: Said, CanSendAgain: true });
        Assert.Equal(("mail", Said, true), Assert.Single((await troubles.AllAsync(Ct))["ana"]) is var trouble ? (trouble.Way, trouble.Said, trouble.CameBack) : default);
        Assert.Equal([0], box.Marked);
    }

    [Fact]
    public async Task A_delayed_mail_is_said_and_stays_delivered_until_it_comes_back()
    {
        await using var office = Office();
        var (incident, mail) = await MailedAsync(office);
        var box = new Postbox();
        box.Put(Postbox.About(incident, mail.Id, ReturnKind.Delayed, "The receiver's server has not taken it yet: 4.4.1 timed out"));
        box.Put(Postbox.About(incident, mail.Id, ReturnKind.Delayed, "The receiver's server has not taken it yet: 4.4.1 still"));

        await RoundAsync(office, box);

        var entry = (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == mail.Id);
        Assert.Equal((LedgerState.Delivered, "ok. The receiver's server has not taken it yet: 4.4.1 still"), (entry.State, entry.Detail));
        Assert.Empty((await office.Look(incident)).Undelivered);

        box.Put(Postbox.About(incident, mail.Id));
        await RoundAsync(office, box);
        Assert.Single((await office.Look(incident)).Undelivered);
    }

    [Fact]
    public async Task A_report_that_is_quicker_than_the_ledger_waits_for_it()
    {
        await using var office = Office();
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        var now = office.Clock.GetUtcNow();
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 1, LedgerState.Attempting, 1, now, now.AddMinutes(1), "", now), 0, Ct);
        var box = new Postbox();
        box.Put(Postbox.About(incident, due.EffectId));

        await RoundAsync(office, box);
        Assert.Empty(box.Marked);
        await office.Log.WriteLedgerAsync(new LedgerEntry(due.EffectId, incident, 2, LedgerState.Delivered, 1, now, null, "ok", now), 1, Ct);
        await RoundAsync(office, box);

        Assert.Equal([0], box.Marked);
        Assert.Equal([due.EffectId], (await office.Look(incident)).Undelivered.Keys);
    }

    [Fact]
    public async Task Reports_on_mails_of_others_are_left_alone()
    {
        await using var office = Office();
        var (incident, mail) = await MailedAsync(office);
        var box = new Postbox();
        box.Put();
        box.Put(Postbox.About("another", mail.Id));
        box.Put(Postbox.About(incident, $"{incident}/99/0"));
        box.Put(Postbox.About(incident, mail.Id) with { Manage = "forged" });

        var troubles = await RoundAsync(office, box);

        Assert.Empty(box.Marked);
        Assert.Empty(await troubles.AllAsync(Ct));
        Assert.Empty((await office.Look(incident)).Undelivered);
    }

    [Fact]
    public async Task Whatever_shared_the_mail_came_back_with_it()
    {
        await using var office = Office();
        var (incident, mail) = await MailedAsync(office);
        var entry = (await office.Log.LedgerAsync(incident, Ct)).Single(e => e.EffectId == mail.Id);
        await office.Say(incident, at => new DeclareIncident(at, "rui", "Sure"));
        await office.DeliverAll(incident);
        var other = (await office.Desk.StoryAsync(incident, Ct)).Effects.First(e => e.Effect is MailPerson && e.Id != mail.Id).Id;
        await office.Log.WriteLedgerAsync(entry with { Revision = entry.Revision + 1, Folded = [mail.Id, other] }, entry.Revision, Ct);
        var box = new Postbox();
        box.Put(Postbox.About(incident, mail.Id));

        await RoundAsync(office, box);

        Assert.Equal(new[] { mail.Id, other }.Order(StringComparer.Ordinal), (await office.Look(incident)).Undelivered.Keys);
        Assert.Equal(2, (await office.Log.LedgerAsync(incident, Ct)).Count(e => e is { Refused: true, Detail: Said }));
    }

    [Fact]
    public async Task A_process_that_dies_anywhere_between_loses_nothing_and_repeats_nothing()
    {
        var died = 0;
        for (var step = 0; ; step++)
        {
            await using var office = Office();
            var (incident, mail) = await MailedAsync(office);
            var box = new Postbox();
            box.Put(Postbox.About(incident, mail.Id));
            var (log, calls) = CountingLog.Of(office.Log);
            var (records, recordCalls) = Falling.Of(office.Log);
            var left = step;
            void Dies(string _)
            {
                if (left-- == 0)
                    throw new IOException("The process died.");
            }

            calls.Before = Dies;
            recordCalls.Before = Dies;
            box.Between = () => Dies("");
            await RoundAsync(office, box, log, records);
            died += left < 0 ? 1 : 0;
            box.Between = null;
            var troubles = await RoundAsync(office, box);

            Assert.Single((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<EffectReturned>());
            Assert.Single(await office.Log.LedgerAsync(incident, Ct), e => e is { State: LedgerState.GivenUp, Refused: true } && e.EffectId == mail.Id);
            Assert.Single((await troubles.AllAsync(Ct))["ana"]);
            Assert.Equal([0], box.Marked);
            if (left >= 0)
                break;
        }

        Assert.True(died > 10, $"Only {died} steps were tried.");
    }

    [Fact]
    public async Task A_subscriber_whose_address_does_not_exist_is_not_written_to_any_more()
    {
        await using var audience = new Subscribers.Audience();
        var id = await audience.SubscribeAsync("eve@fabrikam.example");

        Assert.Equal(Taken.Recorded, await Returns(audience).TakeAsync(Report(audience, id, "one", ofAddress: true), Ct));

        Assert.True(await audience.Desk.FindAsync(id, Ct) is { State: SubscriberState.Suppressed, Why: Said });
    }

    [Fact]
    public async Task A_subscriber_is_bouncing_after_a_mail_and_suppressed_after_the_third_in_a_month()
    {
        await using var audience = new Subscribers.Audience();
        var id = await audience.SubscribeAsync("eve@fabrikam.example");
        var returns = Returns(audience);

        await returns.TakeAsync(Report(audience, id, "old"), Ct);
        audience.Time.Advance(SubscriberOptions.BounceMemory);
        foreach (var mail in (string[])["one", "one", "two"])
            await returns.TakeAsync(Report(audience, id, mail), Ct);
        Assert.True(await audience.Desk.FindAsync(id, Ct) is { State: SubscriberState.Active, Bounces: { Count: 2, Said: Said } });
        await returns.TakeAsync(Report(audience, id, "three") with { Kind = ReturnKind.Delayed }, Ct);
        Assert.True(await audience.Desk.FindAsync(id, Ct) is { State: SubscriberState.Active });

        await returns.TakeAsync(Report(audience, id, "three"), Ct);
        Assert.True(await audience.Desk.FindAsync(id, Ct) is { State: SubscriberState.Suppressed });

        Assert.Equal(Taken.NotOurs, await returns.TakeAsync(Report(audience, id, "x") with { Manage = audience.Keys.ManageToken(id)[..^2] + "xx" }, Ct));
    }

    static SubscriberReturns Returns(Subscribers.Audience audience) => new(audience.Store, audience.Keys, audience.Time);

    static ReturnedMail Report(Subscribers.Audience audience, string id, string mail, bool ofAddress = false) => new(mail, [], ReturnKind.Refused, Said, ofAddress) { Manage = audience.Keys.ManageToken(id) };

    static Office Office() => new(null, FakeChannel.Works("mail"), FakeChannel.Works("push"), FakeChannel.Works("chat"));

    static async Task<(string Incident, (string Id, Effect Effect) Mail)> MailedAsync(Office office)
    {
        var incident = await office.Open();
        await office.DeliverAll(incident);
        return (incident, (await office.Desk.StoryAsync(incident, Ct)).Effects.First(e => e.Effect is MailPerson { Person: "ana" }));
    }

    // A process of its own: it shares the disk and nothing else.
    static async Task<ContactTroubles> RoundAsync(Office office, Postbox box, IIncidentLog? log = null, IRecordStore? records = null)
    {
        (log, records) = (log ?? office.Log, records ?? office.Log);
        var troubles = new ContactTroubles(records, office.Clock, NullLogger<ContactTroubles>.Instance);
        var desk = new ReturnDesk(log, new IncidentDesk(log, () => Company.Policy, office.Clock, office, NullLogger<IncidentDesk>.Instance), Postbox.Names, troubles, [], office.Clock);
        var keys = new SubscriberKeys(new byte[32]);
        await new ReturnRounds(desk, new SubscriberReturns(new SubscriberStore(records, keys), keys, office.Clock), records, office.Clock, NullLogger<ReturnRounds>.Instance, box).RoundAsync(Ct);
        return troubles;
    }
}
