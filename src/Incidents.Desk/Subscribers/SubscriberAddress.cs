using System.Globalization;
using System.Text.RegularExpressions;

namespace Incidents.Desk.Subscribers;

/// <summary>What counts as an address that can be subscribed.</summary>
public static partial class SubscriberAddress
{
    const int LongestMail = 254;
    const int LongestWebhook = 1_000;

    /// <summary>The address as it is kept: the domain in small letters and as it travels; null when it is no mail address. No display names, comments, quotes or literal hosts.</summary>
    public static string? Mail(string? text)
    {
        var at = text?.Trim() is { Length: <= LongestMail } typed ? typed.LastIndexOf('@') : -1;
        if (at < 1)
        {
            return null;
        }

        var (local, domain) = (text!.Trim()[..at], text.Trim()[(at + 1)..]);
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        return Local().IsMatch(local) && Domain().IsMatch(domain) ? $"{local}@{domain}" : null;
    }

    /// <summary>The webhook's address; null when it is none: https with a host's name, without user and fragment. Whether it may be reached is asked at each attempt.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="privateToo">True where plain http and addresses inside the house are allowed.</param>
    public static string? Webhook(string? text, bool privateToo) => text?.Trim() is { Length: <= LongestWebhook } typed && Uri.TryCreate(typed, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (privateToo && uri.Scheme == Uri.UriSchemeHttp)) && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0 ? uri.AbsoluteUri : null;

    [GeneratedRegex(@"\A[^\s@<>()\[\]\\,;:""\p{C}]{1,64}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Local();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Domain();
}
