using Incidents.Desk;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Alerts;

/// <summary>Finds the source of a request whose address names none: by its type and what it shows.</summary>
sealed class SourceTypes(IntakeOptions intake, WebOptions options, SourceCheck check)
{
    /// <summary>The sources of a type with what they have to show, in the configuration's order.</summary>
    public IEnumerable<(string Name, SourceAuth Auth)> Of(string type) =>
        options.Sources.Where(source => intake.Senders.GetValueOrDefault(source.Key)?.Type == type).Select(source => (source.Key, source.Value));

    /// <summary>True when a source's sender may write a URL-encoded form.</summary>
    public bool TakeForms(string source) => intake.Senders.GetValueOrDefault(source)?.TakesForms == true;

    /// <summary>The source that a key belongs to; null when to none. All are compared, so that the time tells nothing about which it was.</summary>
    public string? ByKey(string type, string shown) =>
        Of(type).Aggregate((string?)null, (found, source) => source.Auth is SourceAuth.Key key && key.Good.Match(shown) ? found ?? source.Name : found);

    /// <summary>The source whose credentials a request shows, one that needs none last; else null and the status to answer with.</summary>
    public async ValueTask<(string? Name, int Status)> ByCredentialsAsync(string type, HttpContext http, byte[] body, DateTimeOffset now)
    {
        var (name, status) = ((string?)null, StatusCodes.Status404NotFound);
        foreach (var source in Of(type).OrderBy(source => source.Auth is SourceAuth.LoopbackOnly))
        {
            var problem = await check.ProblemAsync(source.Auth, http, body, now);
            // While it cannot be found out whose a token is, nobody is told for good that it is nobody's.
            (name, status) = name is not null ? (name, status) : problem == 0 ? (source.Name, 0) : (null, status == StatusCodes.Status503ServiceUnavailable ? status : problem);
        }

        return (name, status);
    }
}
