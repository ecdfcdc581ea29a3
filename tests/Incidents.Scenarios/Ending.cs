using System.Security.Cryptography;
using System.Text;

namespace Incidents.Scenarios;

/// <summary>What holds at the end of every incident, whatever happened to the host in between.</summary>
static class Ending
{
    /// <summary>Waits until it has ended and everything has been sent, and checks that nothing was lost and nothing told twice.</summary>
    /// <param name="people">Whose incident.</param>
    /// <param name="repeats">True when the host was killed: then the same mail may come again, under the same Message-ID, and a recipient that keeps those drops it.</param>
    /// <returns>The incident.</returns>
    public static async Task<Seen> OfAsync(Responders people, bool repeats = false)
    {
        var seen = await people.EventuallyAsync("ended, and all is sent", one => one is { Phase: "Closed", Ended: true, IsQuiet: true });
        Assert.Empty(seen.OpenRequests);
        Assert.Empty(seen.Undelivered);
        Assert.Null(seen.NextDeadline);
        Assert.Single(await people.IncidentsAsync());
        Assert.All(seen.Deliveries, delivery => Assert.True(delivery.State is "Delivered" or "Dropped", $"{delivery.What}: {delivery.State} {delivery.Detail}"));
        if (people.Host is StartedHost)
        {
            CheckMails(people, seen, repeats);
        }

        return seen;
    }

    /// <summary>What must be the same whether or not the host was killed: how each step ended, who was told what, and who has which role.</summary>
    public static string Outline(Seen seen) => string.Join('\n',
    [
        $"{seen.Phase} {seen.Severity} {seen.Manager} {seen.TechnicalContact} {seen.SupportContact}",
        .. seen.Steps.Select(step => $"{step.Number} {step.State}"),
        .. seen.Timeline.Select(line => line.Text.Split('\n')[0]).Where(line => line.StartsWith("Published: ", StringComparison.Ordinal) || line.StartsWith("The company was told", StringComparison.Ordinal)
            || line.StartsWith("The public report was published", StringComparison.Ordinal) || line.StartsWith("Alert from ", StringComparison.Ordinal) || line.StartsWith("Declared ", StringComparison.Ordinal)),
    ]);

    /// <summary>How often lines of the timeline say each of the things that happen once.</summary>
    public static void HappenedOnce(Seen seen, params IReadOnlyList<string> lines) => Assert.All(lines, line => Assert.True(seen.Said(line) == 1, $"{seen.Said(line)} times: {line}"));

    static void CheckMails(Responders people, Seen seen, bool repeats)
    {
        // A Message-ID is made from the effect's id, and nothing but an effect is mailed about an incident.
        var owed = seen.Deliveries.Where(delivery => delivery is { Channel: "mail", State: "Delivered" }).Select(CarriedBy).ToList();
        var mails = people.Mails.Select(letter => letter.MessageId.Split('@')[0]).ToList();

        Assert.Empty(owed.Except(mails, StringComparer.Ordinal));
        Assert.Empty(mails.Except(seen.Deliveries.Select(delivery => Key(delivery.EffectId)), StringComparer.Ordinal));
        if (!repeats)
        {
            Assert.Equal(mails.Distinct(StringComparer.Ordinal).Count(), mails.Count);
        }
    }

    // What shares a mail with others names it; otherwise its own id makes the Message-ID. A service that names its mails by itself says no Message-ID, and the others answer for it.
    static string CarriedBy(SeenDelivery delivery) => delivery.Detail is { } detail && detail.StartsWith("In one mail with ", StringComparison.Ordinal) && detail.Split(' ')[^1].Split('@') is [var id, _] ? id : Key(delivery.EffectId);

    static string Key(string effectId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(effectId)).AsSpan(0, 16));
}
