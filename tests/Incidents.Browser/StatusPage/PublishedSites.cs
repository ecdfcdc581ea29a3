using System.IO.Compression;
using Incidents.StatusPage;
using Incidents.StatusPage.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Incidents.Browser.StatusPage;

/// <summary>The sample sites as files behind an ordinary web server, each under a prefix of its own.</summary>
public sealed class PublishedSites : IAsyncLifetime
{
    readonly TestFolder _folder = new();
    WebApplication? _server;

    /// <summary>Where the files lie.</summary>
    public string Folder => _folder.Path;

    /// <summary>Every page of every site, by its path below <see cref="Address"/>.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>The pages that differ: one past incident is like another, and a language changes the words alone.</summary>
    public IEnumerable<string> Typical => Pages.Where(path => !path.Contains("/incidents/2026-01", StringComparison.Ordinal)
        && (!path.StartsWith("portuguese/", StringComparison.Ordinal) || path == "portuguese/index.html") && (!path.StartsWith("spanish/", StringComparison.Ordinal) || path == "spanish/index.html"));

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, history) in Samples.All)
        {
            foreach (var file in await StatusSite.RenderAsync(history))
            {
                var path = Path.Combine(Folder, name, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Content.ToArray());
            }
        }

        Pages = [.. Directory.EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddResponseCompression();
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        _server = builder.Build();
        _server.UseResponseCompression();
        _server.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Folder) });
        await _server.StartAsync();
        Address = new Uri(_server.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }
}
