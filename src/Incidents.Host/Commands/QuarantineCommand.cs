using System.CommandLine;
using System.Globalization;
using System.Text;
using Incidents.Web.Api;

namespace Incidents.Host.Commands;

/// <summary><c>quarantine [list|show|retry|discard]</c>: what could not be mapped, at a running host, as its console shows it.</summary>
static class QuarantineCommand
{
    const int Shown = 120;

    public static Command Create()
    {
        var input = new Argument<string>("input") { Description = "The input's id, as list prints it, or its beginning as far as it is the only one." };
        var reason = new Option<string>("--reason") { Description = "Why it is discarded; it goes on the record.", Required = true };
        var command = new Command("quarantine", "Lists, shows, tries again or discards the inputs of a running host that could not be mapped.");
        var caller = new QuarantineCaller(command);
        command.SetAction((parsed, ct) => caller.RunAsync(parsed, ListAsync, ct));
        command.Add(Verb("list", "Lists the newest 100 (what the command does without a word).", [], (parsed, ct) => caller.RunAsync(parsed, ListAsync, ct)));
        command.Add(Verb("show", "Prints one with its body.", [input], (parsed, ct) => caller.RunAsync(parsed, (host, output) => ShowAsync(host, parsed.GetValue(input)!, output), ct)));
        command.Add(Verb("retry", "Tries one again, once its sender or this program was corrected.", [input], (parsed, ct) => caller.RunAsync(parsed, (host, output) => DoAsync(host, "retry", parsed.GetValue(input)!, null, output), ct)));
        command.Add(Verb("discard", "Takes one out for good; it is kept with who did it and why.", [input, reason],
            (parsed, ct) => caller.RunAsync(parsed, (host, output) => DoAsync(host, "discard", parsed.GetValue(input)!, parsed.GetValue(reason), output), ct)));
        return command;
    }

    static Command Verb(string name, string description, Symbol[] symbols, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        var verb = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                verb.Add(argument);
            }
            else
            {
                verb.Add((Option)symbol);
            }
        }

        verb.SetAction(action);
        return verb;
    }

    static async Task<int> ListAsync(QuarantineHost host, TextWriter output)
    {
        var entries = await host.ListAsync();
        await output.WriteLineAsync(entries.Count switch { 0 => "Nothing is in quarantine.", 1 => "1 input is in quarantine.", _ => $"{entries.Count} inputs are in quarantine, newest first." });
        foreach (var entry in entries)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync(Head(entry));
            await output.WriteLineAsync($"  {SafeText.Cut(SafeText.Line(entry.Reason), Shown)}");
        }

        return 0;
    }

    static async Task<int> ShowAsync(QuarantineHost host, string input, TextWriter output)
    {
        if (await host.FindAsync(input, output) is not { } entry)
        {
            return 1;
        }

        await output.WriteLineAsync(Head(entry));
        await output.WriteLineAsync($"  {SafeText.Line(entry.Reason)}");
        await output.WriteLineAsync($"  {SafeText.Line(entry.ContentType)}, {entry.Body.Length} bytes:");
        // What would be left out is shown to have been there.
        await output.WriteLineAsync(string.Concat(Encoding.UTF8.GetString(entry.Body).Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)));
        return 0;
    }

    static async Task<int> DoAsync(QuarantineHost host, string what, string input, string? reason, TextWriter output)
    {
        if (await host.FindAsync(input, output) is not { } entry || await host.DoAsync(what, new QuarantineOrder(entry.Input, reason), output) is not { } answer)
        {
            return 1;
        }

        await output.WriteLineAsync($"{answer.Outcome}: {SafeText.Line(answer.Reason ?? "")}");
        return answer.Outcome == "quarantined" ? 1 : 0;
    }

    static string Head(QuarantineEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{SafeText.Line(entry.Input)}  {entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
