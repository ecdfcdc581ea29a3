namespace Incidents.Hosting.Configuration;

/// <summary>Something in the configuration that the host cannot work with.</summary>
/// <param name="Path">Where, such as <c>people[2].roles</c>; empty for the file itself.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Instead">What to write instead, in one sentence.</param>
public sealed record Problem(string Path, string Message, string Instead)
{
    /// <summary>True where the file is right and the environment of this process lacks a secret: whoever does not use the secret can go on.</summary>
    public bool OfEnvironment { get; init; }

    /// <summary>One line for a terminal.</summary>
    public override string ToString() => Path.Length == 0 ? $"{Message} {Instead}" : $"{Path}: {Message} {Instead}";
}

/// <summary>What reading a configuration came to: a configuration that the host can start with, or every problem at once.</summary>
/// <param name="Configuration">Null when there is a problem.</param>
/// <param name="Problems">Empty when there is a configuration.</param>
public sealed record Loaded(ResponseConfiguration? Configuration, IReadOnlyList<Problem> Problems);
