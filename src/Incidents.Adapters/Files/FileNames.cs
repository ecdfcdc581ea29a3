namespace Incidents.Adapters.Files;

/// <summary>Names of files.</summary>
static class FileNames
{
    /// <summary>A text that can be part of a file's name: letters, digits, dots and hyphens; anything else becomes a hyphen. Never begins with a dot.</summary>
    public static string Of(string id)
    {
        var name = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        return name.Length == 0 || name[0] == '.' ? $"_{name}" : name;
    }
}
