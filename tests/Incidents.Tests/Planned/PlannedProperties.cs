using Incidents.Planned;
using Incidents.Public;
using static Incidents.Tests.Planned.PlannedStory;

namespace Incidents.Tests.Planned;

/// <summary>Whatever is said in whatever order: nothing unapproved is read, nothing that was told is taken back, and calendars see every change.</summary>
public class PlannedProperties
{
    const int Stories = 2_000;

    [Fact]
    public void Random_orders_keep_the_promises()
    {
        for (var seed = 0; seed < Stories; seed++)
        {
            var random = new Random(seed);
            var story = new PlannedStory().Say(Draft(random.Next(2) == 0, random.Next(2) == 0));
            var at = Ten.AddHours(-2);
            for (var n = 0; n < 25; n++)
            {
                var before = story.Work!;
                at = at.AddMinutes(random.Next(0, 40));
                var order = Order(random, at, before);
                story.Say(order);
                Check(seed, before, story.Work!, order, at);
            }
        }
    }

    static void Check(int seed, PlannedWork before, PlannedWork after, PlannedOrder order, DateTimeOffset at)
    {
        var where = $"seed {seed}, {order}";
        Assert.True(after.IsPublic || after.Updates.Count == 0, where);
        Assert.True(before.Updates.SequenceEqual(after.Updates.Take(before.Updates.Count)), where);
        Assert.True(before.Entries.SequenceEqual(after.Entries.Take(before.Entries.Count)), where);
        Assert.Equal(after.Entries.Count, after.Revision);
        Assert.True(!before.IsOver || after == before, where);
        Assert.True(after.Public is null || (after.End > after.Start && (after.StartedAt is not null || after.State == MaintenanceState.Scheduled || after.Cancelled)), where);
        // What the public reads changes with its number, and only then.
        if (before.Public is { } was)
        {
            var same = was == after.Public! with { Services = was.Services, Updates = was.Updates, Impacts = was.Impacts } && was.Updates.SequenceEqual(after.Public!.Updates) && was.Services.SequenceEqual(after.Public.Services);
            Assert.True(same == (was.Revision == after.Public!.Revision) && after.Public.Revision >= was.Revision, where);
        }

        Assert.False(order is PlannedStruck && after.NextDeadline <= at, where);
        // Words that went out are a manager's, or were approved with the publication.
        foreach (var update in after.Updates.Skip(before.Updates.Count).Where(u => u.Text.StartsWith("own", StringComparison.Ordinal)))
        {
            Assert.True(order is PlannedWord { By: "mia", SignedIn: true }, where);
        }
    }

    static PlannedOrder Order(Random random, DateTimeOffset at, PlannedWork work)
    {
        var (by, signedIn, note) = (random.Next(2) == 0 ? "mia" : "ana", random.Next(4) > 0, random.Next(3) == 0 ? $"own {at:O}" : null);
        return random.Next(10) switch
        {
            0 => new PublishWork(at, by, signedIn, work.Revision),
            1 => new StartWork(at, by, signedIn, note),
            2 => new VerifyWork(at, by, signedIn, note),
            3 => new CompleteWork(at, by, signedIn, note),
            4 => new ExtendWork(at, by, signedIn, at.AddMinutes(random.Next(-30, 90)), note),
            5 => new EditWork(at, by, signedIn, Start: at.AddMinutes(random.Next(0, 60)), End: at.AddMinutes(random.Next(30, 120)), Note: note),
            6 => new EditWork(at, by, signedIn, Title: $"Work {random.Next(3)}", EndsItself: random.Next(2) == 0),
            7 when random.Next(6) == 0 => new CancelWork(at, by, signedIn, note),
            8 => new SayOfWork(at, by, signedIn, $"own {at:O}"),
            _ => new PlannedStruck(at),
        };
    }
}
