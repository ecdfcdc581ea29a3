using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Incidents.Desk.Tests;

/// <summary>One value of every type in the storage format, each member filled with something that is not its default, so that a lost member is seen.</summary>
static class Samples
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, 123, TimeSpan.Zero);

    public static IReadOnlyList<Signal> Signals => All<Signal>();

    public static IReadOnlyList<Event> Events => All<Event>();

    public static IReadOnlyList<Effect> Effects => All<Effect>();

    public static T One<T>() => (T)Make(typeof(T), 1);

    static List<T> All<T>() => [.. typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (T)Make(a.DerivedType, 1))];

    static object Make(Type type, int n)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, n);
        }

        return type switch
        {
            _ when type == typeof(string) => $"text {n} with \"quotes\", a\nline, \u202e and \ud83d\ude80",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => n + 1,
            _ when type == typeof(double) => n + 0.5,
            _ when type == typeof(DateTimeOffset) => Noon.AddMinutes(n),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(n + 0.25),
            _ when type == typeof(Uri) => new Uri(string.Create(CultureInfo.InvariantCulture, $"https://example.com/{n}?a=b#c")),
            _ when type == typeof(Effect) => Make(typeof(PostPublicly), n),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ when Element(type) is { } element => Many(type, element, n),
            _ => Construct(type, n),
        };
    }

    static object Construct(Type type, int n)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length) ?? throw new InvalidOperationException($"{type} has no constructor that a sample could use.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select((p, i) => Make(p.ParameterType, n + i + 1))]);
        var parameters = constructor.GetParameters().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var member in type.GetProperties().Where(p => p.CanWrite && !parameters.Contains(p.Name)))
        {
            member.SetValue(made, Make(member.PropertyType, n));
        }

        return made;
    }

    static Type? Element(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var only] ? only : null;

    static object Many(Type type, Type element, int n)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        list.Add(Make(element, n + 1));
        list.Add(Make(element, n + 2));
        return type.IsInstanceOfType(list) ? list
            : type.GetGenericTypeDefinition() == typeof(ImmutableList<>) ? typeof(ImmutableList).GetMethods().Single(m => m.Name == "CreateRange" && m.GetParameters().Length == 1).MakeGenericMethod(element).Invoke(null, [list])!
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A sample of {type} is not known."));
    }
}
