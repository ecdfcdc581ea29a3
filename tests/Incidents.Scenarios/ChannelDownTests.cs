namespace Incidents.Scenarios;

public class ChannelDownTests
{
    [Fact]
    public async Task Channels_that_are_down_for_the_whole_incident_hold_nothing_up_and_are_shown()
    {
        Hosts.OnlyOwned();
        // Nobody listens at the push server, and the mail server knows no Bea.
        var company = Hosts.Usual with { PushAddress = new Uri($"http://127.0.0.1:{HostCommand.FreePort()}/") };
        await using var host = (StartedHost)await HostChoice.OpenAsync(company);
        host.Sink.Refuse(company.MailOf("bea"));
        using var people = new Responders(host, Responders.NewService("checkout"));

        foreach (var scene in Story.Of(people, reachesBea: false))
        {
            await scene.Act();
        }

        var seen = await people.EventuallyAsync("ended", one => one is { Phase: "Closed", Ended: true } && one.Deliveries.Where(delivery => delivery.Channel != "push").All(delivery => delivery.IsFinished));
        Assert.All(seen.Deliveries.Where(delivery => delivery.What.StartsWith("Mail to Bea", StringComparison.Ordinal)), mail => Assert.True(mail.State is "GivenUp" or "Dropped", mail.State));
        Assert.NotEmpty(seen.Undelivered);
        Assert.All(seen.Deliveries.Where(delivery => delivery.Channel == "push"), push => Assert.NotEqual("Delivered", push.State));
        Assert.Contains(seen.Deliveries, delivery => delivery is { Channel: "push", Attempts: > 0 });
        Assert.Contains(seen.Timeline, line => line.Text.StartsWith("Mail to Bea", StringComparison.Ordinal) && line.Text.Contains("not delivered", StringComparison.Ordinal));
        Assert.DoesNotContain(people.Mails, letter => letter.To == "Bea");
        Assert.Equal(Enumerable.Range(0, 10).Select(step => $"{step} Done"), seen.Steps.Select(step => $"{step.Number} {step.State}"));
    }
}
