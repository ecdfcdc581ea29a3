using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests;

public class WatchdogTests
{
    [Theory]
    [InlineData("""{"status":"resolved","alerts":[{"status":"resolved"}]}""", true)]
    [InlineData("""{"status":"resolved"}""", true)]
    [InlineData("""[{"endsAt":"2026-03-02T10:00:00Z"}]""", true)]
    [InlineData("""{"status":"firing","alerts":[{"status":"firing"},{"status":"resolved"}]}""", false)]
    [InlineData("""[{"endsAt":"2026-03-02T09:00:00Z"},{"endsAt":"2026-03-02T10:04:00Z"}]""", false)]
    [InlineData("""[{}]""", false)]
    [InlineData("""[]""", false)]
    [InlineData("""{"alerts":[1]}""", false)]
    [InlineData("""{"status":"\ud800"}""", false)]
    [InlineData("", false)]
    [InlineData("still here", false)]
    public void Only_what_says_that_all_is_over_is_no_sign_of_life(string body, bool isOver) =>
        Assert.Equal(isOver, Watchdog.SaysOver(Encoding.UTF8.GetBytes(body), Company.Monday));
}
