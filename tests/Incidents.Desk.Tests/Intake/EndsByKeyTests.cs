using System.Globalization;
using System.Text;
using Incidents.Tests;

namespace Incidents.Desk.Tests;

/// <summary>Senders whose ends name the alert alone.</summary>
public class EndsByKeyTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_whatever_order_they_come_only_what_began_after_the_last_end_fires()
    {
        await using var office = new Office();
        foreach (var (number, order) in Orders([1, -2, 3, -4, 5]).Index())
        {
            foreach (var minute in order)
            {
                await Receive(office, $"key{number}", minute, named: true);
            }

            Assert.Equal([Company.Monday.AddMinutes(5)], (await FiringAsync(office, $"key{number}")).Select(alert => alert.StartedAt));
        }
    }

    [Fact]
    public async Task A_firing_without_an_occurrence_is_a_repeat_until_the_end_and_then_a_new_one()
    {
        await using var office = new Office();
        await Receive(office, "a", 1, named: false);
        await Receive(office, "a", 2, named: false);
        Assert.Equal(Company.Monday.AddMinutes(1), Assert.Single(await FiringAsync(office, "a")).StartedAt);

        await Receive(office, "a", -3, named: false);
        Assert.Empty(await FiringAsync(office, "a"));

        await Receive(office, "a", 4, named: false);
        Assert.Equal(Company.Monday.AddMinutes(4), Assert.Single(await FiringAsync(office, "a")).StartedAt);
    }

    static async Task<IReadOnlyList<Alert>> FiringAsync(Office office, string key)
    {
        var firing = new List<Alert>();
        foreach (var head in await office.Log.HeadsAsync(HeadFilter.All, 1_000, Ct))
        {
            firing.AddRange((await office.Look(head.Id)).Alerts.Values.Where(state => state.Firing && state.Alert!.Key == key).Select(state => state.Alert!));
        }

        return firing;
    }

    static async Task Receive(Office office, string key, int minute, bool named)
    {
        var input = new RawInput(Guid.NewGuid().ToString(), "keyed", Company.Monday.AddMinutes(10), "text/plain", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key} {minute} {named}")));
        await office.Intake.AcceptAsync(input, Ct);
        await office.Intake.ServeAsync(input, Ct);
    }

    static IEnumerable<int[]> Orders(int[] items) => items.Length < 2 ? [items] : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
