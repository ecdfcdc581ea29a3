using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.StatusPage.Model;

/// <summary>Turns one component into one page.</summary>
static class Renderer
{
    /// <summary>As text.</summary>
    public static async Task<string> TextAsync<TPage>(Frame frame, ParameterView values)
        where TPage : IComponent => Encoding.UTF8.GetString(await RenderAsync<TPage>(frame, values));

    /// <summary>As UTF-8. A renderer for each page, disposed: a shared one keeps about 10 KiB of every render.</summary>
    public static async Task<byte[]> RenderAsync<TPage>(Frame frame, ParameterView values)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(new Services(frame), NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(values);
            using var text = new PageText();
            page.WriteHtmlTo(text);
            return text.ToUtf8();
        });
    }

    // The bytes are UTF-8, so no script of the world need be written in numbers; what means something in HTML still is.
    static readonly HtmlEncoder Letters = HtmlEncoder.Create(UnicodeRanges.All);

    // All that the components are given is the frame they stand in.
    sealed class Services(Frame frame) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Frame) ? frame : serviceType == typeof(HtmlEncoder) ? Letters : null;
    }
}
