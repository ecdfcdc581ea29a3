using Incidents.Host.Composition;
using Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Incidents.Host.Tests.Composition;

/// <summary>The corpus through the log on the console.</summary>
public sealed class LogLineTests
{
    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void An_entry_is_one_line_whatever_its_text_and_its_exception_carry(string evil)
    {
        using var written = new StringWriter();
        new LogLine().Write(new LogEntry<string>(LogLevel.Error, "Incidents.Desk", new EventId(12), evil, new InvalidOperationException(evil, new IOException(evil)), (state, _) => state), null, written);

        var line = Assert.Single(written.ToString().TrimEnd('\n').Split('\n'));
        Injection.AssertHarmless(line);
        Assert.StartsWith("fail: Incidents.Desk[12] ", line, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_writes_its_log_so()
    {
        var folder = Directory.CreateTempSubdirectory("incidents-log-").FullName;
        var configuration = Hosting.Configuration.ResponseConfiguration.Load(null).Configuration!;
        var address = new Uri("http://127.0.0.1:0");
        await using (var app = HostApp.Build(HostPlan.Of(configuration, Path.Combine(folder, "data"), address, address, drill: false), TimeProvider.System, new Incidents.Host.Loop.InFlight()))
        {
            Assert.Equal(nameof(LogLine), app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
            Assert.Contains(app.Services.GetServices<ConsoleFormatter>(), formatter => formatter is LogLine);
        }

        Directory.Delete(folder, recursive: true);
    }
}
