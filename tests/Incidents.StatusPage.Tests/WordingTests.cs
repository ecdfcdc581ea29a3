using System.Reflection;
using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Tests;

public class WordingTests
{
    public static TheoryData<string> Languages => ["pt", "es", "ar"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_that_the_public_reads_is_left_in_English(string language)
    {
        var left = Spoken(Texts.For("en")).Zip(Spoken(Texts.For(language))).Concat(Spoken(SubscriberTexts.For("en")).Zip(Spoken(SubscriberTexts.For(language))))
            .Where(pair => pair.First.Text == pair.Second.Text && pair.First.Text.Any(char.IsLetter))
            .Select(pair => $"{pair.First.Name}: {pair.First.Text}");

        Assert.Empty(left);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_has_the_figure_or_the_name_that_it_is_given(string language)
    {
        var lost = Spoken(Texts.For(language)).Concat(Spoken(SubscriberTexts.For(language))).Where(said => said.Given is { } given && !said.Text.Contains(given, StringComparison.Ordinal));

        Assert.Empty(lost.Select(said => $"{said.Name}: {said.Text}"));
    }

    [Theory]
    [InlineData("en", "1 earlier update", "2 earlier updates")]
    [InlineData("pt", "1 atualização anterior", "2 atualizações anteriores")]
    [InlineData("es", "1 actualización anterior", "2 actualizaciones anteriores")]
    [InlineData("ar", "تحديث سابق واحد", "تحديثان سابقان")]
    public void One_is_not_said_as_several(string language, string one, string two)
    {
        var texts = Texts.For(language);

        Assert.Equal((one, two), (texts.EarlierUpdates(1), texts.EarlierUpdates(2)));
    }

    // Every text of a language: functions with the figures and words that they are called with, so that a member added later is looked at as well.
    static IEnumerable<(string Name, string Text, string? Given)> Spoken(object texts) => texts.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.Name is not (nameof(Texts.Tag) or nameof(Texts.Comma) or nameof(Texts.Units) or nameof(Texts.ShortMonths) or nameof(Texts.Percent) or nameof(Texts.MonthOfYear) or nameof(Texts.RightToLeft)))
        .SelectMany(member => member.GetValue(texts) switch
        {
            string text => [(member.Name, text, (string?)null)],
            string[] list => list.Select(text => (member.Name, text, (string?)null)),
            Func<int, string> count => new[] { 3, 11, 100 }.Select(number => (member.Name, count(number), (string?)number.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            Func<string, string> name => [(member.Name, name("Zzz"), (string?)"Zzz")],
            Func<string, string, string> names => [(member.Name, names("Zzz", "Yyy"), (string?)"Yyy")],
            Func<int, string, string> both => [(member.Name, both(7, "Zzz"), (string?)"7"), (member.Name, both(7, "Zzz"), (string?)"Zzz")],
            Func<Impact, string> impact => Enum.GetValues<Impact>().Select(value => (member.Name, impact(value), (string?)null)),
            Func<Impact, string, string> affects => Enum.GetValues<Impact>().Select(value => (member.Name, affects(value, "Zzz"), (string?)"Zzz")),
            Func<PublicState, string> state => Enum.GetValues<PublicState>().Select(value => (member.Name, state(value), (string?)null)),
            Func<ServiceStatus, string> status => Enum.GetValues<ServiceStatus>().Select(value => (member.Name, status(value), (string?)null)),
            Func<MaintenanceState, string> work => Enum.GetValues<MaintenanceState>().Select(value => (member.Name, work(value), (string?)null)),
            var other => throw new InvalidOperationException($"{member.Name} is {other?.GetType()}: say here how it is called."),
        });
}
