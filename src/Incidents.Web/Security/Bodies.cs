using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Incidents.Web.Security;

/// <summary>Reads bodies up to a limit, whatever their length header says.</summary>
static class Bodies
{
    /// <summary>The largest alert, in bytes.</summary>
    public const int Alert = 1024 * 1024;

    /// <summary>The largest event of PagerDuty's Events API, in bytes, as PagerDuty has it.</summary>
    public const int Event = 512 * 1024;

    /// <summary>The largest answer to an approval link, in bytes.</summary>
    public const int Approval = 4096;

    /// <summary>The largest form or JSON of the console, in bytes: a notice of 20,000 characters, percent-encoded, fits.</summary>
    public const int Console = 512 * 1024;

    const int FirstRead = 32 * 1024;

    /// <summary>The body; null when it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http, int limit)
    {
        if (http.Request.ContentLength > limit)
        {
            return null;
        }

        // What a header promises is not room to be made before it comes.
        var buffer = new byte[Math.Min(http.Request.ContentLength ?? FirstRead, FirstRead)];
        for (var filled = 0; filled != http.Request.ContentLength;)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * Math.Max(filled, FirstRead), limit + 1));
            }

            var read = await http.Request.Body.ReadAsync(buffer.AsMemory(filled), http.RequestAborted);
            filled += read;
            if (filled > limit)
            {
                return null;
            }

            if (read == 0)
            {
                return buffer[..filled];
            }
        }

        return buffer.Length == http.Request.ContentLength ? buffer : buffer[..(int)http.Request.ContentLength!];
    }

    /// <summary>The fields of a URL-encoded form; null when it is too large or no such form.</summary>
    public static async Task<Dictionary<string, string>?> FormAsync(HttpContext http, int limit)
    {
        if (!IsForm(http) || await ReadAsync(http, limit) is not { } body)
        {
            return null;
        }

        try
        {
            using var reader = new FormReader(new MemoryStream(body)) { ValueLengthLimit = limit };
            return (await reader.ReadFormAsync(http.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>True for a URL-encoded form.</summary>
    public static bool IsForm(HttpContext http) => MediaType(http).Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for JSON.</summary>
    public static bool IsJson(HttpContext http) => MediaType(http) is var type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)));

    static string MediaType(HttpContext http) => (http.Request.ContentType ?? "").Split(';')[0].Trim();
}
