using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Incidents.Hosting.Configuration;

/// <summary>Every value with a <c>[Range]</c>, wherever it is.</summary>
static class RangeCheck
{
    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
    [
        .. Of(c.BusinessHours, "businessHours"), .. Of(c.Rotation, "rotation"), .. Of(c.Thresholds, "thresholds"), .. Of(c.Channels.Mail.Smtp, "channels.mail.smtp"), .. Of(c.Channels.Mail.Bounces, "channels.mail.bounces"), .. Of(c.Subscribers, "subscribers"),
        .. (c.People ?? []).Index().SelectMany(p => p.Item.Ways.Index().SelectMany(w => Of(w.Item, $"people[{p.Index}].ways[{w.Index}]"))),
        .. c.Sources.Index().SelectMany(source => (Problem[])[.. Of(source.Item, $"sources[{source.Index}]"), .. Of(source.Item.Pull, $"sources[{source.Index}].pull")]),
    ];

    static IEnumerable<Problem> Of(object? section, string path) => section is null ? [] :
        from property in ConfigurationReader.Properties(section.GetType())
        from range in property.GetCustomAttributes<RangeAttribute>()
        where !Fits(range, property.GetValue(section))
        let name = ConfigurationReader.NameOf(property)
        select new Problem($"{path}.{name}", $"{Shown(property.GetValue(section))} is out of range.", $"Write a value from {range.Minimum} to {range.Maximum}.");

    static bool Fits(RangeAttribute range, object? value) => value switch
    {
        null => true,
        int number => number >= (int)range.Minimum && number <= (int)range.Maximum,
        TimeSpan span => span >= Span(range.Minimum) && span <= Span(range.Maximum),
        _ => throw new InvalidOperationException($"A range is given for {value.GetType()}, which is not compared here."),
    };

    static TimeSpan Span(object bound) => TimeSpan.Parse(bound.ToString()!, CultureInfo.InvariantCulture);

    static string Shown(object? value) => string.Create(CultureInfo.InvariantCulture, $"{value}");
}
