namespace Incidents.Hosting.Configuration;

/// <summary>Whether the Alertmanager of a source can be asked.</summary>
static class PullCheck
{
    public static IEnumerable<Problem> Of(SourceEntry source, string path)
    {
        if (source.Pull is not { } pull)
            yield break;

        if (source.Type is not null && source.Type.Name != "alertmanager")
            yield return new(path, "Only an Alertmanager can be asked what fires there.", "Leave pull out, or write the type \"alertmanager\".");
        if (AddressCheck.Problem($"{path}.address", pull.Address) is { } address)
            yield return address;
        else if (pull.Address is not null && new Uri(pull.Address).Query.Length > 0)
            yield return new($"{path}.address", "The address has a query.", "Write the base address alone, such as http://alertmanager.example:9093.");
        if (string.IsNullOrWhiteSpace(pull.Receiver))
            yield return new($"{path}.receiver", "The receiver has no name.", "Write the name of the receiver whose webhook leads to this source.");
        if (SecretCheck.Problem($"{path}.secret", pull.Secret, plain: true) is { } secret)
            yield return secret;
        if (pull is { User: not null, Secret: null })
            yield return new($"{path}.secret", "There is a user and no password.", "Write \"env:NAME\" and set that environment variable.");
    }
}
