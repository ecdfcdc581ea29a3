using Microsoft.Playwright;

namespace Incidents.Browser;

/// <summary>What must hold for every page: nothing on the browser's console, nothing wider than the screen, readable text, labelled fields, one heading.</summary>
static class PageCheck
{
    // WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 from 24 px or bold 18.66 px on. Only what can be seen counts.
    const string Faint = """
        () => {
          // Either rgb(1, 2, 3), rgba(1, 2, 3, 0.5) or what a mixture of colours computes to: color(srgb 0.1 0.2 0.3 / 0.5).
          const numbers = c => { const n = c.match(/[\d.]+(e-\d+)?/g).map(Number), unit = c.startsWith('color(') ? 255 : 1; return [...n.slice(0, 3).map(v => v * unit), n[3] ?? 1]; };
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3]));
          const behind = e => { if (!e) return getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme:dark)').matches ? [18, 18, 18] : [255, 255, 255];
            const c = numbers(getComputedStyle(e).backgroundColor); return c[3] === 1 ? c.slice(0, 3) : over(c, behind(e.parentElement)); };
          const faint = [];
          for (const e of document.querySelectorAll('body *')) {
            if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
            const style = getComputedStyle(e), back = behind(e), size = parseFloat(style.fontSize);
            const [a, b] = [light(over(numbers(style.color), back)), light(back)].sort((x, y) => y - x);
            const ratio = (a + .05) / (b + .05), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
            if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`);
          }
          return faint;
        }
        """;

    const string Unlabelled = """
        () => [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]
          .filter(e => !e.getAttribute('aria-label') && ![...e.labels].some(l => l.textContent.trim())).map(e => e.outerHTML)
        """;

    const string Wide = """
        () => { const room = document.documentElement.clientWidth; return document.documentElement.scrollWidth <= room ? []
          : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room).map(e => `${e.tagName}.${e.className} to ${e.getBoundingClientRect().right} of ${room}`); }
        """;

    // Text that is too long for its column runs into the next one, which no scroll bar shows.
    const string Overlapping = """
        () => {
          const clipped = e => getComputedStyle(e).clipPath !== 'none';
          const text = e => { if (clipped(e) || [...e.children].some(clipped)) return new DOMRect(); const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
          return [...document.querySelectorAll('body *')].filter(e => e.nextElementSibling && /grid|flex/.test(getComputedStyle(e.parentElement).display)).filter(e => {
            const a = text(e), b = text(e.nextElementSibling);
            return a.width && b.width && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
          }).map(e => `${e.tagName} "${e.textContent.trim().slice(0, 30)}" over "${e.nextElementSibling.textContent.trim().slice(0, 30)}"`);
        }
        """;

    /// <summary>Opens an address and returns all that is wrong with the page.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(IPage page, Uri address, string screenshot)
    {
        var problems = new List<string>();
        void Hear(object? sender, IConsoleMessage message)
        {
            // A page that answers 401, 404 or 410 is meant to; the browser notes the status of every such document.
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
            {
                problems.Add($"console: {message.Text}");
            }
        }

        page.Console += Hear;
        await page.GotoAsync(address.AbsoluteUri);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Screenshots, $"{screenshot}.png"), FullPage = true });
        // Forms behind a summary are part of the page.
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        problems.AddRange((await page.EvaluateAsync<string[]>(Faint)).Select(p => $"faint: {p}"));
        problems.AddRange((await page.EvaluateAsync<string[]>(Unlabelled)).Select(p => $"no label: {p}"));
        problems.AddRange((await page.EvaluateAsync<string[]>(Wide)).Select(p => $"too wide: {p}"));
        problems.AddRange((await page.EvaluateAsync<string[]>(Overlapping)).Select(p => $"overlaps: {p}"));
        var headings = await page.Locator("h1").CountAsync();
        page.Console -= Hear;
        return headings == 1 ? problems : [.. problems, $"{headings} first headings"];
    }
}
