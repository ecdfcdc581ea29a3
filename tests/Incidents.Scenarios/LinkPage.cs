using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Incidents.Scenarios;

/// <summary>The page behind a mailed link, as a browser has it: its form with the fields that are hidden in it.</summary>
/// <param name="Address">The link.</param>
/// <param name="Status">What the host answered.</param>
/// <param name="Text">What a reader sees.</param>
/// <param name="Hidden">The hidden fields.</param>
/// <param name="Choices">What can be chosen.</param>
sealed record LinkPage(Uri Address, HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Hidden, IReadOnlyList<string> Choices)
{
    /// <summary>True when the host took what was sent, or showed what was asked for.</summary>
    public bool IsFine => Status == HttpStatusCode.OK;

    /// <summary>Follows a link; nothing is decided by that.</summary>
    public static async Task<LinkPage> OpenAsync(HttpClient browser, Uri link, CancellationToken ct)
    {
        using var answer = await browser.GetAsync(link, ct);
        return await ReadAsync(link, answer, ct);
    }

    /// <summary>Chooses and sends the form.</summary>
    public async Task<LinkPage> SendAsync(HttpClient browser, string choice, string? note, string? code, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(Hidden, StringComparer.Ordinal) { ["choice"] = choice, ["note"] = note ?? "", ["code"] = code ?? "" });
        using var answer = await browser.PostAsync(Address, form, ct);
        return await ReadAsync(Address, answer, ct);
    }

    static async Task<LinkPage> ReadAsync(Uri link, HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException($"{(int)answer.StatusCode} from {link.AbsolutePath}");
        }

        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(ct), ct);
        var inputs = page.QuerySelectorAll("form input").OfType<IHtmlInputElement>().ToList();
        return new LinkPage(link, answer.StatusCode, string.Join(' ', page.QuerySelector("main")?.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? []),
            inputs.Where(input => input.Type == "hidden").ToDictionary(input => input.Name ?? "", input => input.Value, StringComparer.Ordinal),
            [.. inputs.Where(input => input.Type == "radio").Select(input => input.Value)]);
    }
}
