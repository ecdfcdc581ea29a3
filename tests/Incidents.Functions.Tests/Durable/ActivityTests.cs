using System.Reflection;
using System.Text.Json.Serialization;
using Incidents.Functions.Durable;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Tests.Durable;

public class ActivityTests
{
    static readonly MethodInfo[] Functions = [.. typeof(IncidentActivities).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    public static TheoryData<string> Kinds => [.. typeof(Effect).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(kind => kind.DerivedType.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_effect_has_an_activity_of_its_name(string kind)
    {
        var function = Assert.Single(Functions, function => Name(function) == kind);

        var input = Assert.Single(function.GetParameters());
        Assert.NotNull(input.GetCustomAttribute<ActivityTriggerAttribute>());
        Assert.Equal(typeof(DeliveryBatch), input.ParameterType);
    }

    [Fact]
    public void An_effect_is_carried_out_by_the_activity_of_its_kind() =>
        Assert.Equal(nameof(PostPublicly), IncidentActivities.ActivityFor(new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails.")));

    [Fact]
    public void Every_function_has_a_name_of_its_own() => Assert.Distinct(Functions.Select(Name), StringComparer.OrdinalIgnoreCase);

    static string Name(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;
}
