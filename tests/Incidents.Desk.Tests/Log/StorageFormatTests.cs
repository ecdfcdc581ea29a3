using System.Reflection;
using System.Text.Json.Serialization;

namespace Incidents.Desk.Tests;

/// <summary>What is in a log stays readable: names are never changed, and every type is written and read back.</summary>
public class StorageFormatTests
{
    [Fact]
    public void Every_storage_name_is_still_the_approved_one()
    {
        var names = new[] { typeof(Signal), typeof(Event), typeof(Effect) }
            .SelectMany(root => root.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => $"{root.Name} {a.TypeDiscriminator}: {string.Join(", ", Members(a.DerivedType))}"))
            .Order(StringComparer.Ordinal);
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Log", "storage-format.approved.txt"));
        // A new type or a new member that may be absent is added to the file; a line that changes or goes breaks the logs of every user.
        Assert.Equal(approved, names);
    }

    [Fact]
    public void Every_type_of_the_hierarchies_has_a_storage_name()
    {
        foreach (var root in new[] { typeof(Signal), typeof(Event), typeof(Effect) })
        {
            var named = root.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToHashSet();
            Assert.DoesNotContain(root.Assembly.GetTypes(), t => t.IsSubclassOf(root) && !t.IsAbstract && !named.Contains(t));
        }
    }

    [Fact]
    public void Signals_events_and_effects_come_back_as_they_were_written()
    {
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, 123, TimeSpan.Zero);
        var effect = new PostPublicly("x", 2, NoticeKind.Resolved, "Text with \"quotes\" and\nlines \u202e");
        Assert.Equal(effect, LogJson.Read<Effect>(LogJson.Write<Effect>(effect)));
        var failure = new MailPerson("mia", "s", "t", News: true) { FailureOf = "a/1/0" };
        Assert.Equal(failure, LogJson.Read<Effect>(LogJson.Write<Effect>(failure)));
        Assert.DoesNotContain("failure", LogJson.Write<Effect>(failure with { FailureOf = null }), StringComparison.OrdinalIgnoreCase);
        Signal signal = new DeliveryReported(at, "a/1/0", effect, DeliveryOutcome.Uncertain, "?");
        Assert.Equal(signal, LogJson.Read<Signal>(LogJson.Write(signal)));
        Event @event = new NoticePublished(at, 1, new Notice(NoticeKind.Identified, Audience.Public, 3, "T", "X", "t@1"), "mia", null, BySilence: false, at.AddMinutes(20), null);
        Assert.Equal(@event, LogJson.Read<Event>(LogJson.Write(@event)));
        Assert.StartsWith("{\"event\":\"notice-published\"", LogJson.Write(@event), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_newer_version_are_skipped() =>
        Assert.Equal(new Acknowledged(DateTimeOffset.UnixEpoch, "ana"), LogJson.Read<Event>("""{"at":"1970-01-01T00:00:00+00:00","mood":"calm","by":"ana","event":"acknowledged"}"""));

    static IEnumerable<string> Members(Type type) => type.GetProperties()
        .Where(p => p.Name is not ("EqualityContract" or "Channel" or "Lane" or "AboutRequest" or "IsPublic")).Select(p => $"{p.Name} {Name(p.PropertyType)}").Order(StringComparer.Ordinal);

    static string Name(Type type) => type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]} of {string.Join(" and ", type.GetGenericArguments().Select(Name))}" : type.Name;
}
