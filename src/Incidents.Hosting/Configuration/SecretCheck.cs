namespace Incidents.Hosting.Configuration;

/// <summary>Secrets that the file names.</summary>
static class SecretCheck
{
    /// <summary>What is wrong with a secret; null when nothing is.</summary>
    /// <param name="plain">True where a hash does not do, because the host itself has to use the secret.</param>
    public static Problem? Problem(string path, Secret? secret, bool plain = false) => secret switch
    {
        null => null,
        { Variable: null } when plain => new(path, "A hash does not do here: the host has to use the secret itself.", "Write \"env:NAME\" and set that environment variable."),
        { Variable: { } name, IsUnresolved: true } => new(path, $"The environment variable {name} holds a reference that the vault did not answer.",
            $"Put the secret {name.Replace('_', '-')} into the vault, let the host's identity read it, and start the host again.")
        { OfEnvironment = true },
        { Variable: { } name } when secret.Reveal() is null => new(path, $"The environment variable {name} is not set.", $"Set {name} for the host's process, or name another variable.") { OfEnvironment = true },
        _ => null,
    };
}
