using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Web.Pages;

/// <summary>Turns one component into one page.</summary>
static class Html
{
    /// <summary>A renderer for each page, disposed: a shared one keeps memory of every render.</summary>
    public static async Task<string> RenderAsync<TPage>(params (string Name, object? Value)[] values)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(NoServices.Instance, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal)));
            return StillText.Of(page.ToHtmlString()).ReplaceLineEndings("\n").Trim() + "\n";
        });
    }

    /// <summary>The page as an answer.</summary>
    public static async Task<IResult> PageAsync<TPage>(int status, params (string Name, object? Value)[] values)
        where TPage : IComponent =>
        Results.Content(await RenderAsync<TPage>(values), "text/html; charset=utf-8", statusCode: status);

    /// <summary>A page with a heading and a few sentences.</summary>
    public static Task<IResult> MessageAsync(int status, string title, params string[] text) =>
        PageAsync<MessagePage>(status, ("Title", title), ("Text", text));

    sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
