using System.Text;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// An alarm of Amazon CloudWatch inside the envelope of Amazon SNS. <c>AlarmArn</c> names the alert and <c>StateChangeTime</c> the occurrence; only ALARM fires and only OK
/// ends, INSUFFICIENT_DATA is neither. The alarm's description may hold <c>service:NAME</c>, <c>severity:WORD</c> and <c>affected_users:N</c>, since an alarm has no
/// such fields. Source: CloudWatch user guide, "Notifying users on alarm changes"; SNS developer guide, "HTTP/HTTPS notification JSON format".
/// </summary>
public sealed class CloudWatch : ISender
{
    /// <inheritdoc/>
    public string Type => "cloudWatch";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => source.Proof != SourceProof.Sns ? source.Cannot("Amazon SNS", "sns") : $"""
        aws sns subscribe --topic-arn {source.Topic} --protocol https --notification-endpoint '{source.Address}'
        # It confirms itself. Give the alarms this topic for both: put-metric-alarm --alarm-actions {source.Topic} --ok-actions {source.Topic}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, envelope => envelope.Text("Type") switch
    {
        "UnsubscribeConfirmation" => new MappedInput([], [], "The subscription of the topic was ended; its alarms do not come here any more."),
        "SubscriptionConfirmation" => new MappedInput([], []),
        "Notification" when envelope.Text("Message") is { } message => StrictJson.Map(Encoding.UTF8.GetBytes(message), alarm => Alarm(alarm, document.Source, document.At)),
        _ => MappedInput.Unmappable("This is no notification of Amazon SNS. Leave \"raw message delivery\" off."),
    });

    static MappedInput Alarm(JsonElement alarm, string source, DateTimeOffset at)
    {
        if (alarm.Scalar("AlarmName") is not { } name || alarm.Text("NewStateValue") is not ("ALARM" or "OK" or "INSUFFICIENT_DATA"))
        {
            return MappedInput.Unmappable("The message is no alarm of CloudWatch: it has no \"AlarmName\", or \"NewStateValue\" is neither ALARM, OK nor INSUFFICIENT_DATA.");
        }

        var arn = alarm.Scalar("AlarmArn");
        var key = $"{source}/{arn ?? $"{alarm.Scalar("AWSAccountId")}/{alarm.Scalar("Region")}/{name}"}";
        var time = alarm.Time("StateChangeTime");
        var description = alarm.Text("AlarmDescription");
        var service = LooseJson.Word(description, "service") ?? name;
        return alarm.Text("NewStateValue") switch
        {
            "ALARM" => new MappedInput([new Alert(key, time.Episode(), source, service, StrictJson.Line($"{name}: {alarm.Scalar("NewStateReason") ?? "in alarm"}"),
                StrictJson.Severity(LooseJson.Word(description, "severity")), LooseJson.Users(description), time.NotAfter(at), Console(arn, name), StrictJson.Host(Instance(alarm.Member("Trigger"))))], []),
            "OK" => new MappedInput([], [new EndedAlert(key, "", service, time.NotAfter(at))]),
            _ => new MappedInput([], []),
        };
    }

    // The machine among the dimensions of the alarm's metric. Amazon writes their members in small letters here.
    static string? Instance(JsonElement trigger) => trigger.Member("Dimensions") is { ValueKind: JsonValueKind.Array } dimensions
        ? dimensions.EnumerateArray().Where(d => d.FirstText("name", "Name") == "InstanceId").Select(d => d.FirstText("value", "Value")).FirstOrDefault() : null;

    // The console's address of an alarm; the region stands fourth in an ARN.
    static Uri? Console(string? arn, string name) => arn?.Split(':') is ["arn", "aws", "cloudwatch", { Length: > 0 } region, ..] && region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? new Uri($"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#alarmsV2:alarm/{Uri.EscapeDataString(name)}") : null;
}
